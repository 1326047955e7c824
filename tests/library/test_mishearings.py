"""What the recogniser makes of a bank's terms, with a recogniser that mishears on purpose."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
import soundfile

import interview_sim.library.mishearings
from interview_sim.errors import BadBankError
from interview_sim.library.banks import load_bank
from interview_sim.library.mishearings import Kept, Reader, hear_terms, measured, mishearings, terms_of, write
from interview_sim.ports import SAMPLE_RATE, ModelIdentity, Pcm, Speech, Transcript
from scoring.answer import AudioFeatures, Word
from scoring.examples import concept
from scoring.question import Mishearing

BANK = """# A bank of our own.
version = "1"

[role]
id = "nurse"
name = "Nurse"
description = "Wards."

[[concepts]]
id = "handover"
name = "Handover"
terms = [{ text = "SBAR", misheard = ["a guess"] }, { text = "handover" }] # said at the end of a shift
paraphrases = ["briefed the next shift"]

[[concepts]]
id = "dose"
name = "Dose"
terms = [{ text = "dosage" }]

[[questions]]
id = "shift"
kind = "behavioural"
text = "Tell me about a shift."
limits = { at_least = 45, at_most = 120 }
concepts = ["handover", "dose"]
rephrasings = ["Describe a shift.", "How was a shift?"]
clarifications = [{ about = "which", answer = "Any." }]
follow_ups = [{ text = "And then?", when = "rambling" }]
"""


@dataclass
class Teller:
    """Every sentence is half a second of a level that stands for it; what was said is remembered."""

    name: str
    said: list[str] = field(default_factory=list)

    def identity(self) -> ModelIdentity:
        return ModelIdentity(engine="fake", name=self.name, version="0")

    def speak(self, text: str) -> Speech:
        self.said.append(text)
        file = io.BytesIO()
        soundfile.write(file, np.full(8_000, 1_000, np.int16), SAMPLE_RATE, format="WAV")
        return Speech(wav=file.getvalue(), seconds=0.5, visemes=())


@dataclass
class Mishearer:
    """Hears what the tellers said, with some words replaced, each sentence where its sound is."""

    tellers: Sequence[Teller]
    replaced: dict[str, str]
    recordings: int = 0
    heard: int = 0

    def identity(self) -> ModelIdentity:
        return ModelIdentity(engine="fake", name="mishearer", version="0")

    def warm(self) -> None:
        """Nothing to load."""

    def open(self) -> Mishearer:
        self.recordings += 1
        self._blocks: list[Pcm] = []
        return self

    @property
    def waiting(self) -> int:
        return 0

    def feed(self, pcm: Pcm) -> None:
        self._blocks.append(pcm)

    def finish(self) -> Transcript:
        sound = np.concatenate(self._blocks) != 0
        begins = np.flatnonzero(np.diff(sound.astype(int)) == 1) / SAMPLE_RATE
        sentences = [text for teller in self.tellers for text in teller.said][self.heard :][: len(begins)]
        self.heard += len(sentences)
        words = []
        for begin, sentence in zip(begins, sentences, strict=True):
            text = sentence.lower().strip(".")
            for true, false in self.replaced.items():
                text = text.replace(true, false)
            parts = text.split()
            step = 0.5 / len(parts)
            words += [
                Word(text=part, start=begin + i * step, end=begin + (i + 1) * step) for i, part in enumerate(parts)
            ]
        return Transcript(words=tuple(words), utterances=(), features=AudioFeatures(seconds=len(sound) / SAMPLE_RATE))


def readers(*tellers: Teller) -> list[Reader]:
    return [
        Reader(teller, pace, *around)
        for teller in tellers
        for pace, around in ((0.8, ("we used", "last week")), (1.2, ("it was about", "in the end")))
    ]


def test_what_stood_in_a_terms_place_is_found_between_the_words_around_it(tmp_path: Path) -> None:
    teller = Teller("one")
    recogniser = Mishearer([teller], {"sbar": "s bar"})
    heard = hear_terms(["SBAR", "dosage"], readers(teller), recogniser, Kept(tmp_path / "kept.json"))

    assert heard == {"SBAR": ("s bar", "s bar"), "dosage": ("dosage", "dosage")}
    assert recogniser.recordings == 1


def test_a_sentence_that_was_not_heard_as_it_was_said_tells_nothing_of_its_term(tmp_path: Path) -> None:
    teller = Teller("one")
    recogniser = Mishearer([teller], {"last week": "lastly"})

    assert hear_terms(["SBAR"], readers(teller), recogniser, Kept(tmp_path / "kept.json")) == {"SBAR": ("sbar",)}


def test_a_term_that_was_heard_before_is_not_spoken_again(tmp_path: Path) -> None:
    teller, kept = Teller("one"), tmp_path / "kept.json"
    recogniser = Mishearer([teller], {})
    first = hear_terms(["SBAR"], readers(teller), recogniser, Kept(kept))
    again = hear_terms(["SBAR", "dosage"], readers(teller), recogniser, Kept(kept))

    assert sum("SBAR" in sentence for sentence in teller.said) == 2
    assert again["SBAR"] == first["SBAR"]
    assert len(again["dosage"]) == 2


def test_a_term_is_spoken_again_to_a_recogniser_with_the_same_weights_and_another_recipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    teller, kept = Teller("one"), tmp_path / "kept.json"
    hear_terms(["SBAR"], readers(teller), Mishearer([teller], {}), Kept(kept))
    monkeypatch.setattr(interview_sim.library.mishearings, "recipe", lambda: "another")

    heard = hear_terms(["SBAR"], readers(teller), Mishearer([teller], {"sbar": "s bar"}), Kept(kept))
    assert heard == {"SBAR": ("s bar", "s bar")}


def test_progress_is_told_up_to_the_end_and_two_voices_never_share_a_recording(tmp_path: Path) -> None:
    tellers = [Teller("one"), Teller("two")]
    shares: list[float] = []
    recogniser = Mishearer(tellers, {})
    hear_terms(["SBAR"], readers(*tellers), recogniser, Kept(tmp_path / "kept.json"), shares.append)

    assert recogniser.recordings == 2
    assert shares == [0.5, 1.0]


def test_what_shows_the_concept_anyway_is_no_mishearing() -> None:
    one = concept("rollout", "phased rollout")

    assert mishearings(one, ["phased roll out", "phased rollouts", "faced roll out"], " ") == ()
    assert mishearings(one, ["faced rollout"] * 2, " ") == (Mishearing(text="faced rollout", heard=2, of=2),)


def test_ordinary_words_count_only_where_nobody_says_them_anyway() -> None:
    one = concept("amodal", "amodal")
    heard = ["a model", "a model", "a modal", "the", "the", "aymodul"]

    assert mishearings(one, heard, " how do you train a model | ") == (Mishearing(text="aymodul", heard=1, of=6),), (
        "known from the questions, heard once, without meaning"
    )
    assert mishearings(one, heard, " ")[0] == Mishearing(text="a model", heard=2, of=6)


def test_a_bank_gets_what_was_measured_in_place_of_guesses_and_keeps_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "nurse.toml"
    path.write_text(BANK, encoding="utf-8")
    bank, terms = terms_of(path)
    heard = {"SBAR": ("esbar", "sbar", "esbar"), "handover": ("handover",), "dosage": ("dose itch", "dose itch")}
    write(path, measured(bank, heard))
    written = path.read_text(encoding="utf-8")

    assert terms == ("SBAR", "handover", "dosage")
    assert '{ text = "SBAR", misheard = [{ text = "esbar", heard = 2, of = 3 }] }' in written
    assert "a guess" not in written
    assert "# A bank of our own." in written
    found = {one.id: one for one in load_bank(path).questions[0].concepts}
    assert found["handover"].terms[0].mishearings == ("esbar",)
    assert found["dose"].terms[0].mishearings == ("dose itch",)


def test_a_bank_in_yaml_is_refused_before_anything_is_spoken(tmp_path: Path) -> None:
    with pytest.raises(BadBankError, match="no TOML file"):
        terms_of(tmp_path / "nurse.yaml")


@pytest.mark.models
def test_the_second_voice_is_understood(tmp_path: Path) -> None:
    from interview_sim.library.mishearings import readers as real
    from interview_sim.speech.faster import FasterWhisperTranscriber

    joe = [one for one in real() if one.speaker.identity().name == "joe"]
    heard = hear_terms(
        ["calibration"], joe, FasterWhisperTranscriber(None, tmp_path / "models"), Kept(tmp_path / "kept.json")
    )

    assert "calibration" in heard["calibration"]
