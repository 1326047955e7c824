"""Wishes: what a candidate says to the interviewer beside the answer. "Could you repeat that?"

Told by the form of the sentence (a question or a request to "you", or about the question itself), by its place (it
begins a clause, and nothing but thanks or a reason follows it) and by what leads up to it ("she asked, …" makes it
somebody else's). The wordings stand in ``wishes.toml``; punctuation may be missing, as recognisers write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from interview_sim.conversation.clarifications import clarification
from interview_sim.conversation.likely import ENOUGH, SURE, likely
from interview_sim.conversation.plain_tokens import Token, plain_tokens
from interview_sim.conversation.wordings import Kind, wordings
from interview_sim.interview import Aside
from scoring.answer import Answer, AudioFeatures, Mode, Word
from scoring.derived import Derived
from scoring.meaning import Meaning
from scoring.question import Question
from scoring.text.discourse import placeholders
from scoring.text.disfluency.vocal import is_vocal
from scoring.text.language.lists import word_set
from scoring.text.language.tokens import ends_sentence, split

_LATEST = 70
"""Tokens at the end of what was said in which a wish is looked for."""

_OPENING = 12
"""Tokens within which an answer has hardly begun: a bare question is one to the interviewer there."""

_SAID = 3
"""Tokens before a wish in which a verb of saying makes it a quotation."""

_UNLED = 3
"""Tokens from which a closing phrase is long enough to be told without a break before it."""

_UNBROKEN = 6
"""Tokens from which the opening of a correction is."""

_TOPIC = 7
_CORRECTION = 5
"""Words that follow before a sentence's end also ends the correction."""

_KEPT: frozenset[Kind] = frozenset({"clarify", "correction", "placeholder"})
"""What a question about the question is not taken for because it is likely."""

_ASKED: frozenset[Kind] = frozenset({"repeat", "rephrase", "clarify", "time"})
"""What is asked, with a question's or a request's first word, or of "you": "I would try it again" is a story."""

_ASKING = word_set("""
    can could would may might should shall must is are am do does did what which who where when how why mind please
    sorry pardon again say
""")

_QUOTES = ('"', "“", "‘", "'")
_ABOUT = frozenset({"on", "about", "regarding", "concerning", "of", "to", "with"})
_PREDICATES = word_set("i it we they he she there is was were what that this which and but so")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the candidate wishes, and its words (``end_word`` exclusive).

    ``topic`` is what a clarification or a correction is about, in the candidate's words. ``answer`` is what the
    interviewer says to a clarification. ``closed``: whether it is said to its end; only a correction may still go on.
    A placeholder and a correction that stays in its own answer are words of that answer; all others are not.
    """

    kind: Kind
    start_word: int
    end_word: int
    topic: str | None = None
    answer: str | None = None
    closed: bool = True


@dataclass(frozen=True, slots=True)
class _Found:
    kind: Kind
    start: int
    end: int
    hint: bool = False


def wish(
    words: Sequence[Word], question: Question, meaning: Meaning | None = None, asides: Sequence[Aside] = ()
) -> Wish | None:
    """The wish that the words of an attempt so far end with, or a correction that its latest sentence is.

    ``asides`` are wishes that were granted before: their words are not looked at again. ``meaning`` helps to find the
    answer to a clarification; without it only the wording does.
    """
    open_words = [i for i, word in enumerate(words) if not any(aside.holds(word) for aside in asides)]
    tokens = plain_tokens(words, open_words, wordings().soft)
    if not tokens:
        return None
    search = _Search(tokens, words, question)
    found = search.found()
    guess = _guess(words, tokens, meaning) if meaning is not None else None
    if found is not None and found.kind == "clarify" and guess is not None and guess.kind not in _KEPT:
        found = replace(found, kind=guess.kind)
    if found is None or found.kind == "clarify":
        corrects = _correction(words, tokens, search)
        if corrects is not None and (found is None or corrects.start_word <= tokens[found.start].start_word):
            return corrects
    if found is None:
        placeholder = _placeholder(words, tokens, question)
        if placeholder is not None or guess is None or guess.kind == "correction":
            return placeholder
        found = guess
    start = _courteous(words, tokens[found.start].start_word)
    one = Wish(found.kind, start, tokens[found.end - 1].end_word)
    if one.kind != "clarify":
        return one
    topic = " ".join(word.text for word in words[start : one.end_word])
    given = clarification(question, topic, meaning)
    if found.start > _OPENING and not given.known and not search.marked(found.start) and not _directed(tokens, found):
        return None
    return replace(one, topic=topic, answer=given.answer)


def _guess(words: Sequence[Word], tokens: Sequence[Token], meaning: Meaning) -> _Found | None:
    """What the last sentence most likely wishes, whatever its wording."""
    start = max(at for at, token in enumerate(tokens) if token.opens)
    said = words[tokens[start].start_word : tokens[-1].end_word]
    if words[tokens[start].start_word].text[:1] in _QUOTES:
        return None
    plain = [token for word in said if not is_vocal(word) for token in split(word.text)]
    found = likely(plain, meaning)
    opening = plain[: 1 if plain[:1] == ["i"] else 2]
    asks = said[-1].text.rstrip("\"'”’").endswith("?") or not _ASKING.isdisjoint(opening) or "you" in plain
    if (
        found is None
        or (found.kind in _ASKED and not asks)
        or found.probability < (ENOUGH if start <= _OPENING else SURE)
    ):
        return None
    return _Found(found.kind, start, len(tokens))


def _directed(tokens: Sequence[Token], found: _Found) -> bool:
    """Whether a question within an answer is the candidate's own, not one that a story quotes or leaves open."""
    return wordings().directed.search(" ".join(token.text for token in tokens[found.start : found.end])) is not None


