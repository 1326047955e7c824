"""How well the tagger reads answers whose source it never saw. Nothing here uses the shipped weights of the chain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain as chained
from itertools import groupby
from pathlib import Path

from scoring.question import Part
from scoring.star.weights import LABELS, Chain
from scoring.text.boundaries import Model
from tests.accuracy.figures import Figure, Row
from tests.accuracy.page import Section, Table
from tests.accuracy.progress import track
from training.star.answers import WRITTEN, Labelled, development, written
from training.star.evaluate import Read, f1, macro, part_counts, read, sentence_counts, word_counts
from training.star.fit import fit_boundaries, fit_chain

_BOOK = "sahays-book"
_FOLDS = 11
"""Refits beside the book's own; each holds out a technical source and a few others, all of them whole."""

_WORST = 12


def measure(folder: Path) -> Section:
    """Every figure of the tagger, from refits."""
    found = held_out(folder)
    technical = [one for one in found if one.answer.technical]
    alone = written_alone(folder)
    whole = repository_held_out(folder)
    ours = written_held_out()
    return Section(
        id="star",
        title="The parts of a story",
        about=_about(found),
        figures=(
            _macro("star.sentences", "sentences, five parts, macro-F1", found, sentence_counts, 0.83),
            _macro(
                "star.sentences.no_book", "… without the one large book", _without_book(found), sentence_counts, 0.79
            ),
            _macro("star.words", "words without punctuation and case, macro-F1", found, word_counts, 0.78),
            _parts("star.parts", "parts present, F1", found, tuple(Part), 0.92),
            _parts("star.reflection", "reflection present, F1", found, (Part.REFLECTION,), 0.88),
            _false("star.reflection.technical", "false reflection in technical answers", technical, 0.05),
            *_alone(alone),
            _macro("star.written.sentences", "written answers, a file held out: sentences", ours, sentence_counts),
            _macro("star.written.words", "written answers, a file held out: words", ours, word_counts),
            _parts("star.written.parts", "written answers, a file held out: parts", ours, tuple(Part)),
            _parts("star.repository.parts", "technical answers, their repository held out: parts", whole, tuple(Part)),
            _false("star.repository.technical", "… false reflection", whole),
        ),
        tables=(
            _table("Sources held out", found),
            _table("Learned from the written answers alone", alone),
            _table("Technical answers with their whole repository held out", whole),
            _table("Written answers with a file held out", ours),
        ),
        worst=tuple(_worst(found)),
    )


def sample(folder: Path) -> Section:
    """What takes one refit only: the development answers, read by what our own answers teach."""
    return Section("star", "The parts of a story", "", _alone(written_alone(folder)))


def _alone(found: Sequence[Read]) -> tuple[Figure, ...]:
    return (
        _macro("star.alone.sentences", "learned from written answers alone: sentences", found, sentence_counts),
        _macro("star.alone.words", "learned from written answers alone: words", found, word_counts),
        _parts("star.alone.parts", "learned from written answers alone: parts", found, tuple(Part)),
    )


@cache
def held_out(folder: Path) -> tuple[Read, ...]:
    """The development answers, each read by weights that never saw its source."""
    return tuple(read(one, boundaries, chain) for answers, boundaries, chain in refits(folder) for one in answers)


@cache
def refits(folder: Path) -> tuple[tuple[tuple[Labelled, ...], Model, Chain], ...]:
    """Answers whose sources were held out together, and the weights made from all the others."""
    ours, theirs = written(), development(folder)
    boundaries = fit_boundaries(ours)
    found = []
    for names in track(_folds(theirs), "refits"):
        kept = [one for one in theirs if one.source not in names]
        out = tuple(one for one in theirs if one.source in names)
        found.append((out, boundaries, fit_chain([*ours, *kept], boundaries)))
    return tuple(found)


def written_alone(folder: Path) -> tuple[Read, ...]:
    """The development answers, read by weights made from the written answers alone."""
    ours = written()
    boundaries = fit_boundaries(ours)
    chain = fit_chain(ours, boundaries)
    return tuple(read(one, boundaries, chain) for one in development(folder))


def repository_held_out(folder: Path) -> tuple[Read, ...]:
    """The technical answers, which come from one repository, read by weights that saw none of them."""
    ours, theirs = written(), development(folder)
    boundaries = fit_boundaries(ours)
    chain = fit_chain([*ours, *(one for one in theirs if not one.technical)], boundaries)
    return tuple(read(one, boundaries, chain) for one in theirs if one.technical)


