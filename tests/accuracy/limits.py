"""What this page does not show, in plain words: it belongs to the figures as much as the figures do."""

from __future__ import annotations

from pathlib import Path

from tests.accuracy.page import Section

_TEXT = """
The figures above are true of what they were measured on. This is what they leave out.

**Who was recorded.**

- The recordings are few: under ten minutes of sound and some twenty people, one of whom says more than half of all the
  labelled fillers. Where an interval is wide, this is why; where it is narrow, it still tells of these people only.
- Hardly anybody in them learned English as a second language. Much of this was made for people who did, and for them
  neither the words, nor the fillers, nor the pace have a figure of their own.
- Strong regional accents and dialects, children, old voices, people who stammer or whose speech is affected by an
  illness: none were recorded. A repetition that is part of a stammer is counted like any other.
- Nobody in them is in a job interview. They read aloud, dictate, explain or talk to a colleague. Nerves are missing.
- Only English is scored, and only English was measured.

**What was said by machines or written for the purpose.**

- “The parts of a story, spoken” and “Concepts” are read out by two synthetic voices. These do not hesitate, mumble or
  break off, and the recogniser hears them better than people; what they show is that hearing adds little to the errors
  of the text when it goes well.
- Filler words such as “like”, repetitions, instructions and most pairs of strong and weak answers were written at a
  desk, in the manner of speech. Real speech is less tidy. Those who wrote them had not seen the rules, but they came
  from the same project.
- Concepts are measured on questions of the built-in banks. A bank that you write yourself is as good as its terms.

**What was set with the data in view.**

- The prompt of the recogniser and the rules of filled pauses were made with the errors on these very recordings in
  view. There is no held-out set of recordings for them here.
- The closeness of meanings for concepts was set on every second answer, and the rules of concrete details on every
  second pair; the other halves are given apart.
- The cuts of the gate were set on half of the speakers, with the same kinds of noise that measure it.

**Figures that say little.**

- Pace: only four recordings are long enough and have a complete transcript, so that the median and the worst error
  rest on four numbers. None is of a whole two-minute answer.
- Repetitions and restarts: no recording is labelled for them, so that there is no held-out set of real speech. The
  written lines show that the rules miss many, above all those put right with other words (“he asked, she asked”); how
  many a recogniser swallows before any rule sees them is not known.
- Instructions followed: on demands that are no matter of time, it often cannot tell, mostly where nothing in the words
  marks an example or a step. Then the demand is left out of the score.
- Conciseness, ownership and the structure of answers that tell no story separate strong answers from weak ones of the
  same length only weakly (the table of each metric alone). They are better read as a remark than as a grade.
- Fluent and wrong: an answer that uses the right terms wrongly is scored like a right one. Nothing here knows the
  field.

**What has no figure of accuracy at all.**

- Intonation, composure and clear domain words are checked on examples that must and must not show them, and for how
  steady they stay in noise. Nobody has rated recordings for liveliness, calm or clarity, so that it is unknown whether
  a listener would agree.
- Pauses and reaction rest on when voice was detected, which was not compared with times set by hand. Reaction also
  rests on when the browser says that the interviewer fell silent, and how late that is differs from machine to machine.
- Song is checked for false alarms only. Another language than English, an answer that runs in circles and text that
  was invented by the recogniser are refused by rules that were tried on examples, not on a collection of such answers.
- Whether anybody passes more interviews for having practised here. No claim is made about it.
"""


def measure(folder: Path) -> Section:
    """The closing words; nothing is measured, and ``folder`` is not read."""
    return Section(id="limits", title="What is not measured", about=_TEXT, figures=())
