"""Parts of speech and dependencies of an answer, from spaCy's small English pipeline.

On text without punctuation or case, the parser finds the sentences better by itself than with ours forced upon it
(60 written answers stripped, against the same with their punctuation: part of speech 0.98 and head 0.84 the same; with
`segments` as sentence starts, head 0.81; with the true ends, 0.93). So only punctuation is given to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from scoring.text.language import lemmas
from scoring.text.language.tokens import ends_sentence

if TYPE_CHECKING:
    from scoring.derived import Derived

_COMPONENTS = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")
_ONE_AT_A_TIME = Lock()

_AT_ONCE = 2_000
"""Words parsed in one go, so that a very long answer takes no more memory than a long one."""

_WHOLE = 1_600
"""Words after which the next full stop ends what is parsed in one go."""


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a word as grammar sees it ("don't" is two, and a comma is one of its own).

    ``lemma`` is its dictionary form, ``pos`` the universal part of speech (``VERB``), ``tag`` the Penn one (``VBD``),
    ``dep`` its relation to ``head``, the position of another node (its own, where it is the root of its sentence);
    ``word`` is the index in ``answer.words``, ``opens`` whether a sentence begins here.
    """

    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    word: int
    opens: bool


def parse(derived: Derived) -> tuple[Node, ...]:
    """The nodes of the lexical words, in order; vocal fillers are not shown to the parser. Loads spaCy."""
    found: list[Node] = []
    for words in _portions(derived):
        found.extend(_parsed(derived, words, len(found)))
    return tuple(found)


Words = Mapping[int, range]
"""For each lexical word, the positions of its nodes."""


def by_word(derived: Derived) -> Words:
    """For each lexical word, the positions of its nodes."""
    spans: dict[int, range] = {}
    for position, node in enumerate(derived.once(parse)):
        spans[node.word] = range(spans[node.word].start if node.word in spans else position, position + 1)
    return spans


def _portions(derived: Derived) -> Iterator[list[int]]:
    portion: list[int] = []
    for index in derived.lexical:
        portion.append(index)
        closed = len(portion) >= _WHOLE and ends_sentence(derived.words[index].text)
        if closed or len(portion) >= _AT_ONCE:
            yield portion
            portion = []
    if portion:
        yield portion


def _parsed(derived: Derived, words: list[int], offset: int) -> Iterator[Node]:
    pipeline = lemmas.pipeline()
    from spacy.tokens import Doc  # only now: the import above must be whole

    texts: list[str] = []
    owners: list[int] = []
    starts: list[bool | None] = []
    opens = True
    for index in words:
        pieces = [piece.text for piece in pipeline.tokenizer(derived.words[index].text.strip())]
        texts.extend(pieces)
        owners.extend([index] * len(pieces))
        for number in range(len(pieces)):
            starts.append((opens or None) if number == 0 else False)
        opens = ends_sentence(derived.words[index].text)
    with _ONE_AT_A_TIME:
        doc: Any = Doc(pipeline.vocab, words=texts, sent_starts=list[Any](starts))
        for name in _COMPONENTS:
            doc = pipeline.get_pipe(name)(doc)
    for token, owner in zip(doc, owners, strict=True):
        yield Node(
            text=token.text,
            lemma=token.lemma_,
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=offset + token.head.i,
            word=owner,
            opens=bool(token.is_sent_start),
        )
