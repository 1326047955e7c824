"""How written English is pronounced: hibari's rules and dictionaries, loaded once for every voice of the process."""

from __future__ import annotations

from functools import cache
from typing import Any

from interview_sim.memory import give_back
from interview_sim.speech.voices.packed import Packed


@cache
def reader() -> Any:
    """A ``hibari.g2p.G2P`` for American English: a sentence in, phonemes out; its dictionaries are packed."""
    from hibari.g2p import G2P, Lexicon

    found = G2P()
    found.lexicon = Lexicon(Packed(found.lexicon.golds.d), Packed(found.lexicon.silvers.d))
    found.tagger.weights = Packed(found.tagger.weights)
    give_back()
    return found
