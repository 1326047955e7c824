"""Composure: how often an answer apologises for itself, shows frustration, gives up, or is said in a raised voice.

*Apology*: for one's English or for oneself ("sorry for my English", "sorry, I'm nervous"). *Frustration*: "ugh", "this
is stupid", mild swearing. *Giving up*: "I don't know what to say", "never mind". What somebody else said or felt
("the customer was sorry", "he said this is stupid"), what is told of the past and what one honestly does not know ("I
don't know SQL well") are none of these; where in doubt, nothing is counted. Neighbouring words of one kind are one.

*Raised* (spoken answers only): at least 2 s in which the voice is 8 dB or more above its own median in this answer
and, where earlier answers are known, above the usual level of this candidate too, so that neither a moved microphone
nor a quiet beginning counts.

Source: our own definition; avatar interviewers look for authority: no apology for one's English, no sighing, no raised
voice. 8 dB above normal lies between a raised and a loud voice (ANSI S3.5-1997: 6 and 12.5 dB above it).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from scoring.answer import Answer, AudioFeatures, Baseline, Contour, Span
from scoring.derived import Derived
from scoring.examples import spoken, typed
from scoring.metric import Example, Measurement, Metric
from scoring.metrics._prose import require_prose
from scoring.plain import listed
from scoring.text.sentences.line import line
from scoring.text.wording.slips import Slip, worded

_FEWEST = 20
"""Words below which it says nothing that nothing was found."""

_LOUDER = 8.0
"""dB above the median from which a voice is raised."""

_BLOCK = 0.5
"""Seconds over which the level is read: about two syllables, so that one stressed word does not count."""

_SUSTAINED = 4
"""Blocks, 2 s."""

_VOICED = 0.3
"""Share of a block that must be voiced to have a level."""

_KINDS = {"english": "apology", "oneself": "apology", "frustration": "frustration", "giving_up": "giving_up"}

_NAMES = {
    "english": "an apology for your English",
    "oneself": "an apology for yourself",
    "frustration": "a word of frustration",
    "giving_up": "a moment of giving up",
    "raised": "a raised voice",
}

_ADVICE = {
    "english": "Your English needs no apology: leave the sentence out.",
    "oneself": "You need not excuse yourself: being nervous is normal. Take a breath and go on with your next point.",
    "giving_up": "When nothing comes to mind, say “Let me think about that for a moment”, or ask for the question in "
    "other words. Both are welcome.",
    "frustration": "A hard question may take time: breathe, and say “Let me think about that for a moment”.",
    "raised": "Your voice rose for a while. Slow down and let it sink again: calm sounds sure.",
}
"""In order of what is easiest to leave out."""


def measure(derived: Derived) -> Measurement:
    """How many there were, one Evidence for each in the order they were said."""
    said = sorted((*worded(derived.once(line)), *_raised(derived)), key=lambda slip: (slip.start_word, slip.end_word))
    if not said:
        require_prose(derived, _FEWEST, "Answer in two or three full sentences.")
    families = Counter(slip.family for slip in said)
    kinds = Counter(_kind(slip.family) for slip in said)
    return Measurement(
        value=float(len(said)),
        evidence=tuple(derived.evidence(slip.start_word, slip.end_word, kind=_kind(slip.family)) for slip in said),
        detail={
            "apology": kinds["apology"],
            "frustration": kinds["frustration"],
            "giving_up": kinds["giving_up"],
            "raised": kinds["raised"],
            "voice_checked": _contour(derived.answer) is not None,
            "said": _in_words(families),
        },
        advice=next((advice for family, advice in _ADVICE.items() if families[family]), None),
    )


def _kind(family: str) -> str:
    return _KINDS.get(family, family)


def _in_words(families: Counter[str]) -> str:
    times = {1: "", 2: " twice"}
    named = [_NAMES[family] + times.get(count, f" {count} times") for family in _NAMES if (count := families[family])]
    return listed(named) or "nothing of the kind"


def _contour(answer: Answer) -> Contour | None:
    return answer.audio.contour if answer.audio is not None else None


def _raised(derived: Derived) -> Iterator[Slip]:
    """The words of each stretch that was said in a raised voice; sound without words is not held to be one."""
    contour = _contour(derived.answer)
    if contour is None:
        return
    for stretch in _loud(contour, derived.answer.baseline):
        inside = [
            i
            for i in derived.considered
            if (derived.words[i].start or 0.0) < stretch.end and (derived.words[i].end or 0.0) > stretch.start
        ]
        if inside:
            yield Slip("raised", inside[0], inside[-1] + 1)


def _loud(contour: Contour, baseline: Baseline | None) -> Iterator[Span]:
    """Runs of at least `_SUSTAINED` loud blocks; one block without a voice does not end a run."""
    voice = [level for pitch, level in zip(contour.pitch_hz, contour.level_dbfs, strict=True) if pitch is not None]
    if not voice:
        return
    usual = median(voice)
    if baseline is not None and baseline.level_dbfs is not None:
        usual = max(usual, baseline.level_dbfs)
    size = max(1, round(_BLOCK / contour.hop))
    levels = [_level(contour, start, start + size) for start in range(0, len(contour.level_dbfs), size)]
    first, loud, gap = 0, 0, 0
    for block, level in enumerate([*levels, usual]):
        if level is not None and level >= usual + _LOUDER:
            first = first if loud else block
            loud, gap = loud + 1, 0
        elif level is None and loud and not gap:
            gap = 1
        else:
            if loud >= _SUSTAINED:
                yield Span(start=first * size * contour.hop, end=(block - gap) * size * contour.hop)
            loud, gap = 0, 0


def _level(contour: Contour, start: int, end: int) -> float | None:
    """The median level of a block's voiced values; null where too few are."""
    levels = contour.level_dbfs[start:end]
    voiced = [level for pitch, level in zip(contour.pitch_hz[start:end], levels, strict=True) if pitch is not None]
    return median(voiced) if len(voiced) >= _VOICED * len(levels) and voiced else None


