"""Specificity: concrete details in 100 words, with every general phrase taken off again.

A detail is a figure with what it measures ("20 annotators", "p95 from 800 to 120 ms";
`scoring.text.content.quantities`) or a tool, model, product, project or company by its name
(`scoring.text.content.names`). Each counts once, however often it is said; a list of names is one, and names count up
to two more than there are figures. General phrases are what anybody could say of any work ("various projects", "a team
player", "best practices"; ``scoring/text/wording/generic.toml``), and a name of which nothing is told ("I have used
ChatGPT"). The value is never below 0, and an answer under 60 words counts as 60.

Source: interviewers want data points ("20 annotators, 50,000 images, 98 % QA acceptance") and the named model, task
and project, not "I have used ChatGPT" (project's founding documents); the count per 100 words is our own.

Evidence kinds: ``data_point``, ``name``, ``generic``.
"""

from __future__ import annotations

from itertools import pairwise

from scoring.derived import Derived
from scoring.examples import concept, question, spoken, typed
from scoring.metric import Example, Measurement, Metric
from scoring.metrics._prose import require_prose
from scoring.plain import counted, listed
from scoring.text.content.names import Name, names
from scoring.text.content.quantities import figures
from scoring.text.language import grammar
from scoring.text.language.lists import words
from scoring.text.sentences import clean
from scoring.text.wording.occurrences import occurrences

BESIDE_FIGURES = 2
"""Names that count beyond the number of figures: names alone do not tell what was done."""

FEWEST_WORDS = 20
FEWEST = 60
"""Words on which a density rests at the least: three figures in one line are no detailed answer."""

_QUOTED = 3


def measure(derived: Derived) -> Measurement:
    """Details less general phrases, in 100 words; evidence is every detail and every general phrase."""
    require_prose(derived, FEWEST_WORDS, "Answer in three or four full sentences.")
    words = len(derived.once(clean.kept))
    data_points = derived.once(figures)
    named, hollow = _names(derived)
    general = [*occurrences(derived, "wording/generic", "phrases"), *((one.start_word, one.end_word) for one in hollow)]
    spans = [
        *((one.start_word, one.end_word, "data_point") for one in data_points),
        *((one.start_word, one.end_word, "name") for one in named),
        *((start, end, "generic") for start, end in general),
    ]
    evidence = tuple(derived.evidence(start, end, kind=kind) for start, end, kind in sorted(spans))
    details = len(data_points) + min(_groups(derived, named), len(data_points) + BESIDE_FIGURES)
    quotes = {kind: [one.quote for one in evidence if one.kind == kind] for kind in ("data_point", "name", "generic")}
    return Measurement(
        value=max(0, details - len(general)) * 100 / max(words, FEWEST),
        evidence=evidence,
        detail={
            "words": words,
            "data_points": len(data_points),
            "names": len(named),
            "generic": len(general),
            "said": _said(len(data_points), len(named)),
            "against": _against(len(general)),
            "quotes": quotes,
        },
        advice=_advice(quotes["data_point"], quotes["name"], quotes["generic"]),
    )


def _names(derived: Derived) -> tuple[list[Name], list[Name]]:
    """Names of which something is told, each once, and those of which nothing is."""
    told: dict[str, Name] = {}
    hollow: dict[str, Name] = {}
    for sentence in derived.once(clean.sentences):
        here = [one for one in derived.once(names) if sentence.start_word <= one.start_word < sentence.end_word]
        enough = bool(here) and _says_something(derived, sentence.words, here)
        for one in here:
            (told if enough else hollow).setdefault(one.text, one)
    in_order = sorted(told.values(), key=lambda one: one.start_word)
    return in_order, [one for text, one in hollow.items() if text not in told]


def _groups(derived: Derived, named: list[Name]) -> int:
    """How many names there are where a list, "Java, Kotlin and Go", is one."""

    def listed_with(left: Name, right: Name) -> bool:
        gap = derived.word_tokens[left.end_word : right.start_word]
        return all(token in {"and", "or"} for texts in gap for token in texts)

    return len(named) - sum(listed_with(left, right) for left, right in pairwise(named))


def _says_something(derived: Derived, said: tuple[int, ...], here: list[Name]) -> bool:
    """Whether a sentence has at least two words of substance besides its names."""
    named = {i for one in here for i in range(one.start_word, one.end_word)}
    nodes, by_word = derived.once(grammar.parse), derived.once(grammar.by_word)
    substance = {
        node.lemma.casefold()
        for i in said
        if i not in named
        for node in (nodes[at] for at in by_word.get(i, ()))
        if node.pos in {"NOUN", "VERB", "ADJ", "PROPN", "NUM"}
    }
    return len(substance - words("wording/generic", "empty")) >= 2


def _said(data_points: int, named: int) -> str:
    if not data_points and not named:
        return "No figure and no name"
    return listed([counted(n, noun) for n, noun in ((data_points, "figure"), (named, "name")) if n])


def _against(general: int) -> str:
    """What is said of general phrases; begins with a comma, empty for none."""
    return f", less {counted(general, 'general phrase')}" if general else ""