def written_held_out() -> tuple[Read, ...]:
    """The written answers, each file read by weights made from the other files alone."""
    ours = written()

    def others(name: str) -> Iterable[Read]:
        kept = [one for one in ours if one.file != name]
        boundaries = fit_boundaries(kept)
        chain = fit_chain(kept, boundaries)
        return (read(one, boundaries, chain) for one in ours if one.file == name)

    return tuple(chained.from_iterable(map(others, WRITTEN)))


def _folds(answers: Sequence[Labelled]) -> list[frozenset[str]]:
    sources = sorted({one.source for one in answers} - {_BOOK})
    technical = sorted({one.source for one in answers if one.technical})
    others = [source for source in sources if source not in technical]
    return [
        frozenset({_BOOK}),
        *(frozenset((*technical[number::_FOLDS], *others[number::_FOLDS])) for number in range(_FOLDS)),
    ]


def by_source(found: Iterable[Read]) -> dict[str, list[Read]]:
    """The answers of each source, sources in alphabetical order."""
    ordered = sorted(found, key=lambda one: one.answer.source)
    return {source: list(group) for source, group in groupby(ordered, key=lambda one: one.answer.source)}


def _rows(found: Iterable[Read], count: Callable[[Sequence[Read]], Row]) -> dict[str, Row]:
    return {source: count(group) for source, group in by_source(found).items()}


def _macro(
    name: str,
    label: str,
    found: Sequence[Read],
    counts: Callable[[Sequence[Read]], Sequence[Row]],
    aim: float | None = None,
) -> Figure:
    rows = _rows(found, lambda group: tuple(chained.from_iterable(counts(group)[: len(Part)])))
    return Figure(id=name, label=label, kind="macro_f1", rows=rows, aim=aim)


def _parts(name: str, label: str, found: Sequence[Read], parts: tuple[Part, ...], aim: float | None = None) -> Figure:
    rows = _rows(found, lambda group: part_counts(group, parts))
    return Figure(id=name, label=label, kind="f1", rows=rows, aim=aim)


def _false(name: str, label: str, found: Sequence[Read], aim: float | None = None) -> Figure:
    rows = _rows(found, lambda group: (sum(Part.REFLECTION in one.present for one in group), len(group)))
    return Figure(id=name, label=label, kind="share", rows=rows, aim=aim, better="lower")


def _without_book(found: Iterable[Read]) -> list[Read]:
    return [one for one in found if one.answer.source != _BOOK]


def _table(caption: str, found: Sequence[Read]) -> Table:
    sentences, words = sentence_counts(found), word_counts(found)
    rows = []
    for label, name in enumerate(LABELS):
        present = f"{f1(part_counts(found, (name,))):.3f}" if name else ""
        said = sum(one.answer.labels.count(label) for one in found)
        row = (
            name.value if name else "other",
            str(said),
            f"{f1(sentences[label]):.3f}",
            f"{f1(words[label]):.3f}",
            present,
        )
        rows.append(row)
    rows.append(("five parts", "", f"{macro(sentences):.3f}", f"{macro(words):.3f}", f"{f1(part_counts(found)):.3f}"))
    return Table(
        f"{caption} ({len(found)} answers), F1:", ("", "sentences", "by sentence", "by word", "present"), tuple(rows)
    )


def _worst(found: Iterable[Read]) -> Iterable[str]:
    def wrong(one: Read) -> tuple[list[str], list[str]]:
        return sorted(one.present - one.told), sorted(one.told - one.present)

    judged = sorted(found, key=lambda one: (-sum(map(len, wrong(one))), one.answer.id))
    for one in judged[:_WORST]:
        false, missed = wrong(one)
        said = [
            f"{why} {', '.join(parts)}"
            for why, parts in (("found without being told:", false), ("missed:", missed))
            if parts
        ]
        if said:
            yield f"{one.answer.id} ({one.answer.source}): {'; '.join(said)}"


def _about(found: Sequence[Read]) -> str:
    return (
        f"{len(found)} answers from {len(by_source(found))} sources, labelled by sentence mostly by their authors, "
        "read by weights made from the answers written for training and from all other sources (`python -m "
        "training.star` makes the shipped ones from everything). Sources are held out whole, "
        f"{_FOLDS + 1} refits in all; where sentences begin is learned from the written answers alone. `other` is no "
        "part and outside every mean. The technical answers are one repository of eleven files: they are held out file "
        "by file, and once more all together. Their authors had no label for reflection, so that some of the false "
        "ones say “I learned …” in so many words."
    )
