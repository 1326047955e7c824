"""Recordings of real people made worse: what the recogniser, the metrics and the gate make of them.

What was added is known, so that it can be said at which noise a figure breaks, and whether the gate spoke up before.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import jiwer
import numpy as np

from interview_sim.ports import Transcriber, Transcript
from interview_sim.speech.faster import FasterWhisperTranscriber
from scoring.answer import Answer, Mode
from scoring.derived import Derived
from scoring.examples import STORY, concept, question
from scoring.faults.sound import CLEAN as CLEAN_SOUND
from scoring.faults.sound import signal_to_noise
from scoring.gate import refusal
from scoring.metric import Metric, NotApplicable, NotMeasurable
from scoring.metrics import METRICS, filler_words, speaking_rate, star_structure
from scoring.question import Question
from tests.accuracy.degraded import CLEAN, DEGRADATIONS, Degradation, degrade, read
from tests.accuracy.figures import Figure, Row
from tests.accuracy.filler_events import Interval, Tally, compare
from tests.accuracy.hearing import LONG_ENOUGH, intervals, labels
from tests.accuracy.page import Section, Table
from tests.accuracy.progress import track
from tests.accuracy.real_speech import CONVERSATIONS, plain
from tests.accuracy.remembered import folder as remembered
from tests.accuracy.remembered import hear

FEWEST_FILLERS = 10
"""Labelled fillers from which their F1 is compared: with fewer, one filler is more than the aim allows."""

_TERMS, _TERM_LENGTH = 5, 7
"""The longest words of so many letters heard in the clean recording stand for the terms of a question."""

_WORST = 10

_NOTHING = "—"

_KINDS = {
    "babble": "Other people talking, so many dB below the voice",
    "pink": "Pink noise (rain, ventilation), so many dB below the voice",
    "white": "White noise (hiss), so many dB below the voice",
    "clipping": "Driven so many dB too loud, so that the peaks are cut off",
    "far": "A far microphone, with echo and a little noise",
}

_LABELS = {"time_limit": "Time beyond what is allowed"}
_UNITS = {
    "ratio": "",
    "share": "",
    "count": "",
    "per_minute": " a minute",
    "per_100_words": " in 100 words",
    "words_per_minute": " words a minute",
    "seconds": " s",
    "semitones": " semitones",
}


@dataclass(frozen=True)
class Reading:
    """One recording under one degradation, the gate left aside.

    ``pace``: share by which the pace differs from that of the words really said in the speaking time of the clean
    recording, or from the clean recording's pace where nobody wrote down what was said. ``said``: words wrong and all
    words, against what was said; ``changed``: the same against what was heard in the clean recording. Null where there
    is nothing to compare. ``values``: of every metric that has one; ``refused``: the metrics that the gate refuses.
    """

    recording: str
    degradation: Degradation
    fillers: Tally
    pace: float | None
    said: Row | None
    changed: Row
    snr: float | None
    values: Mapping[str, float]
    refused: frozenset[str]


Readings = Sequence[Reading]


def chosen(folder: Path) -> list[dict[str, Any]]:
    """The labels of the recordings of one person.

    In conversations the gate refuses fillers and pace anyhow: they would cost a quarter of the time and say nothing.
    """
    return [label for label in labels(folder) if Path(label["file"]).stem not in CONVERSATIONS]


def readings(
    folder: Path,
    recordings: Sequence[Mapping[str, Any]],
    transcriber: Transcriber,
    degradations: Sequence[Degradation] = DEGRADATIONS,
) -> list[Reading]:
    """Every recording under every degradation; the other people talking are all recordings but the one itself."""
    place = folder / "speech"
    everybody = [place / label["file"] for label in labels(folder)]
    found = []
    for label, what in track([(label, what) for label in recordings for what in degradations], "made worse and heard"):
        path = place / label["file"]
        clean = hear(read(path), transcriber)
        worse = hear(degrade(path, what, [one for one in everybody if one != path]), transcriber)
        found.append(assess(label, what, worse, clean))
    return found


def assess(label: Mapping[str, Any], what: Degradation, transcript: Transcript, clean: Transcript) -> Reading:
    """What came of a transcript, against what was said and what was heard in the clean recording."""
    asked = _question(clean)
    derived, usual = _derived(transcript, asked), _derived(clean, asked)
    values = _values(derived)
    marked: list[Interval] = [(filler["start"], filler["end"]) for filler in label["fillers"]]
    ignored: list[Interval] = [(start, end) for start, end in label["ignore"]]
    said = label.get("transcript")
    return Reading(
        recording=label["file"],
        degradation=what,
        fillers=compare(intervals(transcript.words), marked, ignored),
        pace=_pace_error(values.get(speaking_rate.METRIC.id), said or _text(clean), usual.speaking_seconds),
        said=_word_errors(said, _text(transcript)) if said else None,
        changed=_word_errors(_text(clean), _text(transcript)),
        snr=signal_to_noise(transcript.features),
        values=values,
        refused=frozenset(one.id for one in METRICS if isinstance(refusal(one.needs, derived), NotMeasurable)),
    )


def _question(clean: Transcript) -> Question:
    """A question that gives every metric something to measure in a recording that answers none."""
    long = {word for word in plain(_text(clean), fillers=False).split() if len(word) >= _TERM_LENGTH}
    terms = sorted(long, key=lambda word: (-len(word), word))[:_TERMS]
    return question(
        parts=STORY,
        at_most=60,
        constraints=({"type": "at_most_seconds", "seconds": 60}, {"type": "sentence_range", "low": 2, "high": 6}),
        concepts=tuple(concept(f"term_{number}", term) for number, term in enumerate(terms)),
    )


def _derived(transcript: Transcript, asked: Question) -> Derived:
    """As an answer; the question ended where the recording begins."""
    return Derived(
        Answer(question=asked, mode=Mode.SPOKEN, words=transcript.words, audio=transcript.features, question_end=0.0)
    )


def _values(derived: Derived) -> dict[str, float]:
    """What each metric measures where nobody stops it."""
    no_story = Derived(
        derived.answer.model_copy(update={"question": derived.answer.question.model_copy(update={"parts": ()})})
    )
    found = {}
    for metric in METRICS:
        value = _value(metric, derived)
        if value is None:
            value = _value(metric, no_story)
        if value is not None:
            found[metric.id] = value
    return found


def _value(metric: Metric, derived: Derived) -> float | None:
    try:
        return metric.measure(derived).value
    except (NotApplicable, NotMeasurable):
        return None


def _pace_error(measured: float | None, said: str, seconds: float) -> float | None:
    words = len(plain(said, fillers=False).split())
    if measured is None or words < LONG_ENOUGH or seconds <= 0:
        return None
    return abs(measured / (60 * words / seconds) - 1)


def _word_errors(said: str, heard: str) -> Row:
    reference = plain(said, fillers=False)
    if not reference:
        return 0.0, 0.0
    found = jiwer.process_words(reference, plain(heard, fillers=False))
    wrong = found.substitutions + found.deletions + found.insertions
    return float(wrong), float(found.hits + found.substitutions + found.deletions)


def _text(transcript: Transcript) -> str:
    return " ".join(word.text for word in transcript.words)


def measure(folder: Path) -> Section:
    """Every degradation, what it costs, and what the gate refuses."""
    transcriber = FasterWhisperTranscriber(None, remembered() / "models")
    recordings = chosen(folder)
    return section(recordings, readings(folder, recordings, transcriber))


def section(recordings: Sequence[Mapping[str, Any]], found: Readings) -> Section:
    """The figures and the curves."""
    clean = {one.recording: one for one in found if one.degradation == CLEAN}
    worse = [one for one in found if one.degradation != CLEAN]
    heard = _let_through(worse, filler_words.METRIC)
    paced = _let_through(worse, speaking_rate.METRIC)
    understood = _let_through(worse, star_structure.METRIC)
    return Section(
        id="noise",
        title="Noise, overload and distance",
        about=(
            f"{len(recordings)} of the recordings of real people, made worse in "
            f"{len({one.degradation for one in worse})} ways with sox, recognised again and measured again: "
            f"{len(worse)} readings. The conversations of two people are left out; the gate refuses their fillers and "
            "pace as it is. The aim is that the gate refuses a figure before it has become wrong, and that it lets "
            "through what is right. The pace is compared as above, or with that of the clean recording where nobody "
            "wrote down what was said; the largest loss of fillers is that of the worst degradation of which at least "
            f"{FEWEST_FILLERS} labelled fillers are let through, against the same recordings as they were. The cuts "
            "of the gate were set on one half of these speakers with this same noise; noise that comes and goes, and "
            "what a telephone or a meeting program does to a voice, were not tried.\n\n"
            "How to read the tables: the first lines are what they say. Every other line is a metric: its mean as "
            "recorded, and then by how much its value has moved from that of the clean recording, on average and "
            f"whichever way. An arrow leads from all {len(recordings)} recordings to those that the gate lets through, "
            "and the number in brackets is how many it refuses; without an arrow it refuses none. The recordings "
            "answer no question of ours and tell no stories: the question is taken to end where the recording begins "
            "and to ask for two to six sentences in at most a minute, and the longest words of the clean recording "
            "stand for its terms. So these lines say how steady a metric is, not how right."
        ),
        figures=(
            Figure(
                "noise.fillers.loss",
                "largest loss of filler F1 in what the gate lets through",
                "most",
                _losses(heard, clean),
                aim=0.1,
                better="lower",
            ),
            _fillers("noise.fillers.kept", "fillers, F1, all that the gate lets through", heard),
            _fillers("noise.fillers.clean", "… the same readings as they were recorded", _as_recorded(heard, clean)),
            _fillers("noise.fillers.all", "fillers, F1, if the gate let everything through", worse),
            _pace("noise.pace.ninth", "pace, nine errors in ten let through are below", "ninth", paced, 0.08),
            _pace("noise.pace.worst", "pace, worst error let through", "most", paced, 0.08),
            _pace("noise.pace.all", "pace, worst error if the gate let everything through", "most", worse),
            _changed("noise.words.kept", "words changed by the noise, where words are let through", understood),
            _changed("noise.words.all", "words changed by the noise, if the gate let everything through", worse),
            _refused("noise.refused", "readings in which fillers are refused: made worse", worse),
            _refused("noise.refused.clean", "… as recorded", list(clean.values())),
        ),
        tables=(
            *(_table(kind, found, clean) for kind in _KINDS if any(one.degradation.kind == kind for one in found)),
            _steps(worse, clean),
        ),
        worst=tuple(_worst(paced)),
    )


def _let_through(found: Readings, metric: Metric) -> list[Reading]:
    return [one for one in found if metric.id not in one.refused]


def _as_recorded(found: Readings, clean: Mapping[str, Reading]) -> list[Reading]:
    """The clean reading of each; a recording comes as often as it does in ``found``."""
    return [clean[one.recording] for one in found]


def _tally(found: Iterable[Reading]) -> Tally:
    return sum((one.fillers for one in found), Tally())


def _by_recording(found: Readings) -> dict[str, list[Reading]]:
    return {name: [one for one in found if one.recording == name] for name in sorted({o.recording for o in found})}


def _losses(found: Readings, clean: Mapping[str, Reading]) -> dict[str, Row]:
    """F1 lost, by degradation."""
    rows = {}
    for what in sorted({one.degradation for one in found}):
        kept = [one for one in found if one.degradation == what]
        before, after = _tally(_as_recorded(kept, clean)), _tally(kept)
        if after.right + after.missed >= FEWEST_FILLERS:
            rows[what.name] = ((before.f1 or 0.0) - (after.f1 or 0.0),)
    return rows or {"nothing was let through": (0.0,)}


def _fillers(name: str, label: str, found: Readings) -> Figure:
    tallies = {recording: _tally(group) for recording, group in _by_recording(found).items()}
    rows = {recording: (float(one.right), float(one.false), float(one.missed)) for recording, one in tallies.items()}
    return Figure(name, label, "f1", rows)


def _pace(name: str, label: str, kind: str, found: Readings, aim: float | None = None) -> Figure:
    errors = {name: _known(one.pace for one in group) for name, group in _by_recording(found).items()}
    return Figure(name, label, kind, {name: tuple(each) for name, each in errors.items() if each}, aim, "lower")


def _changed(name: str, label: str, found: Readings) -> Figure:
    rows = {recording: _sum(one.changed for one in group) for recording, group in _by_recording(found).items()}
    return Figure(name, label, "share", rows, better="lower")


def _refused(name: str, label: str, found: Readings) -> Figure:
    rows = {
        recording: (float(sum(filler_words.METRIC.id in one.refused for one in group)), float(len(group)))
        for recording, group in _by_recording(found).items()
    }
    return Figure(name, label, "share", rows, better="lower")


def _sum(rows: Iterable[Row]) -> Row:
    part, whole = zip(*rows, strict=True)
    return sum(part), sum(whole)


def _known(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None]


@dataclass(frozen=True)
class _Curve:
    """A line of a table: ``clean`` and ``worse`` write a cell from readings, ``metric`` is what the gate may refuse."""

    label: str
    metric: Metric
    clean: Callable[[Readings], str]
    worse: Callable[[Readings], str]


def _table(kind: str, found: Readings, clean: Mapping[str, Reading]) -> Table:
    amounts = list(dict.fromkeys(one.degradation for one in found if one.degradation.kind == kind))
    return Table(
        f"{_KINDS[kind]}:",
        ("", "as recorded", *(what.label for what in amounts)),
        tuple(
            (
                curve.label,
                curve.clean(list(clean.values())),
                *(_cell(curve, [one for one in found if one.degradation == what]) for what in amounts),
            )
            for curve in _curves(clean)
        ),
    )


def _cell(curve: _Curve, found: Readings) -> str:
    kept = _let_through(found, curve.metric)
    refused = len(found) - len(kept)
    return curve.worse(found) if not refused else f"{curve.worse(found)} → {curve.worse(kept)} ({refused})"


def _curves(clean: Mapping[str, Reading]) -> list[_Curve]:
    own = (filler_words.METRIC, speaking_rate.METRIC)
    return [
        _same("fillers, F1", filler_words.METRIC, _f1),
        _same("pace, median error", speaking_rate.METRIC, partial(_pace_cell, statistics.median)),
        _same("pace, worst error", speaking_rate.METRIC, partial(_pace_cell, max)),
        _same("words wrong, against what was said", star_structure.METRIC, _said),
        _same("words changed by the noise", star_structure.METRIC, _changes),
        *(
            _Curve(_LABELS.get(one.id, one.name), one, partial(_usual, one), partial(_drift, one, clean))
            for one in METRICS
            if one not in own and any(one.id in reading.values for reading in clean.values())
        ),
    ]


def _same(label: str, metric: Metric, write: Callable[[Readings], str]) -> _Curve:
    return _Curve(label, metric, write, write)


def _f1(found: Readings) -> str:
    value = _tally(found).f1
    return _NOTHING if value is None else f"{value:.2f}"


def _pace_cell(of: Callable[[list[float]], float], found: Readings) -> str:
    errors = _known(one.pace for one in found)
    return f"{of(errors):.1%}" if errors else _NOTHING


def _said(found: Readings) -> str:
    return _share([one.said for one in found if one.said is not None])


def _changes(found: Readings) -> str:
    return _share([one.changed for one in found])


def _share(rows: Sequence[Row]) -> str:
    part, whole = _sum(rows) if rows else (0.0, 0.0)
    return f"{part / whole:.1%}" if whole else _NOTHING


def _usual(metric: Metric, found: Readings) -> str:
    return _amount(metric, [one.values[metric.id] for one in found if metric.id in one.values])


def _drift(metric: Metric, clean: Mapping[str, Reading], found: Readings) -> str:
    pairs = [(one.values.get(metric.id), clean[one.recording].values.get(metric.id)) for one in found]
    return _amount(metric, [abs(now - before) for now, before in pairs if now is not None and before is not None])


def _amount(metric: Metric, values: Sequence[float]) -> str:
    if not values:
        return _NOTHING
    value = statistics.fmean(values)
    return f"{value:.{0 if value >= 100 else 1 if value >= 10 else 2}f}{_UNITS[metric.unit]}"


def _steps(
    worse: Readings, clean: Mapping[str, Reading], edges: Sequence[int] = (-40, 5, 7, 9, 13, 16, 20, 90)
) -> Table:
    """By the ratio that the gate goes by; clipping has no noise."""
    noisy = [(one.snr, one) for one in worse if one.snr is not None and one.degradation.kind != "clipping"]
    return Table(
        "By what the gate itself reads as the distance between voice and noise, whatever made the noise, refused or "
        f"not; below {CLEAN_SOUND:.0f} dB fillers and pace are refused:",
        ("dB", "readings", "fillers", "F1", "F1 as recorded", "pace, median", "pace, nine in ten", "words changed"),
        tuple(
            _step(low, high, [one for snr, one in noisy if low <= snr < high], clean) for low, high in pairwise(edges)
        ),
    )


def _step(low: int, high: int, found: Readings, clean: Mapping[str, Reading]) -> tuple[str, ...]:
    tally = _tally(found)
    name = f"below {high}" if low < 0 else f"{low} and above" if high > 40 else f"{low} to {high}"
    return (
        name,
        str(len(found)),
        str(tally.right + tally.missed),
        _f1(found),
        _f1(_as_recorded(found, clean)),
        _pace_cell(statistics.median, found),
        _pace_cell(lambda errors: float(np.percentile(errors, 90)), found),
        _changes(found),
    )


def _worst(found: Readings) -> Iterable[str]:
    """The paces let through that are furthest off."""
    far = sorted(((one.pace, one) for one in found if one.pace is not None), key=lambda each: -each[0])
    for error, one in far[:_WORST]:
        yield f"{one.recording}, {one.degradation.name}: pace {error:.1%} off"
