"""Dictionaries packed into bytes: they answer as before."""

from __future__ import annotations

import pytest

from interview_sim.speech.voices.packed import Packed
from interview_sim.speech.voices.reading import reader

ENTRIES = {
    "record": {"DEFAULT": "ɹˈɛkəɹd", "VERB": "ɹəkˈɔɹd", "NOUN": None},
    "résumé": "ɹˈɛzəmˌA",
    "b": {"NN": -2.3, "''": 0.1},
    "": "empty",
    "zebra": "zˈibɹə",
}

LINES = (
    "Tell me about a time when you had to read, record and live with 1,250 errors.",
    "Dr. Smith's team didn't re-read the zxqvy résumé at 7:30 pm, for $9.99; why?",
    "How would a Kubernetes operator have used it, and what is YAML used to?",
)


def test_what_is_packed_is_found_as_it_was() -> None:
    packed = Packed(ENTRIES)

    assert dict(packed) == ENTRIES
    assert len(packed) == len(ENTRIES)
    assert [packed.get(key) for key in ENTRIES] == list(ENTRIES.values())


@pytest.mark.parametrize("key", ["a", "reco", "records", "zz", "Zebra", "\ud800", "zebra\0"])
def test_what_is_not_there_is_missed_as_before(key: str) -> None:
    packed = Packed(ENTRIES)

    assert packed.get(key) is None
    assert key not in packed
    with pytest.raises(KeyError):
        packed[key]


def test_nothing_can_be_packed() -> None:
    assert dict(Packed({})) == {}
    assert Packed({}).get("a") is None


def test_a_value_that_is_changed_changes_nothing_that_is_kept() -> None:
    packed = Packed(ENTRIES)
    packed["b"]["NN"] = 0.0

    assert packed["b"] == ENTRIES["b"]


@pytest.mark.models
def test_questions_are_read_as_with_the_dictionaries_as_they_come() -> None:
    from hibari.g2p import G2P

    plain = G2P()

    assert [reader()(line) for line in LINES] == [plain(line) for line in LINES]
    assert isinstance(reader().tagger.weights, Packed)
    assert dict(reader().lexicon.golds.d) == plain.lexicon.golds.d
    assert dict(reader().lexicon.silvers.d) == plain.lexicon.silvers.d
    assert dict(reader().tagger.weights) == plain.tagger.weights
