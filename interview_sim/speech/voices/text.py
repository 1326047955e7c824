"""Written text made fit to be spoken: what Markdown, emoji and brackets would sound like is left out."""

from __future__ import annotations

import re
import unicodedata

from markdown_it import MarkdownIt
from markdown_it.token import Token

from interview_sim.errors import SpeechError

_SILENT = {"So", "Sk", "Mn", "Cf", "Cc", "Cs", "Co", "Cn"}  # emoji, their modifiers, control characters
_KEPT = {"°", "\n"}


def spoken(text: str) -> str:
    """The words of a text, a line for each of its paragraphs and list items.

    Raises:
        SpeechError: there is no letter and no digit in it.
    """
    blocks = MarkdownIt("js-default").disable("code").parse(unicodedata.normalize("NFC", text))
    lines = (_line(block) for block in blocks)
    said = "\n".join(line for line in lines if any(character.isalnum() for character in line))
    if not said:
        raise SpeechError("There is nothing to say aloud: the text has no words.", "Give the question some words.")
    return said


def _line(block: Token) -> str:
    if block.type == "fence":
        return _clean(block.content)
    if block.type != "inline":
        return ""
    parts = (" " if child.type in {"softbreak", "hardbreak"} else child.content for child in block.children or ())
    return _clean("".join(parts))


def _clean(text: str) -> str:
    heard = "".join(c for c in text if c in _KEPT or unicodedata.category(c) not in _SILENT)
    return re.sub(r"\s+", " ", re.sub(r"[\[\]{}*_`|]", " ", heard)).strip()
