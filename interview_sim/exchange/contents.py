"""What a file contains, said before it is written: a sentence each, for the person whose interview it is."""

from __future__ import annotations

from collections.abc import Iterator

from interview_sim.exchange.formats import Format
from interview_sim.exchange.outgoing import Outgoing
from interview_sim.reports.charts import clock
from interview_sim.reports.words import plural

_WORDLESS = frozenset({"audio"})
_CAPTIONS = frozenset({"vtt", "srt"})


def contents(content: Outgoing, into: Format) -> tuple[str, ...]:
    """What the file will hold, what is left out of it, and what it can still give away."""
    return tuple(_sentences(content, into))


def _sentences(content: Outgoing, into: Format) -> Iterator[str]:
    report = content.report
    attempts = [attempt for turn in report.turns for attempt in turn.attempts]
    said = sum(len(attempt.words) for attempt in attempts)
    if into.id in _CAPTIONS:
        yield f"It holds what you said, word for word: {plural(said, 'word')}."
    elif into.id not in _WORDLESS:
        results = sum(len(attempt.results) for attempt in attempts)
        answers = plural(len(attempts), "answer")
        what = "quotes from what you said" if into.id == "csv" else f"every word that was heard ({said})"
        yield f"It holds the questions, {answers} with {what}, and {plural(results, 'result')}."
        yield from _name(content)
    if into.sound:
        yield from _sound(content)
    if into.reviews and content.reviews:
        coaches = ", ".join(dict.fromkeys(review.reviewer for review in content.reviews))
        yield f"It holds {plural(len(content.reviews), 'review')} by {coaches}."
    if into.id not in _WORDLESS:
        yield from _masked(content, into)


def _name(content: Outgoing) -> Iterator[str]:
    if content.report.candidate:
        yield f"Your name is in it: {content.report.candidate}."
    elif "names" not in content.left_out:
        yield "No name was given for this interview. Names that you said are in it."


def _sound(content: Outgoing) -> Iterator[str]:
    recorded = {
        attempt.id: attempt.audio.seconds
        for turn in content.report.turns
        for attempt in turn.attempts
        if attempt.audio is not None
    }
    if content.audio:
        seconds = sum(recorded.get(one, 0.0) for one in content.audio)
        yield f"It holds {plural(len(content.audio), 'recording')} of your voice, {clock(seconds)} in all."
    elif "audio" in content.left_out:
        yield "It holds no recording: audio is left out."
    else:
        yield "It holds no recording."
    if content.missing:
        yield f"{plural(len(content.missing), 'recording')} can no longer be found here, and will be missing."


def _masked(content: Outgoing, into: Format) -> Iterator[str]:
    if "names" not in content.left_out:
        return
    yield (
        f"Names are left out: your own, and {plural(content.masked, 'word')} that look like names of people or "
        "organisations. Some can be missed, so read it before you pass it on."
    )
    if into.sound and content.audio:
        yield "Your voice can still tell who you are, and says every name. Leave out audio as well, if that matters."
    if content.unsent and into.reviews:
        yield f"{plural(content.unsent, 'review')} stay here, because reviews may hold names."