def _courteous(words: Sequence[Word], start: int) -> int:
    """Where "sorry, um" begins, which leads into a wish."""
    rules = wordings()
    while start:
        before = split(words[start - 1].text)
        if before in {("me",), ("you",)} and (
            start < 2 or split(words[start - 2].text) not in {("excuse",), ("thank",)}
        ):
            break
        if not is_vocal(words[start - 1]) and not rules.courtesies.issuperset(before):
            break
        start -= 1
    return start


def warm() -> None:
    """Read the wordings now, so that the first answer does not wait for them."""
    wordings()


def aside(found: Wish, words: Sequence[Word]) -> Aside:
    """The words of a wish set apart from the answer; raises ValueError for a placeholder, which stays in it."""
    if found.kind == "placeholder":
        raise ValueError("a placeholder is a part of the answer")
    said = words[found.start_word : found.end_word]
    start, end = said[0].start or 0.0, said[-1].end or 0.0
    return Aside(kind=found.kind, start=start, end=end, text=" ".join(word.text for word in said))


class _Search:
    """The end of what was said, searched from its last word backwards: each find must reach up to the one behind it."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[Word], question: Question) -> None:
        self._tokens = tokens
        self._texts = [token.text for token in tokens]
        self._words = words
        self._question = question

    def found(self) -> _Found | None:
        chain: list[_Found] = []
        end = len(self._tokens)
        while end and (one := self._before(end)) is not None:
            chain.append(one)
            end = self.led(one.start)
        loud = [one for one in chain if not one.hint]
        if not loud and end:  # what was not understood may be a part of the story, unless nothing else was said
            return None
        if not chain:
            return None
        chosen = (loud or chain)[0]
        if chosen.kind == "skip" and end > _OPENING and not self._leaves_out(chosen):
            chosen = replace(chosen, kind="done")  # "next question, please" after an answer ends it
        return replace(chosen, start=end if self._bare(0, end) else chain[-1].start, end=len(self._tokens))

    def _before(self, end: int) -> _Found | None:
        """The longest wish that ends at token ``end``."""
        rules = wordings()
        starts = [at for at in range(max(0, end - _LATEST), end) if self.begins(at)]
        for kind, pattern in rules.wishes.items():
            for at in self._unled(end) if kind == "done" else starts:
                if self._fits(pattern, at, end) and not (kind == "time" and self._answered(at, end)):
                    return _Found(kind, at, end)
        for at in range(max(0, end - _LATEST), end):
            if (asked := self._requests(at, end)) is not None:
                return _Found(asked, at, end)
        for at in starts:
            if at > _OPENING and self._fits(rules.thanks, at, end):
                return _Found("done", at, end)
            for kind, pattern in rules.alone.items():
                if self._unsaid(at) and self._fits(pattern, at, end):
                    return _Found(kind, at, end)
            for kind, pattern in rules.hints.items():
                if self._fits(pattern, at, end):
                    return _Found(kind, at, end, hint=True)
            if self._asks(at, end):
                return _Found(self._asked_about(at, end), at, end)
        return None

    def _answered(self, start: int, end: int) -> bool:
        """Whether a question is followed by a sentence that is no courtesy: "How much time was there? Three days."."""
        stop = next((at for at in range(start + 1, end) if self._tokens[at].opens), end)
        behind = "".join(f" {text}" for text in self._texts[stop:end])
        question = self._words[self._tokens[stop - 1].end_word - 1].text.rstrip("\"'”’").endswith("?")
        return question and wordings().after.fullmatch(behind) is None

    def _leaves_out(self, found: _Found) -> bool:
        return not wordings().leaving.isdisjoint(self._texts[found.start : found.end])

    def _fits(self, pattern: re.Pattern[str], start: int, end: int) -> bool:
        return pattern.fullmatch(" ".join(self._texts[start:end])) is not None

    def _unled(self, end: int) -> Iterator[int]:
        """Starts of a closing phrase: it needs no break before it if it is long enough."""
        for at in range(max(0, end - _LATEST), end):
            if self.begins(at) or (end - at >= _UNLED and self.loose(at)):
                yield at

    def loose(self, start: int) -> bool:
        """Whether a sentence may begin after a word, though no break was heard: none that leads on stands before."""
        return start > 0 and self._texts[start - 1] not in wordings().otherwise

    def _requests(self, start: int, end: int) -> Kind | None:
        """What is asked of the interviewer in so many words, or nothing where the words leave it open."""
        rules = wordings()
        stop = next((at for at in range(start + 1, end) if self._tokens[at].opens), end)
        if stop < end and rules.after.fullmatch(" " + " ".join(self._texts[stop:end])) is None:
            return None
        if rules.telling.search(" ".join(self._texts[start + 3 : stop])):
            return None
        text = " ".join(self._texts[start:stop])
        for opening, meant in rules.requests:
            if opening.match(text):
                kind = next((kind for kind, pattern in meant.items() if pattern.search(text)), None)
                if kind and (self.begins(start) or (start <= _OPENING and not self._quoted(start))):
                    return kind
        if rules.plainly.match(text) and self._clear(start) and self._unsaid(start):
            return next((kind for kind, pattern in rules.requests[0][1].items() if pattern.search(text)), None)
        return None

    def _clear(self, start: int) -> bool:
        """Whether the word before is none that a sentence of one's own begins with: "I would ask"."""
        return not start or self._tokens[start].opens or self._texts[start - 1] in wordings().courtesies

    def _unsaid(self, end: int) -> bool:
        """Whether nothing has been said so far but courtesies and that something was not understood."""
        return self._bare(0, end) or wordings().not_understood.fullmatch(" ".join(self._texts[:end])) is not None

    def _asks(self, start: int, end: int) -> bool:
        """Whether tokens ask the interviewer about the question."""
        rules = wordings()
        stop = next((at for at in range(start + 1, end) if self._tokens[at].opens), end)
        if stop < end and rules.after.fullmatch(" " + " ".join(self._texts[stop:end])) is None:
            return False
        text = " ".join(self._texts[start:stop])
        if rules.telling.search(text):
            return False
        if rules.to_you.fullmatch(text):
            return True
        mark = rules.markers.match(text)
        rest = text[mark.end() :].lstrip() if mark else text
        marked = bool(mark) or self.marked(start)
        if rules.of_me.fullmatch(rest) or (marked and rules.to_you.fullmatch(rest)):
            return True
        fresh = start <= _OPENING and self._clear(start) and (self._tokens[start].opens or self._bare(0, start))
        if fresh and rules.surely.fullmatch(rest):
            return not self._reads_back(text)
        if not (marked or fresh) or not rules.undirected.fullmatch(rest):
            return False
        asked = (self._words[self._tokens[stop - 1].end_word - 1].text).rstrip("\"'”’").endswith("?")
        return not self._reads_back(text) and (marked or asked or clarification(self._question, rest).known)

    def _asked_about(self, start: int, end: int) -> Kind:
        """A question that the bank cannot answer may be about the time there is."""
        text = " ".join(self._texts[start:end])
        of_time = wordings().about_time.search(text) and not clarification(self._question, text).known
        return "time" if of_time else "clarify"

    def marked(self, start: int) -> bool:
        """Whether what leads up to a question says that it is one: "before I start, …"."""
        before = " ".join(self._texts[max(0, start - 12) : start])
        return wordings().marked.search(before) is not None

    def _reads_back(self, text: str) -> bool:
        asked = set(split(self._question.text))
        said = [token for token in text.split() if len(token) > 3]
        return bool(said) and sum(token in asked for token in said) > 0.7 * len(said)

    def led(self, start: int) -> int:
        """Where the words begin that lead into a wish."""
        leads = wordings().leads
        while start and self._texts[start - 1] in leads:
            start -= 1
        return start

    def _bare(self, start: int, end: int) -> bool:
        return wordings().leads.issuperset(self._texts[start:end])

    def begins(self, start: int) -> bool:
        """Whether a clause begins here that is nobody else's words."""
        first = start
        while first and not self._tokens[first].breaks:
            if self._texts[first - 1] not in wordings().leads:
                return False
            first -= 1
        return not self._quoted(first) and not self._quoted(start)

    def _quoted(self, start: int) -> bool:
        if self._words[self._tokens[start].start_word].text[:1] in _QUOTES:
            return True
        if not start or self._tokens[start].opens:
            return False
        rules = wordings()
        before = self._texts[max(0, start - _SAID) : start]
        return before[-1] in rules.copulas or not rules.said.isdisjoint(before)


