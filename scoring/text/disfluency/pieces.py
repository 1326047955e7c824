"""The lexical words of an answer as tokens that know what stands around them: silence, punctuation, grammar."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.derived import Derived
from scoring.text.language import grammar
from scoring.text.language.tokens import ends_clause, ends_sentence

SET_OFF = 0.2
"""Seconds of silence that set a word off from its neighbour as a comma would."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A token and its surroundings.

    ``opens`` and ``closes``: whether silence, punctuation or a vocal filler stands before and after it;
    ``comma_before`` and ``comma_after``: whether punctuation does; ``stops``: whether a full stop does. ``pos``,
    ``tag`` and ``lemma`` are `grammar.Node`'s. ``cut_off``: whether the word breaks off in a hyphen.
    """

    text: str
    word: int
    opens: bool
    closes: bool
    comma_before: bool
    comma_after: bool
    stops: bool
    pos: str
    tag: str
    lemma: str
    cut_off: bool = False


def pieces(derived: Derived) -> tuple[Piece, ...]:
    """Every token of the lexical words, in order."""
    found = []
    words, lexical = derived.words, derived.lexical
    nodes, spans = derived.once(grammar.parse), derived.once(grammar.by_word)
    paused = {pause.before_word for pause in derived.pauses}
    for position, index in enumerate(lexical):
        before = lexical[position - 1] if position else None
        after = lexical[position + 1] if position + 1 < len(lexical) else None
        comma_before = before is None or ends_clause(words[before].text)
        comma_after = after is None or ends_clause(words[index].text)
        opens = comma_before or _apart(derived, paused, before, index)
        closes = comma_after or _apart(derived, paused, index, after)
        own = [nodes[i] for i in spans.get(index, ()) if nodes[i].pos != "PUNCT"]
        texts = derived.word_tokens[index]
        for number, text in enumerate(texts):
            first, last = number == 0, number + 1 == len(texts)
            node = own[min(number, len(own) - 1)] if own else None
            found.append(
                Piece(
                    text,
                    index,
                    opens=first and opens,
                    closes=last and closes,
                    comma_before=first and comma_before,
                    comma_after=last and comma_after,
                    stops=last and ends_sentence(words[index].text),
                    pos=node.pos if node else "X",
                    tag=node.tag if node else "XX",
                    lemma=node.lemma.casefold() if node else text,
                    cut_off=last and words[index].text.endswith("-"),
                )
            )
    return tuple(found)


def _apart(derived: Derived, paused: set[int], left: int | None, right: int | None) -> bool:
    """Whether silence or a vocal filler lies between two words."""
    if left is None or right is None:
        return True
    if any(i in derived.vocal for i in range(left + 1, right)):
        return True
    if not derived.spoken:
        return False
    return right in paused or (derived.words[right].start or 0.0) - (derived.words[left].end or 0.0) >= SET_OFF
