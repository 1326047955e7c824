from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE, Pcm, Transcript
from interview_sim.speech import transcription
from interview_sim.speech.cutter import Cutter
from interview_sim.speech.fillers import Heard
from interview_sim.speech.language import ENOUGH
from interview_sim.speech.pitch import Pitch
from interview_sim.speech.transcription import VerbatimTranscription
from interview_sim.speech.verbatim import Account, Window
from tests.speech.sounds import noise, silence, tone
from tests.speech.test_cutter import loud


class Talk:
    """Hears "um", and then two words a second to the end of everything; as English as the number says."""

    def __init__(self, sound: NDArray[np.float32], english: float = 0.9) -> None:
        self.seconds = len(sound) / SAMPLE_RATE
        self.english = english

    def listen(self) -> None:
        pass

    def account(self, prompt: str | None, most_tokens: int) -> Account:
        um = Heard(" um", 0.2, 0.6, 0.1, 0.9)
        words = [Heard(f" w{i}", i / 2, i / 2 + 0.4, 0.9) for i in range(2, int(self.seconds * 2))]
        return Account([um, *words], likelihood=-0.1, tokens=40)

    def languages(self) -> Mapping[str, float]:
        return {"en": self.english, "de": 1 - self.english}


class Nothing:
    """Hears no word."""

    def __init__(self, sound: NDArray[np.float32]) -> None:
        pass

    def listen(self) -> None:
        pass

    def account(self, prompt: str | None, most_tokens: int) -> Account:
        return Account([])

    def languages(self) -> Mapping[str, float]:
        return {}


class Content(Talk):
    """Hears other words in every sound, and more of them the longer it is; counts how often it is asked."""

    asked = 0

    def __init__(self, sound: NDArray[np.float32]) -> None:
        super().__init__(sound)
        self.letters = hashlib.sha256(sound.tobytes()).hexdigest()

    def account(self, prompt: str | None, most_tokens: int) -> Account:
        Content.asked += 1
        words = [Heard(f" {self.letters[i % 32 : i % 32 + 4]}", i / 3, (i + 1) / 3, 0.9) for i in range(self.count)]
        return Account(words, likelihood=-0.1, tokens=40)

    @property
    def count(self) -> int:
        return int(self.seconds * 3)


@pytest.fixture(autouse=True)
def _loud_is_speech(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcription, "Cutter", lambda: Cutter(loud))


def test_utterances_come_as_they_are_recognised_and_name_their_words() -> None:
    live = VerbatimTranscription(Talk)
    live.feed(tone(7))
    assert live.waiting == 0
    live.feed(silence(2))
    assert live.waiting == 1
    (first,) = live.recognise()
    assert live.waiting == 0
    assert live.recognise() == ()
    assert first.text.startswith("um w2 w3 w4")
    assert (first.start_word, first.end_word) == (0, len(first.text.split()))
    live.feed(tone(8))
    whole = live.finish()
    assert whole.utterances[0] == first
    assert whole.utterances[1].start_word == first.end_word
    assert whole.utterances[1].end_word == len(whole.words)
    assert [word.text for word in whole.words].count("um") == 2
    assert whole.features.seconds == 17
    assert len(whole.features.speech) == 2


def test_speech_that_cannot_be_trusted_is_marked() -> None:
    live = VerbatimTranscription(Nothing)
    live.feed(np.concatenate([silence(1), tone(3), silence(1)]))
    whole = live.finish()
    assert whole.words == whole.utterances == ()
    (span,) = whole.features.unrecognised
    assert span.start == pytest.approx(0.3, abs=0.04)
    assert span.end == pytest.approx(4.25, abs=0.04)


def test_silence_never_reaches_the_recogniser() -> None:
    def refuse(sound: NDArray[np.float32]) -> Window:
        raise AssertionError("it was asked to hear silence")

    live = VerbatimTranscription(refuse)
    live.feed(silence(20))
    assert live.finish().words == ()
    assert live.heard.speech_started is None


def test_finishing_twice_gives_the_same() -> None:
    live = VerbatimTranscription(Talk)
    live.feed(tone(3))
    assert live.finish() is live.finish()


