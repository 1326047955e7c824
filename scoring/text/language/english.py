"""Whether words are English at all: told from the smallest words, which no text can do without, and the dictionary."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.text.language.lemmas import in_dictionary
from scoring.text.language.lists import word_set

SMALL_WORDS = word_set(
    "the a an and or but if so because to of in on at for from with by about as than that this it its they them their "
    "he she his her we us our you your i me my is are was were be been have has had do did does not no can could will "
    "would when what which who there then after before"
)

FEWEST_TOKENS = 12
"""Tokens below which nothing is said: a name and a city are in no language."""

FEWEST_SMALL = 0.12
"""Share of small words from which a text is English: real answers have a third to a half of them, learners' a fifth."""

FEWEST_ENGLISH, A_WORD = 0.3, 4
"""Share of its longer words in the dictionary from which a text without small words is an English list of terms.

Product names alone have 0.4; German, Dutch, Spanish, French and Indonesian sentences 0.1 to 0.25.
"""


def is_english(tokens: Sequence[str]) -> bool:
    """Whether these normalised tokens could be English; true where they are too few to tell."""
    if len(tokens) < FEWEST_TOKENS or sum(token in SMALL_WORDS for token in tokens) >= FEWEST_SMALL * len(tokens):
        return True
    words = {token for token in tokens if len(token) >= A_WORD or not token.isascii()}
    return sum(map(in_dictionary, words)) >= FEWEST_ENGLISH * len(words)
