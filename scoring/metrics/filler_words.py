"""Filler words: fillers a minute of the answer (first word to last, thinking windows left out, pauses in).

Three kinds. *Vocal*: um, uh, er, hmm. *Lexical*: "like", "you know", "I mean", "sort of", "kind of", "basically",
"actually", "literally" and "right" where they say nothing; told from their honest uses by what stands around them, by
grammar and by silence. *Repetition*: a small word or a beginning said again or put right ("I I", "we were we are"),
never what English itself doubles ("very very", "had had", "that that").

The value counts what is more likely a filler than not. ``low`` leaves out vocal ones of which the recogniser was
unsure; ``high`` adds what may be one (evidence of kind ``possible``): words that can be read either way, and stretches
of steady voice in which no word was recognised.

Source of the definition and of the bands: Laske & DiGennaro Reed 2024, JABA, 10.1002/jaba.1093 (fillers a minute of a
speech; 5 a minute did no measurable harm, 12 did).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from scoring.answer import Span
from scoring.derived import Derived
from scoring.examples import spoken
from scoring.metric import Example, Measurement, Metric
from scoring.metrics._enough import require_enough_speech
from scoring.plain import counted
from scoring.result import Evidence
from scoring.text.disfluency.fillers import Filler, find


def measure(derived: Derived) -> Measurement:
    """Fillers per minute, one Evidence for each in the order they were said."""
    require_enough_speech(derived)
    fillers = derived.once(find)
    found = tuple(filler for filler in fillers if filler.counts)
    swallowed = _swallowed(derived)
    low_count = sum(filler.certainty == "sure" for filler in found)
    high_count = len(fillers) + len(swallowed)
    evidence = [
        *(
            derived.evidence(one.start_word, one.end_word, kind=one.kind if one.counts else "possible")
            for one in fillers
        ),
        *(Evidence(start=span.start, end=span.end, kind="possible") for span in swallowed),
    ]
    kinds = Counter(filler.kind for filler in found)
    filling = len({i for filler in found for i in range(filler.start_word, filler.end_word)})
    return Measurement(
        value=60 * len(found) / derived.seconds,
        low=60 * low_count / derived.seconds,
        high=60 * high_count / derived.seconds,
        evidence=tuple(sorted(evidence, key=lambda one: (one.start or 0.0, one.end or 0.0))),
        detail={
            "count": len(found),
            "low_count": low_count,
            "high_count": high_count,
            "vocal": kinds["vocal"],
            "lexical": kinds["lexical"],
            "repetition": kinds["repetition"],
            "possible": high_count - len(found),
            "forms": dict(sorted(Counter(filler.form for filler in found).items())),
            "share_of_words": round(filling / len(derived.considered), 4),
            "minutes": round(derived.seconds / 60, 3),
            "said": _said(found),
            "heard": _heard(found, low_count, high_count),
            "instead_of": _instead_of(found),
        },
    )


def _swallowed(derived: Derived) -> tuple[Span, ...]:
    """Stretches held like an um inside the answer's length, on which the recogniser put no word."""
    audio = derived.answer.audio
    held = audio.held if audio is not None else ()
    counted_time = (span for span in held if derived.seconds_between(span.start, span.end) > span.seconds / 2)
    return tuple(span for span in counted_time if not _has_filler(derived, span))


def _has_filler(derived: Derived, span: Span) -> bool:
    words = (derived.words[i] for i in derived.vocal)
    return any((word.start or 0.0) < span.end and span.start < (word.end or 0.0) for word in words)


def _heard(found: Sequence[Filler], low_count: int, high_count: int) -> str:
    """How many, as a range where it is one: ``6 to 8 fillers (4 ums, 2 uhs)``, ``4 ums``, ``No fillers``."""
    if low_count == high_count:
        return _said(found) if found else "No fillers"
    listed = f" ({_said(found)})" if found else ""
    return f"{low_count} to {counted(high_count, 'filler')}{listed}"


def _instead_of(found: Sequence[Filler]) -> str:
    """The filler that came most often, as what to leave out; empty for none."""
    if not found:
        return ""
    kind, form = Counter(
        (filler.kind, filler.form if filler.kind != "repetition" else "") for filler in found
    ).most_common(1)[0][0]
    if kind == "repetition":
        return "repeating your words"
    return f"{'an' if form[0] in 'aeiouI' else 'a'} “{form}”"