def test_no_samples_at_all() -> None:
    assert VerbatimTranscription(Talk).finish().features.seconds == 0


def test_a_held_voice_without_a_word_is_told_and_is_no_word() -> None:
    class Drawl(Talk):
        def account(self, prompt: str | None, most_tokens: int) -> Account:
            so, yes = Heard(" so", 0.0, 0.5, 0.9), Heard(" yes", 0.5, 2.4, 0.9, 0.01)
            return Account([so, yes])

    live = VerbatimTranscription(Drawl)
    live.feed(np.concatenate([noise(1), tone(1), noise(0.5)]))
    whole = live.finish()
    assert [word.text for word in whole.words] == ["so", "yes"]
    (span,) = whole.features.held
    assert span.start == pytest.approx(1, abs=0.15)
    assert span.end == pytest.approx(2, abs=0.15)


@pytest.mark.parametrize(("english", "language"), [(0.9, "en"), (0.01, "en")])
def test_the_language_is_told(english: float, language: str) -> None:
    """What fits as English is English."""
    live = VerbatimTranscription(lambda sound: Talk(sound, english))
    live.feed(tone(7))
    assert live.finish().features.language == language


def test_of_a_model_that_knows_one_language_none_is_told() -> None:
    class Monolingual(Talk):
        def languages(self) -> Mapping[str, float]:
            return {}

    live = VerbatimTranscription(Monolingual)
    live.feed(tone(7))
    features = live.finish().features
    assert features.language is None
    assert features.language_probability is None


@pytest.mark.slow
def test_the_language_is_asked_of_the_first_windows_only() -> None:
    asked: list[int] = []

    class Asked(Talk):
        def languages(self) -> Mapping[str, float]:
            asked.append(1)
            return super().languages()

    live = VerbatimTranscription(Asked)
    for _ in range(6):
        live.feed(np.concatenate([tone(7), silence(2)]))
    live.finish()
    assert len(asked) == ENOUGH


def take_turns(seconds: Sequence[float]) -> Pcm:
    """Speech and silence in turns; every stretch sounds another way."""
    return np.concatenate(
        [noise(s, 6000, seed) if seed % 2 else silence(s) for seed, s in enumerate(seconds)] or [silence(0)]
    )


def offline(pcm: Pcm) -> Transcript:
    live = VerbatimTranscription(Content)
    for start in range(0, len(pcm), SAMPLE_RATE):
        live.feed(pcm[start : start + SAMPLE_RATE])
        while live.waiting:
            live.recognise()
    return live.finish()


