"""How things look in a terminal: questions, what came of an answer, trouble."""

from __future__ import annotations

from collections.abc import Sequence

from rich.markup import escape

from interview_sim.cli.plain import PlainConsole
from interview_sim.cli.results import ResultsView
from interview_sim.cli.tries import side_by_side
from interview_sim.live.messages import Asked, AttemptScored, Finished, Shown, Trouble
from interview_sim.reports import words
from interview_sim.reports.changes.lines import heading

console = PlainConsole(highlight=False)
errors = PlainConsole(stderr=True, highlight=False)


def show_question(asked: Asked) -> None:
    """Print what the interviewer says: a question with its limit and demands, or what they answer to a wish."""
    if asked.why not in {"question", "probe"}:
        console.print(f"\n{escape(asked.text)}", soft_wrap=True)
        return
    limits = asked.question.limits
    if asked.why == "probe":
        console.print("\n[bold]Follow-up[/]")
    else:
        kind = asked.question.kind.replace("_", " ")
        console.print(f"\n[bold]Question {asked.number} of {asked.of}[/]  [dim]{kind}[/]")
    if asked.lead:
        console.print(f"[dim]{escape(asked.lead)}[/]", soft_wrap=True)
    console.print(escape(asked.text), soft_wrap=True)
    demands = [demand for one in asked.question.constraints if (demand := words.demand(one))]
    console.print(f"[dim]{'; '.join([f'{limits.at_least:g} to {limits.at_most:g} seconds', *demands])}[/]")


def show_attempt(shown: Shown) -> None:
    """Print what came of an attempt: the goal and the advice, the results under their criteria, the words."""
    attempt = shown.attempt
    if attempt.failure:
        console.print(f"[red]{escape(attempt.failure)}[/]", soft_wrap=True)
        return
    if shown.goal:
        colour = "green" if shown.goal.reached else "yellow"
        console.print(f"\n[bold {colour}]{escape(shown.goal.text)}[/]", soft_wrap=True)
    if shown.advice:
        by = f" [dim](worded by {escape(shown.advice_by)})[/]" if shown.advice_by else ""
        console.print(f"\n[bold]Next time:[/] {escape(shown.advice)}{by}", soft_wrap=True)
    console.print(ResultsView(attempt.results, shown.summary))
    said = " ".join(word.text for word in attempt.words)
    console.print(f"[dim]You said:[/] {escape(said) or '(nothing that could be recognised)'}", soft_wrap=True)


def show_scored(scored: AttemptScored) -> None:
    """Print what came of a question, beside its earlier tries, and of the replies to its probes."""
    show_attempt(scored.answer)
    if scored.earlier and not scored.answer.attempt.failure:
        console.print(side_by_side((*scored.earlier, scored.answer)))
    for reply in scored.replies:
        console.print(f"\n[bold]Follow-up:[/] {escape(reply.turn.question.text)}", soft_wrap=True)
        show_attempt(reply)


def show_closing(finished: Finished) -> None:
    """Print the interviewer's last word, where there is one, and what to try next."""
    if finished.closing:
        console.print(f"\n{escape(finished.closing)}", soft_wrap=True)
    show_changes(finished.changes)


def show_changes(changes: Sequence[str]) -> None:
    """Print what would help most next time, a line each; nothing where there is nothing."""
    if changes:
        console.print(f"\n[bold]{heading(len(changes))}[/]")
    for number, line in enumerate(changes, 1):
        console.print(f"  {number}. {escape(line)}", soft_wrap=True)


def show_trouble(trouble: Trouble) -> None:
    """Print what went wrong while the interview goes on."""
    errors.print(f"[yellow]{escape(trouble.message)}[/] {escape(trouble.remedy)}", soft_wrap=True)
