"""Filler words: fillers a minute of the answer (first word to last, thinking windows left out, pauses in).

Three kinds. *Vocal*: um, uh, er, hmm. *Lexical*: "you know", "I mean", "sort of", "kind of" and "like" where they say
nothing; the rules are conservative and leave out what might be a verb, a comparison or a complement ("you know that
…"). *Repetition*: a small word or a beginning said again ("I I", "we were we are"), never what English itself doubles
("very very", "had had", "that that").

Source of the definition and of the bands: Laske & DiGennaro Reed 2024, JABA, 10.1002/jaba.1093 (fillers a minute of a
speech; 5 a minute did no measurable harm, 12 did).
"""

from __future__ import annotations

from collections import Counter

from scoring.derived import Derived
from scoring.examples import spoken
from scoring.metric import Example, Measurement, Metric
from scoring.metrics._enough import require_enough_speech
from scoring.text import disfluency


def measure(derived: Derived) -> Measurement:
    """Fillers per minute, one Evidence for each in the order they were said."""
    require_enough_speech(derived)
    found = derived.once(disfluency.find)
    kinds = Counter(filler.kind for filler in found)
    filling = len({i for filler in found for i in range(filler.start_word, filler.end_word)})
    return Measurement(
        value=60 * len(found) / derived.seconds,
        evidence=tuple(derived.evidence(filler.start_word, filler.end_word, kind=filler.kind) for filler in found),
        detail={
            "count": len(found),
            "vocal": kinds["vocal"],
            "lexical": kinds["lexical"],
            "repetition": kinds["repetition"],
            "forms": dict(sorted(Counter(filler.form for filler in found).items())),
            "share_of_words": round(filling / len(derived.considered), 4),
            "minutes": round(derived.seconds / 60, 3),
            "said": _said(found),
            "instead_of": _instead_of(found),
        },
    )


def _instead_of(found: tuple[disfluency.Filler, ...]) -> str:
    """The filler that came most often, as what to leave out; empty for none."""
    if not found:
        return ""
    kind, form = Counter(
        (filler.kind, filler.form if filler.kind != "repetition" else "") for filler in found
    ).most_common(1)[0][0]
    if kind == "repetition":
        return "repeating your words"
    return f"{'an' if form[0] in 'aeiouI' else 'a'} “{form}”"


def _said(found: tuple[disfluency.Filler, ...]) -> str:
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
    needs=frozenset({"words", "times"}),
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
        _silent("step by step", "step by step by step, more and more and more,"),
    ),
)
