"""How things look in a terminal: questions, what came of an answer, trouble."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

from interview_sim.cli.results import ResultsView
from interview_sim.messages import Asked, AttemptScored, Shown, Trouble

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


def show_question(asked: Asked) -> None:
    """Print the question and its limit."""
    limits = asked.question.limits
    console.print(f"\n[bold]Question {asked.number} of {asked.of}[/]  [dim]{asked.question.kind.replace('_', ' ')}[/]")
    console.print(escape(asked.text), soft_wrap=True)
    console.print(f"[dim]{limits.at_least:g} to {limits.at_most:g} seconds[/]")


def show_attempt(shown: Shown) -> None:
    """Print what came of an attempt: advice first, then the results under their criteria, then the words."""
    attempt = shown.attempt
    if attempt.failure:
        console.print(f"[red]{escape(attempt.failure)}[/]", soft_wrap=True)
        return
    if shown.advice:
        console.print(f"\n[bold]Next time:[/] {escape(shown.advice)}", soft_wrap=True)
    console.print(ResultsView(attempt.results, shown.summary))
    words = " ".join(word.text for word in attempt.words)
    console.print(f"[dim]You said:[/] {escape(words) or '(nothing that could be recognised)'}", soft_wrap=True)


def show_scored(scored: AttemptScored) -> None:
    """Print what came of a question, and of the replies to its probes."""
    show_attempt(scored.answer)
    for reply in scored.replies:
        console.print(f"\n[bold]Follow-up:[/] {escape(reply.turn.question.text)}", soft_wrap=True)
        show_attempt(reply)


def show_trouble(trouble: Trouble) -> None:
    """Print what went wrong while the interview goes on."""
    errors.print(f"[yellow]{escape(trouble.message)}[/] {escape(trouble.remedy)}", soft_wrap=True)
