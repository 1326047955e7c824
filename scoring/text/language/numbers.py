"""Numbers said in words, so that "twenty five" and "25" are the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring.text.language.tokens import Token

_UNITS = {
    **{"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9},
    **{"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16},
    **{"seventeen": 17, "eighteen": 18, "nineteen": 19},
}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


def merged(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The same tokens with every run of number words turned into one token of digits.

    "one" alone stays as it is: it is a pronoun more often than a number.
    """
    return tuple(_merge(tokens))


def is_quantity(token: str) -> bool:
    """Whether a token is a number, in digits or in a word."""
    return token[:1].isdigit() or token in _UNITS or token in _TENS or token in _SCALES


def _merge(tokens: Sequence[Token]) -> Iterator[Token]:
    position = 0
    while position < len(tokens):
        value, length = _number([token.text for token in tokens[position : position + 8]])
        if not length or (length == 1 and tokens[position].text == "one"):
            yield tokens[position]
            position += 1
            continue
        yield Token(str(value), tokens[position].start_word, tokens[position + length - 1].end_word)
        position += length


def _number(words: Sequence[str]) -> tuple[int, int]:
    """The longest number at the beginning, and how many words it takes; (0, 0) where there is none."""
    total = group = taken = 0
    room = 1_000_000_000_000
    slot = "any"
    for index, word in enumerate(words):
        if word in _UNITS and (slot == "any" or (slot == "unit" and 0 < _UNITS[word] < 10)):
            group += _UNITS[word]
            slot = "scale"
        elif word in _TENS and slot == "any":
            group += _TENS[word]
            slot = "unit"
        elif word == "hundred" and group and slot != "any" and group < 100:
            group *= 100
            slot = "any"
        elif word in _SCALES and group and _SCALES[word] < room and word != "hundred":
            total, group, room, slot = total + group * _SCALES[word], 0, _SCALES[word], "any"
        else:
            break
        taken = index + 1
    return total + group, taken