def _advice(data_points: list[str], named: list[str], general: list[str]) -> str | None:
    if general:
        return f"Anybody could say {_quotation(general)}. Say which one it was: its name, and one number about it."
    if not data_points:
        return "Add one number with what it counts: how many people, how long it took, or how much changed."
    if not named:
        return "Name one thing you worked with: the tool, the model, the project or the team."
    return "Add one more number with what it counts: how many people, how long it took, or how much changed."


def _quotation(phrases: list[str]) -> str:
    some = list(dict.fromkeys(phrase.strip(".,;:!?").casefold() for phrase in phrases))[:_QUOTED]
    return listed([f"“{phrase}”" for phrase in some])


_ASKED = question(concepts=(concept("rlhf", "RLHF"), concept("watch", "Grafana")))
_PLAIN = (
    "so what we did was to sit down together and talk about it for a long while until everybody knew what to do next "
    "and then they went back and did it again with more care than before and in the end it was better for all of us"
)
"""46 words without a detail."""

METRIC = Metric(
    id="specificity",
    name="Concrete details",
    unit="per_100_words",
    needs=frozenset({"words", "trusted_words"}),
    measure=measure,
    added=True,
    fires=(
        Example(
            "three figures with what they measure",
            typed(f"I led 20 annotators on 50,000 images and reached 98% QA acceptance. {_PLAIN}"),
            4.92,
            0.05,
        ),
        Example(
            "the same in words, without capitals or full stops",
            spoken(
                "i led twenty annotators on fifty thousand images and reached ninety eight percent qa acceptance "
                + _PLAIN
            ),
            4.69,
            0.05,
        ),
        Example(
            "a change is one figure: from 800 to 120",
            typed(f"I brought the latency from 800 to 120 ms for the checkout page. {_PLAIN}"),
            1.61,
            0.01,
        ),
        Example(
            "a decimal that its noun leads up to",
            spoken("our kappa fell to zero point six four so i called everybody " + _PLAIN),
            1.67,
            0.05,
        ),
        Example(
            "tools that a recogniser writes in lower case",
            spoken("i moved the old labels from excel to label studio because comments got lost " + _PLAIN),
            3.17,
            0.05,
        ),
        Example(
            "a project and a company by their capitals",
            typed(f"At Northwind I wrote the rules for the Harbour project with the linguists. {_PLAIN}"),
            3.2,
            0.1,
        ),
        Example(
            "a concept term that is a name",
            spoken("then i opened grafana and saw the errors rise after the deploy " + _PLAIN, _ASKED),
            1.67,
            0.05,
        ),
        Example(
            "a learner's figures",
            spoken("in my work i am responsible for 30 patient and after two month the complaint was half " + _PLAIN),
            3.1,
            0.3,
        ),
        Example(
            "general phrases take details back",
            typed(f"I have a lot of experience in various projects and I am a team player with 12 clients. {_PLAIN}"),
            0.0,
        ),
        Example(
            "a tool of which nothing is told",
            typed(f"I have used ChatGPT. {_PLAIN}"),
            0.0,
        ),
        Example(
            "a list of tools is one name",
            typed(f"I wrote services in Java, Kotlin, Python and TypeScript for the payment team. {_PLAIN}"),
            1.61,
            0.05,
        ),
    ),
    silent=(
        Example("nothing concrete", spoken(_PLAIN), 0.0),
        Example(
            "ordinals, years and numbers of talk",
            typed(
                "In 2019 there were two things that I did first, and one of the reasons was the number one priority "
                "of the second team in twenty twenty one."
            ),
            0.0,
        ),
        Example(
            "idioms",
            spoken(
                "one day i was a hundred percent sure and i gave a hundred and ten percent and we were there twenty "
                "four seven because it was a one on one thing"
            ),
            0.0,
        ),
        Example(
            "steps, versions, dates and hours are names",
            typed("In step 2 of phase 3 it broke at 9 am on March 15, and then we went back to version 4 of it again."),
            0.0,
        ),
        Example(
            "verbs that are tools elsewhere",
            spoken("i had to react and go there and excel at it so that we could make it rust less and spark more joy"),
            0.0,
        ),
        Example(
            "people, weekdays, languages and job titles",
            typed(
                "On Monday my colleague Anna and our Senior Product Manager spoke English with Peter, and then I "
                "told them what I thought of it."
            ),
            0.0,
        ),
        Example(
            "the question read back",
            typed(
                "So you said that kappa falls from 0.82 to 0.64 within three weeks, and you want to know what it is "
                "that I would do about it.",
                question(text="Your kappa falls from 0.82 to 0.64 within three weeks. What would you do about it?"),
            ),
            0.0,
        ),
        Example(
            "shouting has no names",
            typed("I DID NOT KNOW WHAT TO DO SO I WENT TO MY MANAGER AND HE SAID THAT WE SHOULD WAIT AND SEE FIRST"),
            0.0,
        ),
        Example("markup is no name", typed(f"<p> <b> I did it </b> </p> {_PLAIN}"), 0.0),
    ),
    kinds={
        "data_point": "A figure, with what it measures",
        "name": "Named",
        "generic": "General phrase",
    },
)
