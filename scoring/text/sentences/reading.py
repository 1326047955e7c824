"""How kept words read: capitals, commas and full stops where there are none, and terms in their own spelling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.derived import Derived
from scoring.text.language import grammar, tokens
from scoring.text.language.grammar import Node
from scoring.text.language.tokens import ends_clause, ends_sentence

_OPENERS_TEXT = """
    as a result; in the end; at the end; after that; first of all; for example; for instance; looking back; in short;
    on the other hand; at that time; at the time; in my experience; to be honest; in addition; by the way; since then;
    in other words; in my opinion; first; firstly; second; secondly; third; thirdly; finally; eventually; however;
    afterwards; meanwhile; unfortunately; fortunately; luckily; additionally; honestly; initially; therefore
"""
_OPENERS = tuple(tuple(opener.split()) for opener in _OPENERS_TEXT.split(";"))
_JOINING = frozenset({"and", "but", "so", "or"})
_SUBORDINATING = frozenset({"when", "if", "because", "while", "although", "though", "since", "once", "after", "before"})
_PRONOUNS = frozenset({"i", "we", "they", "he", "she", "it", "there", "you"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_ENDS_A_CLAUSE = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "NUM"})
_ASKING = frozenset({"what", "how", "why", "where", "when", "who", "which"})
_INVERTED = frozenset(
    {"do", "does", "did", "is", "are", "was", "were", "can", "could", "will", "would", "should", "have", "has", "had"}
)
_NAMES_TEXT = """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June July August September October
    November December English German French Spanish Italian Polish Hindi Arabic Chinese Japanese
"""
_NAMES = {name.casefold(): name for name in _NAMES_TEXT.split()}
_SHORTEST_CLAUSE = 4
_SHORTEST_JOIN = 2
_LONGEST_TERM = 5


def punctuated(derived: Derived, words: Sequence[int]) -> str:
    """A sentence that the recogniser punctuated; where words were taken out, the commas around them go too."""
    spelled = spelling(derived)
    pieces = []
    for position, index in enumerate(words):
        text = spelled.get(index, derived.words[index].text.strip())
        after = words[position + 1] if position + 1 < len(words) else None
        if after is None or after != index + 1:
            text = _without_comma(derived, text, index, after)
        pieces.append(text)
    return _closed(" ".join(piece for piece in pieces if piece), ".")


def unpunctuated(derived: Derived, words: Sequence[int]) -> str:
    """A sentence of which only the words are known."""
    spelled = spelling(derived)
    texts = [" ".join(derived.word_tokens[index]) for index in words]
    commas = _commas(derived, words, texts)
    pieces = []
    for position, index in enumerate(words):
        raw = derived.words[index].text.strip()
        text = spelled.get(index, _NAMES.get(raw, raw))
        if not text:
            continue
        bare = text.rstrip(",;:") if position + 1 == len(words) or position in commas else text
        pieces.append(bare + ("," if position in commas else ""))
    return _closed(" ".join(pieces), "?" if _asks(texts) else ".")


def spelling(derived: Derived) -> Mapping[int, str]:
    """How words read that have a spelling of their own, "I" and the question's terms; empty for one that merged."""
    return derived.once(_spelling)


def _spelling(derived: Derived) -> Mapping[int, str]:
    spelled = {}
    for index in derived.lexical:
        text = derived.words[index].text.strip()
        if text.casefold() == "i" or text.casefold().startswith(("i'", "i’")):
            spelled[index] = "I" + text[1:]
    wanted = _terms(derived)
    said = derived.tokens
    for start, token in enumerate(said):
        for length in range(_LONGEST_TERM, 0, -1):
            run = said[start : start + length]
            key = "".join(one.text for one in run)
            whole = len(run) == length and (length == 1 or len(key) > _SHORTEST_JOIN)
            if whole and key in wanted and token.start_word not in spelled:
                spelled.update(_written(derived, wanted[key], sorted({one.start_word for one in run})))
                break
    return spelled


def _terms(derived: Derived) -> Mapping[str, str]:
    """The question's terms that are not written in small letters throughout, by their letters run together."""
    return {
        "".join(tokens.split(term.text)): term.text
        for concept in derived.answer.question.concepts
        for term in concept.terms
        if term.text != term.text.casefold()
    }


