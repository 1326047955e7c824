"""A written answer, taken apart into words; pasted from a web page, it comes without the page's markup."""

from __future__ import annotations

import html
import re

from scoring.answer import Word

LONGEST_WORD = 200
"""Characters of a word that are kept."""

_TAG = re.compile(
    r"<(?:/?(?:a|article|aside|b|blockquote|body|br|code|dd|div|dl|dt|em|font|h[1-6]|head|hr|html|i|iframe|img|li|meta"
    r"|nav|noscript|ol|p|pre|script|section|span|strong|style|sub|sup|svg|table|tbody|td|th|thead|tr|u|ul)\b[^<>]*"
    r"|!doctype\b[^<>]*|!--[^<>]*--)>",
    re.IGNORECASE,
)
"""Only what is surely a page's: ``List<String>`` and ``a < b`` stay as they were written."""

_NEVER_READ = re.compile(r"<(script|style|head|svg)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)


def words(text: str) -> tuple[Word, ...]:
    """The words of ``text``, in order; none for an empty text and for markup alone."""
    if _TAG.search(text):
        text = html.unescape(_TAG.sub(" ", _NEVER_READ.sub(" ", text)))
        text = re.sub(r"\s+([.,;:!?])", r"\1", text)
    return tuple(Word(text=word[:LONGEST_WORD]) for word in text.split())
