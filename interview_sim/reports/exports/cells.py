"""Cells of a table that a spreadsheet opens: a text never becomes a formula there."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

Value = str | int | float | bool | None

_BEGINS_FORMULA = frozenset("=+-@\t\r\n|%")
"""What a spreadsheet may take for the beginning of a formula (OWASP, "CSV Injection"), and of a command (DDE)."""

_NEXT_CELL = re.compile(r"""([;\t\n\r]["']*\s*)(?=[=+\-@|%＝＋－＠])""")

_UNSEEN = {"Cf", "Zs", "Cc"}
"""Kinds of characters that nobody sees."""

BOM = "\ufeff"
"""Without it, Excel takes the text for its old encoding."""


def to_csv(heading: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """A table as CSV (RFC 4180) with a heading line; numbers stay numbers, texts are guarded."""
    table = io.StringIO()
    table.write(BOM)
    writer = csv.writer(table)
    writer.writerow(heading)
    writer.writerows([cell(one) for one in row] for row in rows)
    return table.getvalue()


def cell(value: Value) -> str:
    """A cell's text; what could be read as a formula gets an apostrophe in front, which spreadsheets do not show."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return repr(value)  # as in JSON
    text = value.replace("\0", "")
    # Where a comma is the decimal point, Excel takes semicolons for the ends of cells, and so what follows for one.
    text = _NEXT_CELL.sub(lambda found: f"{found[1]}'", text)
    # Full-width signs count as the plain ones; what nobody sees before a sign does not make it harmless.
    signs = unicodedata.normalize("NFKC", text)
    plain = "".join(one for one in signs if one in _BEGINS_FORMULA or unicodedata.category(one) not in _UNSEEN)
    return f"'{text}" if plain[:1] in _BEGINS_FORMULA and plain else text
