from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE
from interview_sim.speech import transcription
from interview_sim.speech.cutter import Cutter
from interview_sim.speech.draft import LONGEST
from interview_sim.speech.fillers import Heard
from interview_sim.speech.transcription import VerbatimTranscription
from interview_sim.speech.verbatim import FASTEST, Account
from tests.speech.sounds import silence, tone
from tests.speech.test_cutter import loud
from tests.speech.test_transcription import Content, Talk


@pytest.fixture(autouse=True)
def _loud_is_speech(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcription, "Cutter", lambda: Cutter(loud))


def test_words_are_drafted_while_the_voice_goes_on() -> None:
    live = VerbatimTranscription(Talk, Talk)
    live.feed(np.concatenate([silence(1), tone(3)]))
    draft = live.draft()
    assert draft is not None
    assert draft.text.startswith("um w2 w3")
    assert draft.start == pytest.approx(0.5, abs=0.05)
    assert draft.end <= 4
    assert live.words == ()


def test_nothing_is_drafted_of_silence_or_without_a_quick_ear() -> None:
    live = VerbatimTranscription(Talk, Talk)
    live.feed(silence(3))
    assert live.draft() is None
    deaf = VerbatimTranscription(Talk)
    deaf.feed(tone(3))
    assert deaf.draft() is None


def test_however_long_the_voice_goes_on_a_draft_hears_a_few_seconds() -> None:
    heard: list[float] = []

    def glance(sound: NDArray[np.float32]) -> Talk:
        heard.append(len(sound) / SAMPLE_RATE)
        return Talk(sound)

    live = VerbatimTranscription(Talk, glance)
    length = 0
    for _ in range(28):
        live.feed(tone(0.5))
        draft = live.draft()
        assert draft is not None
        assert len(draft.text.split()) >= length
        length = len(draft.text.split())
    assert max(heard) < LONGEST + 1


def test_a_draft_begins_after_what_is_final() -> None:
    live = VerbatimTranscription(Talk, Talk)
    live.feed(np.concatenate([tone(7), silence(2)]))
    live.draft()
    (first,) = live.recognise()
    assert live.draft() is None
    live.feed(tone(2))
    draft = live.draft()
    assert draft is not None
    assert draft.start >= first.end - 0.01


def test_a_draft_goes_on_from_what_was_foreseen() -> None:
    live = VerbatimTranscription(Content, Content)
    live.feed(np.concatenate([tone(3), silence(0.6)]))
    live.foresee()
    foreseen = " ".join(word.text for word in live.heard.words)
    live.feed(tone(2))
    draft = live.draft()
    assert draft is not None
    assert draft.text.startswith(f"{foreseen} ")
    assert len(draft.text) > len(foreseen) + 1


def test_a_loop_is_not_shown() -> None:
    def loop(sound: NDArray[np.float32]) -> Talk:
        longer = np.zeros(round(len(sound) * FASTEST), np.float32)
        return Talk(longer)

    live = VerbatimTranscription(Talk, loop)
    live.feed(tone(3))
    assert live.draft() is None


def test_words_heard_on_both_sides_of_a_seam_are_shown_once() -> None:
    class Seam(Talk):
        def account(self, prompt: str | None, most_tokens: int) -> Account:
            said = ["slow", "and", "low", "in", "pitch"] if self.seconds > LONGEST else ["low", "in", "pitch", "too"]
            times = [0.5, 2.0, 3.2, 4.4, 5.0] if self.seconds > LONGEST else [0.1, 0.5, 1.0, 2.0]
            return Account([Heard(f" {word}", at, at + 0.3, 0.9) for word, at in zip(said, times, strict=False)])

    live = VerbatimTranscription(Talk, Seam)
    live.feed(tone(6.5))
    assert live.draft()
    live.feed(tone(0.5))
    assert live.draft()
    live.feed(tone(0.5))
    draft = live.draft()
    assert draft is not None
    assert draft.text == "slow and low in pitch too"