def _said(found: Sequence[Filler]) -> str:
    """The count in words: ``4 ums, 1 uh, "you know" twice, 2 repeated beginnings``."""
    forms = Counter((filler.kind, filler.form) for filler in found if filler.kind != "repetition")
    pieces = []
    for (kind, form), count in sorted(forms.items(), key=lambda item: (item[0][0] != "vocal", -item[1], item[0][1])):
        if kind == "vocal":
            pieces.append(f"{count} {form}{'s' if count > 1 else ''}")
        else:
            pieces.append(f"“{form}” {({1: 'once', 2: 'twice'}).get(count, f'{count} times')}")
    if repeats := sum(filler.kind == "repetition" for filler in found):
        pieces.append(f"{repeats} repeated beginning{'s' if repeats > 1 else ''}")
    return ", ".join(pieces) or "no fillers"


def _padded(text: str) -> str:
    """Twenty words (8 s at 150 a minute) with ``text`` at the front."""
    rest = "we checked every label twice before the second review and then my team wrote down one clear rule for it"
    needed = 20 - len([word for word in text.split() if not word.startswith("[")])
    return " ".join([text, *rest.split()[:needed]])


def _fires(why: str, text: str, count: int) -> Example:
    return Example(why, spoken(_padded(text)), count * 60 / 8)


def _silent(why: str, text: str) -> Example:
    return Example(why, spoken(_padded(text)), 0.0)


METRIC = Metric(
    id="filler_words",
    name="Fillers",
    unit="per_minute",
    needs=frozenset({"words", "times", "clean_sound", "one_voice"}),
    measure=measure,
    fires=(
        _fires("vocal fillers in any spelling", "So um I uhh went Erm, home", 3),
        _fires("you know, set off by commas", "It was, you know, hard.", 1),
        _fires("you know before a new clause, without punctuation", "and you know we had to begin again", 1),
        _fires("I mean at the start of a clause", "I mean, it was late.", 1),
        _fires("hedges after a verb", "It was kind of late and I sort of gave up.", 2),
        _fires("like between commas", "It was, like, late.", 1),
        _fires("a pronoun said twice", "I I went home.", 1),
        _fires("a beginning said three times", "we we we went home.", 2),
        _fires("two words said again", "and then we were we were late.", 1),
        _fires("a beginning put right", "we were we are late.", 1),
        _fires("a repetition around a vocal filler", "the um the label was wrong.", 2),
        _fires("an opener that says nothing", "Basically we had no plan for it.", 1),
        _fires("a question tag", "We had two teams, right, and both were new.", 1),
        _fires("like before an amount, without punctuation", "and we had like ten minutes to decide", 1),
        _fires("a clause that breaks off", "and then we had to we needed to call them", 1),
    ),
    silent=(
        _silent("the verb like", "I like my work and I would like to stay."),
        _silent("a comparison", "It looks like rain, and like my colleague I was late."),
        _silent("examples", "We used tools like Python and things like that."),
        _silent("know with a complement", "You know that the rule is old and you know what I mean."),
        _silent("know in a question or a clause", "Do you know, as you know, how much you know?"),
        _silent("mean with an object", "I mean that label, what I mean is this."),
        _silent("a kind of thing", "This kind of error, a sort of noise, all kinds of them."),
        _silent("kindness", "That was kind of you, it was kind of her."),
        _silent("words that English doubles", "very very good, she had had it, I said that that was fine."),
        _silent("an emergency room, a unit and a backchannel", "In the ER it took 5 mm. Uh-huh, he said."),
        _silent("the same word across a full stop", "That is what we are. We are late. I. I went."),
        _silent("actually against what was thought", "We thought it was the disk but it was actually the cable."),
        _silent("right as an adjective and an adverb", "The right answer came right away and it was right."),
        _silent("a word for word reading", "They translated the idiom literally."),
        _silent("a subject of its own after because", "I checked it because I was not sure."),
        _silent("step by step", "step by step by step, more and more and more,"),
    ),
    kinds={
        "vocal": "Filler sound",
        "lexical": "Filler word",
        "repetition": "Said twice",
        "possible": "Perhaps a filler",
    },
)