def _written(derived: Derived, term: str, words: Sequence[int]) -> Mapping[int, str]:
    last = derived.words[words[-1]].text.strip()
    tail = last[len(last.rstrip(".,;:!?")) :]
    possessive = last[: len(last) - len(tail)][-2:] if last[: len(last) - len(tail)][-2:] in {"'s", "’s"} else ""
    ending = possessive if possessive and not term.endswith(possessive) else ""
    return {words[0]: term + ending + tail, **dict.fromkeys(words[1:], "")}


def _without_comma(derived: Derived, text: str, index: int, after: int | None) -> str:
    """Drop the comma that stood before words taken out, unless another comma after them would have stayed."""
    until = after if after is not None else len(derived.words)
    removed = [i for i in range(index + 1, until) if derived.word_tokens[i]]
    if not removed or not text.endswith((",", "…", "...", "-", "—", "–")):
        return text
    return text.rstrip(",…-—– ").removesuffix("...")


def _commas(derived: Derived, words: Sequence[int], texts: Sequence[str]) -> frozenset[int]:
    """Positions after which a comma is sure: an opener, a clause in front, a second clause with its own subject."""
    nodes, spans = derived.once(grammar.parse), derived.once(grammar.by_word)
    finite = [any(nodes[i].tag in _FINITE for i in spans[word]) for word in words]
    parts = [_last(nodes, spans[word]).pos for word in words]
    first = 1 if len(texts) > 1 and texts[0] in _JOINING else 0
    found = {i for i, index in enumerate(words[:-1]) if ends_clause(derived.words[index].text)}
    found |= _after_an_opener(texts, first)
    found |= _before_a_second_clause(texts, finite, parts)
    if texts[first : first + 1] and texts[first] in _SUBORDINATING:
        found |= _after_a_clause_in_front(texts, finite, parts, first)
    return frozenset(found)


def _after_an_opener(texts: Sequence[str], first: int) -> frozenset[int]:
    """ "As a result, we …"."""
    opener = next((one for one in _OPENERS if tuple(texts[first : first + len(one)]) == one), ())
    after = first + len(opener)
    sure = opener and len(texts) > after + 2 and texts[after] in _PRONOUNS | {"the", "my", "our", "this"}
    return frozenset({after - 1}) if sure else frozenset()


def _before_a_second_clause(texts: Sequence[str], finite: Sequence[bool], parts: Sequence[str]) -> frozenset[int]:
    """ "We had two weeks, and they …"."""
    found = set()
    begun = 0
    for position in range(1, len(texts) - 2):
        subject = texts[position + 1]
        own = subject.split("'")[0] in _PRONOUNS and ("'" in subject or any(finite[position + 2 : position + 4]))
        long = position - begun >= _SHORTEST_CLAUSE and len(texts) - position >= _SHORTEST_CLAUSE
        ended = parts[position - 1] in _ENDS_A_CLAUSE | {"PRON", "VERB", "ADP"}
        if texts[position] in _JOINING and own and long and ended and any(finite[begun:position]):
            found.add(position - 1)
            begun = position
    return frozenset(found)


def _after_a_clause_in_front(
    texts: Sequence[str], finite: Sequence[bool], parts: Sequence[str], first: int
) -> frozenset[int]:
    """ "When I joined the team, we had …": before the second subject with its verb, after what can end a clause."""
    verb = next((i for i in range(first + 1, len(texts)) if finite[i]), len(texts))
    for position in range(verb + 2, len(texts) - 1):
        if texts[position] in _JOINING | {"that", "which", "who"}:
            break
        if texts[position] in _PRONOUNS and finite[position + 1] and parts[position - 1] in _ENDS_A_CLAUSE:
            return frozenset({position - 1})
    return frozenset()


def _asks(texts: Sequence[str]) -> bool:
    """Whether a sentence is built as a question: "what did we do", "is this right"."""
    if len(texts) > 2 and texts[0] in _ASKING and texts[1] in _INVERTED:
        return texts[2] in _PRONOUNS or (texts[2] in {"the", "this", "that", "my", "your"} and texts[1] != "had")
    return len(texts) > 2 and texts[0] in _INVERTED - {"had", "have"} and texts[1] in _PRONOUNS


def _last(nodes: Sequence[Node], span: range) -> Node:
    return nodes[span.stop - 1]


def _closed(text: str, end: str) -> str:
    bare = text if ends_sentence(text) else text.rstrip(",;:-—– ") + end
    return bare[:1].upper() + bare[1:]