class Monotone:
    """In place of the pitch network, which takes its time."""

    def __init__(self) -> None:
        self.samples = 0

    def feed(self, pcm: Pcm) -> None:
        self.samples += len(pcm)

    def finish(self) -> Pitch:
        frames = np.zeros(self.samples // 256 + 1, np.float32)
        return Pitch(frames, frames)


TURNS = st.lists(st.floats(0.0, 9.0), max_size=8)
STEPS = st.lists(st.tuples(st.integers(300, 40_000), st.sets(st.sampled_from(["recognise", "foresee", "draft"]))))


@given(TURNS, STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.slow
def test_what_is_final_depends_on_the_samples_alone(
    monkeypatch: pytest.MonkeyPatch, seconds: list[float], steps: list[tuple[int, set[str]]]
) -> None:
    """Not on the blocks, nor on when anything was recognised, foreseen or drafted."""
    monkeypatch.setattr("interview_sim.speech.frames.PitchTracker", Monotone)
    monkeypatch.setattr(transcription, "fall", lambda sound: None)
    pcm = take_turns(seconds)
    live = VerbatimTranscription(Content, Content)
    at = 0
    for size, asked in steps:
        live.feed(pcm[at : at + size])
        at += size
        for name in sorted(asked):
            getattr(live, name)()
        words = live.heard.words
        assert words[: len(live.words)] == live.words
    live.feed(pcm[at:])
    assert live.finish() == offline(pcm)


def test_what_was_foreseen_is_not_recognised_twice() -> None:
    live = VerbatimTranscription(Content)
    live.feed(take_turns([0.5, 3, 0.6]))
    assert not live.heard.complete
    Content.asked = 0
    assert live.foresee()
    assert not live.foresee()
    foreseen = live.heard
    assert foreseen.complete
    assert foreseen.words
    assert live.words == ()
    live.feed(silence(4))
    assert live.finish().words == foreseen.words
    assert Content.asked == 1


def test_a_stretch_that_is_given_away_in_silence_was_foreseen_too() -> None:
    live = VerbatimTranscription(Content)
    live.feed(take_turns([0.5, 7, 0.6]))
    assert live.foresee()
    Content.asked = 0
    live.feed(silence(2))
    assert live.waiting == 1
    assert live.recognise()
    assert Content.asked == 0


def test_what_was_foreseen_counts_no_more_once_more_was_said() -> None:
    live = VerbatimTranscription(Content)
    live.feed(take_turns([0.5, 3, 0.6]))
    live.foresee()
    assert live.heard.words
    live.feed(take_turns([0, 2, 0.6]))
    assert live.heard.words == ()
    assert not live.heard.complete


def test_what_is_foreseen_is_given_up_when_somebody_speaks() -> None:
    asked: list[int] = []

    class Doubtful(Nothing):
        def account(self, prompt: str | None, most_tokens: int) -> Account:
            asked.append(1)
            live.feed(take_turns([0, 0.5]))
            return Account([])

    live = VerbatimTranscription(Doubtful)
    live.feed(take_turns([0.5, 3, 0.6]))
    assert not live.foresee()
    assert len(asked) == 1


def test_sound_is_taken_while_the_model_works() -> None:
    working, go_on = threading.Event(), threading.Event()

    class Slow(Content):
        def account(self, prompt: str | None, most_tokens: int) -> Account:
            working.set()
            assert go_on.wait(5)
            return super().account(prompt, most_tokens)

    live = VerbatimTranscription(Slow)
    live.feed(take_turns([0, 7, 2]))
    recogniser = threading.Thread(target=live.recognise)
    recogniser.start()
    assert working.wait(5)
    live.feed(silence(1))
    assert live.heard.position == pytest.approx(10, abs=0.04)
    assert live.heard.words == ()
    go_on.set()
    recogniser.join()
    assert live.heard.words == live.words != ()


def test_drafts_go_on_between_the_pieces_of_what_becomes_final() -> None:
    live = VerbatimTranscription(Content, Content)
    live.feed(tone(7))
    shown = live.draft()
    live.feed(silence(2))
    drafts: list[str] = []

    def meanwhile() -> None:
        live.feed(tone(1))
        if draft := live.draft():
            drafts.append(draft.text)

    (final,) = live.recognise(meanwhile)
    assert shown is not None
    assert len(drafts) == 2
    assert all(draft.startswith(shown.text) for draft in drafts)
    assert len(drafts[1]) > len(drafts[0]) > len(shown.text)
    assert final.text != shown.text


def test_the_snapshot_tells_who_speaks_and_since_when_nobody_does() -> None:
    live = VerbatimTranscription(Talk)
    live.feed(silence(1))
    assert live.heard.quiet_since is None
    live.feed(tone(2))
    assert live.heard.speaking
    assert live.heard.silence == 0
    assert live.heard.speech_started == pytest.approx(1, abs=0.04)
    live.feed(silence(0.2))
    assert not live.heard.speaking
    assert live.heard.quiet_since == pytest.approx(3, abs=0.04)
    assert live.heard.silence == pytest.approx(0.2, abs=0.07)
    live.feed(silence(1))
    assert live.heard.quiet_since == pytest.approx(3, abs=0.04)


def test_a_click_is_no_voice() -> None:
    live = VerbatimTranscription(Talk)
    live.feed(np.concatenate([silence(1), tone(0.05)]))
    assert not live.heard.speaking
    live.feed(silence(1))
    assert live.heard.quiet_since is None
    assert live.heard.complete
