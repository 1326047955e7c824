"""The check before an interview says in plain words what came through, and never says other than the gate would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from interview_sim.errors import BadAudioError
from interview_sim.ports import SAMPLE_RATE, ModelIdentity, Pcm, Transcript
from interview_sim.speech.check import SENTENCE, Finding, SoundCheck, check, samples
from scoring.answer import AudioFeatures, Span, Word
from scoring.faults.sound import CLEAN, CLIPPED
from tests.fakes import FakeTranscription, said

ROOM = np.random.default_rng(5).normal(0, 20, 6 * SAMPLE_RATE).astype(np.int16)


@dataclass
class Given:
    """A recogniser that finds what it was given, and remembers what it was fed."""

    words: tuple[Word, ...] = said(SENTENCE, start=3.2, pace=0.3)
    level: float | None = -25.0
    noise: float | None = -65.0
    clipped: float = 0.0
    fed: list[Pcm] = field(default_factory=list)
    muted: tuple[Span, ...] = ()

    def identity(self) -> ModelIdentity:
        return ModelIdentity(engine="fake", name="given", version="0")

    def warm(self) -> None:
        """Nothing to load."""

    def open(self) -> FakeTranscription:
        return _Hearing(self)


class _Hearing(FakeTranscription):
    def __init__(self, given: Given) -> None:
        super().__init__(given.words, fed=given.fed)
        self._given = given

    def finish(self, muted: Sequence[Span] = ()) -> Transcript:
        given = self._given
        given.muted = tuple(muted)
        speech = (Span(start=given.words[0].start or 0, end=given.words[-1].end or 0),) if given.words else ()
        audio = AudioFeatures(
            seconds=10.0, speech=speech, level_dbfs=given.level, noise_dbfs=given.noise, clipped=given.clipped
        )
        return Transcript(words=given.words, utterances=(), features=audio)


def found(one: SoundCheck) -> dict[str, Finding]:
    return {finding.id: finding for finding in one.findings}


def test_a_clear_voice_in_a_quiet_room_is_good_in_every_respect() -> None:
    one = check(ROOM, Given(), sentence=SENTENCE)

    assert all(finding.good and finding.remedy is None for finding in one.findings)
    assert set(found(one)) == {"level", "noise", "clipping", "confidence"}
    assert one.snr_db == pytest.approx(40, abs=0.5)
    assert one.confidence == 0.9
    assert one.heard == SENTENCE


@pytest.mark.parametrize(("above", "good"), [(CLEAN + 0.5, True), (CLEAN - 0.5, False)])
def test_noise_is_too_much_exactly_where_the_gate_says_so(above: float, good: bool) -> None:
    signal = 10 * np.log10(10 ** (above / 10) + 1)
    finding = found(check(ROOM, Given(level=-25.0, noise=-25.0 - signal)))["noise"]

    assert finding.good is good
    assert (finding.remedy is None) is good


@pytest.mark.parametrize(("share", "good"), [(CLIPPED, True), (CLIPPED + 0.01, False)])
def test_a_microphone_is_overloaded_exactly_where_the_gate_says_so(share: float, good: bool) -> None:
    assert found(check(ROOM, Given(clipped=share)))["clipping"].good is good


def test_where_no_voice_was_heard_the_level_says_what_to_do_and_nothing_is_said_about_the_words() -> None:
    one = check(ROOM, Given(words=(), level=None, noise=-64.0), sentence=SENTENCE)

    assert not found(one)["level"].good
    assert "not muted" in (found(one)["level"].remedy or "")
    assert set(found(one)) == {"level"}
    assert one.confidence is None
    assert one.heard == ""
    assert one.level_dbfs < -50


def test_a_quiet_voice_is_said_to_be_quiet_and_is_no_fault() -> None:
    finding = found(check(ROOM, Given(level=-55.0, noise=-95.0)))["level"]

    assert finding.good
    assert "quiet" in finding.text


def test_words_that_the_recogniser_doubts_are_a_finding() -> None:
    doubted = tuple(word.model_copy(update={"probability": 0.4}) for word in Given().words)
    finding = found(check(ROOM, Given(words=doubted), sentence=SENTENCE))["confidence"]

    assert not finding.good
    assert finding.remedy


def test_another_sentence_than_the_one_on_the_screen_is_noticed() -> None:
    other = said("hello hello can anybody hear me now I do not know what to say to this thing", start=3.2, pace=0.3)
    finding = found(check(ROOM, Given(words=other), sentence=SENTENCE))["confidence"]

    assert not finding.good
    assert f"Of the {len(SENTENCE.split())} words of the sentence" in finding.text


def test_a_few_words_that_were_misheard_do_not_make_it_another_sentence() -> None:
    close = said(SENTENCE.replace("interview", "interval").replace("every", "ever"), start=3.2, pace=0.3)

    assert found(check(ROOM, Given(words=close), sentence=SENTENCE))["confidence"].good


def test_what_was_recorded_while_the_interviewer_spoke_is_not_taken_for_the_candidate() -> None:
    given = Given()
    check(ROOM, given, voice=Span(start=3.0, end=4.0))
    fed = np.concatenate(given.fed)

    assert given.muted == (Span(start=3.0, end=4.4),)
    assert not fed[3 * SAMPLE_RATE : round(4.4 * SAMPLE_RATE)].any()
    assert fed[: 3 * SAMPLE_RATE].any()


def test_a_voice_that_does_not_reach_the_microphone_hints_at_a_headset() -> None:
    one = check(ROOM, Given(), voice=Span(start=3.0, end=5.0))

    assert found(one)["echo"].good
    assert one.headset
    assert abs(one.echo_db or 0.0) < 1


def test_without_the_interviewers_voice_nothing_is_said_about_echo_or_headset() -> None:
    one = check(ROOM, Given())

    assert one.echo_db is None
    assert not one.headset
    assert "echo" not in found(one)


@pytest.mark.models
@pytest.mark.parametrize("lifted", [3.0, 12.0])
def test_the_interviewers_voice_in_the_microphone_is_noticed_though_it_is_hardly_louder_than_the_room(
    lifted: float,
) -> None:
    from interview_sim.speech.voices.hibari import HibariSpeaker
    from interview_sim.speech.voices.sound import recorded

    voice = recorded(HibariSpeaker().speak("Please read the sentence on the screen aloud.").wav).astype(float)
    room = np.random.default_rng(2).normal(0, 100, 3 * SAMPLE_RATE + len(voice))
    room[3 * SAMPLE_RATE :] += voice * 100 * 10 ** (lifted / 20) / np.sqrt(np.mean(voice**2))
    pcm = room.round().astype(np.int16)
    one = check(pcm, Given(), voice=Span(start=3.0, end=len(pcm) / SAMPLE_RATE))

    assert not found(one)["echo"].good
    assert "headset" in (found(one)["echo"].remedy or "").lower()
    assert not one.headset
    assert one.echo_db is not None
    assert 2 < one.echo_db < lifted + 4


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"\x01" * 32_001, "odd number"),
        (b"", "too short"),
        (b"\x01\x00" * 100, "too short"),
        (b"\x00\x00" * SAMPLE_RATE, "digital silence"),
        (b"\x01\x00" * (31 * SAMPLE_RATE), "longer than 30"),
    ],
)
def test_what_cannot_be_looked_at_is_refused_with_a_remedy(raw: bytes, problem: str) -> None:
    with pytest.raises(BadAudioError, match=problem) as refused:
        samples(raw)
    assert refused.value.remedy


@pytest.mark.models
def test_the_sentence_read_by_a_real_voice_is_found_good(tmp_path: object) -> None:
    from interview_sim.settings import Settings
    from interview_sim.speech.recognise import transcriber
    from interview_sim.speech.voices.candidate import say
    from interview_sim.speech.voices.hibari import HibariSpeaker

    read = say(HibariSpeaker(), SENTENCE) // 3
    pcm = np.concatenate([np.zeros(3 * SAMPLE_RATE, np.int16), read]) + 0
    noise = np.random.default_rng(2).normal(0, 15, len(pcm))
    one = check((pcm + noise).round().astype(np.int16), transcriber(Settings()), sentence=SENTENCE)

    assert all(finding.good for finding in one.findings), one.findings
