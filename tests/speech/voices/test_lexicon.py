"""Known terms carry their phonemes."""

import re
from pathlib import Path

import pytest
import yaml

from interview_sim.speech.voices import lexicon
from interview_sim.speech.voices.lexicon import pronounced


@pytest.mark.parametrize(
    ("written", "marked"),
    [
        ("Use Redis.", "Use [Redis](/ɹˈɛdɪs/)."),
        ("use redis", "use [redis](/ɹˈɛdɪs/)"),
        ("Redis's cache", "[Redis's](/ɹˈɛdɪsᵻz/) cache"),
        ("two résumés", "two [résumés](/ɹˈɛzəmˌAz/)"),
        ("Fleiss' kappa", "[Fleiss'](/flˈIs/) kappa"),
        ("in .NET, C#", "in [.NET](/dˈɑt nˈɛt/), [C#](/sˈi ʃˈɑɹp/)"),
        ("ASP.NET", "[ASP.NET](/ˌAˌɛspˈi dˈɑt nˈɛt/)"),
    ],
)
def test_a_term_its_plural_and_its_possessive_are_marked(written: str, marked: str) -> None:
    assert pronounced(written) == marked


@pytest.mark.parametrize(
    "text", ["a cap and a gan", "jsonify", "Bert and Phi", "redistribute", "the network", "C major"]
)
def test_other_words_are_left_alone(text: str) -> None:
    assert pronounced(text) == text


def test_every_entry_is_written_in_the_alphabet_of_the_voice() -> None:
    import json

    import hibari

    vocabulary = json.loads((Path(hibari.__file__).parent / "assets" / "vocab.json").read_text(encoding="utf-8"))
    data = yaml.safe_load(lexicon.FILE.read_text(encoding="utf-8"))
    for section in data.values():
        for term, phonemes in section.items():
            assert set(phonemes) <= set(vocabulary), term
            assert re.search("[ˈˌ]", phonemes), f"{term} has no stress"