_WORK = "we checked every label twice before the second review and then my team wrote down one clear rule for it"


def _loudness(louder: Sequence[tuple[float, float]], by: float, usual: float | None = None) -> Answer:
    """Eight seconds of voice at -30 dBFS, some stretches of it louder; ``usual``: the level of earlier answers."""
    answer = spoken(_WORK)
    moments = [(i + 0.5) * 0.05 for i in range(160)]
    levels = tuple(-30.0 + (by if any(a <= at < b for a, b in louder) else 0.0) for at in moments)
    contour = Contour(hop=0.05, pitch_hz=tuple(120.0 if i % 3 else None for i in range(160)), level_dbfs=levels)
    audio = answer.audio or AudioFeatures(seconds=8)
    return answer.model_copy(
        update={
            "audio": audio.model_copy(update={"contour": contour}),
            "baseline": None if usual is None else Baseline(answers=3, level_dbfs=usual),
        }
    )


def _fires(why: str, text: str, count: int = 1) -> Example:
    return Example(why, typed(f"{text} {_WORK}"), float(count))


def _silent(why: str, text: str) -> Example:
    return Example(why, typed(f"{_WORK} {text}"), 0.0)


METRIC = Metric(
    id="composure",
    name="Composure",
    unit="count",
    needs=frozenset({"words"}),
    measure=measure,
    fires=(
        _fires("an apology for one's English", "Sorry for my English."),
        _fires("a learner's apology, as a recogniser writes it", "sorry my english is not so good"),
        _fires("an apology in the middle, between two of one's sentences", "so first um sorry for my bad english so"),
        _fires("nerves, said as an excuse", "Sorry, I'm really nervous."),
        _fires("a verdict on oneself", "i'm so bad at this sorry"),
        _fires("two kinds in one breath are two", "Ugh, sorry for my English.", 2),
        _fires("said again at once is still one", "sorry my english is bad sorry for my english"),
        _fires("frustration with the question", "Oh god, what a stupid question."),
        _fires("mild swearing", "damn it i forgot the name"),
        _fires("giving up", "Honestly, I don't know what to say."),
        _fires("giving up halfway", "there was a case where well never mind"),
        _fires("no thought comes", "I can't think of anything."),
        _fires("what was said already, said again", "As I said, my English is not very good."),
        Example("an answer of two words", typed("ugh, forget it"), 1.0),
        Example("three seconds 10 dB above the rest", _loudness([(2.0, 5.0)], 10), 1.0),
        Example("the same, above the usual level too", _loudness([(2.0, 5.0)], 10, usual=-31.0), 1.0),
    ),
    silent=(
        _silent("somebody else was sorry", "The customer was sorry and I said sorry too."),
        _silent("an apology that was the job", "I apologised to the client for the delay and sorry was not enough."),
        _silent("somebody else's words", "He said this is stupid and she shouted what the hell at him."),
        _silent("words that are talked about", "I flagged comments with words like shit or damn as toxic."),
        _silent("an honest limit", "I don't know SQL well and I am not good at drawing."),
        _silent("what one did not know then", "I didn't know what to say so I asked my manager."),
        _silent("a habit", "When I don't know what to say I ask a question, and if I can't think of anything I read."),
        _silent("never forgetting and never giving up", "i will never forget it and i never give up"),
        _silent("a claim about one's English", "My English is good because I lived in Leeds."),
        _silent("what one hates at work", "I hate this kind of bug, and it is frustrating for users."),
        _silent("a word put right", "It was on Monday, sorry, Tuesday, never mind the date."),
        _silent("nerves that were part of the story", "I was nervous because my english was not good at the time."),
        _silent("what one is nervous about", "I am nervous about deploying on a Friday."),
        Example("one loud word is a stress, not a raised voice", _loudness([(2.0, 3.0)], 12), 0.0),
        Example("a little louder is lively", _loudness([(2.0, 5.0)], 6), 0.0),
        Example("a quiet beginning, then the usual level", _loudness([(3.0, 7.0)], 10, usual=-20.0), 0.0),
    ),
    kinds={
        "apology": "An apology nobody asked for",
        "frustration": "Sounds frustrated",
        "giving_up": "Giving up",
        "raised": "Louder than your usual voice",
    },
)
