"""Speaking rate: words a minute of speaking time.

Words are the lexical ones: a filled pause is no word (the "pruned" rate of fluency research: Lennon 1990, Language
Learning 40:3; it also compares like with like, since the bands of coaches come from transcripts without fillers).
Speaking time runs from the first word to the last, without thinking windows, without pauses of a second or more and
without voice that was not understood. Shorter pauses belong to the rhythm of speech and stay in, as in every
"speaking rate" against "articulation rate" (Goldman-Eisler 1968, Psycholinguistics); long ones are thinking, not
pace.

``detail.syllables_per_second`` is the articulation rate: syllables over the time without any pause of 0.35 s or more.

Bands: coaches say 120 to 160; people who practise really speak at a median of 106, quartiles 83 to 135 (Articulated
2026).
"""

from __future__ import annotations

from scoring.derived import LONG_PAUSE, Derived
from scoring.examples import spoken
from scoring.metric import Example, Measurement, Metric
from scoring.metrics._enough import require_enough_speech
from scoring.text.syllables import syllables


def measure(derived: Derived) -> Measurement:
    """Words per minute; the evidence is the whole answer."""
    require_enough_speech(derived)
    words = len(derived.lexical)
    spoken_syllables = sum(syllables(token.text) for token in derived.tokens)
    return Measurement(
        value=60 * words / derived.speaking_seconds,
        evidence=(derived.evidence(derived.lexical[0], derived.lexical[-1] + 1),),
        detail={
            "words": words,
            "speaking_seconds": round(derived.speaking_seconds, 1),
            "long_pauses": sum(pause.seconds >= LONG_PAUSE for pause in derived.pauses),
            "syllables_per_second": (
                round(spoken_syllables / derived.voiced_seconds, 2) if derived.voiced_seconds > 0 else None
            ),
        },
    )


_TEN = "we labelled the images and checked every single box twice"

METRIC = Metric(
    id="speaking_rate",
    name="Pace",
    unit="words_per_minute",
    needs=frozenset({"words", "times"}),
    measure=measure,
    fires=(
        Example("ten words in 4 s", spoken(_TEN), 150.0),
        Example("ten words in 10 s", spoken(_TEN, per_minute=60), 60.0),
        Example("ten words in 2.4 s", spoken(_TEN, per_minute=250), 250.0, 0.1),
        Example(
            "a short pause belongs to the rhythm: 10 words in 4.8 s",
            spoken("we labelled the images [0.8] and checked every single box twice"),
            125.0,
        ),
    ),
    silent=(
        Example(
            "a long pause changes nothing",
            spoken("we labelled the images [3] and checked every single box twice"),
            150.0,
        ),
        Example("silence before the answer changes nothing", spoken(f"[8] {_TEN}"), 150.0),
        Example(
            "a thinking window changes nothing",
            spoken("we labelled the images [9] and checked every single box twice", thinking=((1.6, 10.6),)),
            150.0,
        ),
        Example(
            "an um takes time and is no word: 9 in 4 s",
            spoken("we labelled the images um checked every single box twice"),
            135.0,
        ),
        Example(
            "a dash of its own is no word: 9 in 4 s",
            spoken("we labelled the images — checked every single box twice"),
            135.0,
        ),
    ),
)