def _placeholder(words: Sequence[Word], tokens: Sequence[Token], question: Question) -> Wish | None:
    """A placeholder that the words end with."""
    audio = AudioFeatures(seconds=words[-1].end or 0.0)
    derived = Derived(Answer(question=question, mode=Mode.SPOKEN, words=tuple(words), audio=audio))
    found = placeholders.find(derived)
    behind = [token.text for token in tokens if found and token.start_word >= found[-1].end_word]
    if not found or not wordings().leads.issuperset(behind):
        return None
    return Wish("placeholder", found[-1].start_word, len(words))


def _correction(words: Sequence[Word], tokens: Sequence[Token], search: _Search) -> Wish | None:
    """The latest sentence that says it belongs to an earlier answer, up to its end or as far as it has been said."""
    texts = [token.text for token in tokens]
    for start in range(len(tokens) - 1, -1, -1):
        match = wordings().corrections.match(" ".join(texts[start:]))
        if match is None:
            continue
        end = start + len(match[0].split())
        if not search.begins(start) and not (end - start >= _UNBROKEN and search.loose(start)):
            continue
        stop = next((at for at in range(end + _CORRECTION, len(tokens)) if tokens[at].opens), len(tokens))
        named = next((group for name, group in match.groupdict().items() if group), None)
        topic = named or _topic(tokens, end)
        closed = stop < len(tokens) or ends_sentence(words[tokens[-1].end_word - 1].text)
        return Wish(
            "correction", tokens[search.led(start)].start_word, tokens[stop - 1].end_word, topic=topic, closed=closed
        )
    return None


def _topic(tokens: Sequence[Token], start: int) -> str | None:
    """What "on …" or "about …" names, up to the end of its clause."""
    if start >= len(tokens) or tokens[start].breaks or tokens[start].text not in _ABOUT:
        return None
    first = start + 1
    named: list[str] = []
    for token in tokens[first : first + _TOPIC]:
        if (token.breaks and named) or token.text in _PREDICATES:
            break
        named.append(token.text)
    return " ".join(named) or None
