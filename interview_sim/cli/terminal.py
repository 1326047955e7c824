"""How things look in a terminal: results, progress, questions."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from interview_sim.messages import Asked, AttemptScored, Trouble
from interview_sim.reports.words import quantity
from scoring.metrics import METRICS
from scoring.result import Result, Status

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)

NAMES = {metric.id: metric.name for metric in METRICS}


def show_question(asked: Asked) -> None:
    """Print the question and its limit."""
    limits = asked.question.limits
    console.print(f"\n[bold]Question {asked.number} of {asked.of}[/]  [dim]{asked.question.kind.replace('_', ' ')}[/]")
    console.print(escape(asked.text), soft_wrap=True)
    console.print(f"[dim]{limits.at_least:g} to {limits.at_most:g} seconds[/]")


def show_attempt(scored: AttemptScored) -> None:
    """Print what came of an attempt: advice first, then each result, then the words."""
    attempt = scored.attempt
    if attempt.failure:
        console.print(f"[red]{escape(attempt.failure)}[/]", soft_wrap=True)
        return
    if scored.advice:
        console.print(f"\n[bold]Next time:[/] {escape(scored.advice)}", soft_wrap=True)
    console.print(results_table(attempt.results))
    words = " ".join(word.text for word in attempt.words)
    console.print(f"[dim]You said:[/] {escape(words) or '(nothing that could be recognised)'}", soft_wrap=True)


def show_trouble(trouble: Trouble) -> None:
    """Print what went wrong while the interview goes on."""
    errors.print(f"[yellow]{escape(trouble.message)}[/] {escape(trouble.remedy)}", soft_wrap=True)


def results_table(results: tuple[Result, ...]) -> Table:
    """Name, score as a bar and a figure, and the verdict with its first quotes."""
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0), expand=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for result in results:
        table.add_row(NAMES.get(result.id, result.id.replace("_", " ").capitalize()), _bar(result), _said(result))
    return table


def _bar(result: Result) -> str:
    if result.score is None:
        return "[dim]—[/]"
    full = round(result.score / 10)
    return f"{'█' * full}[dim]{'░' * (10 - full)}[/] {result.score:3.0f}"


def _said(result: Result) -> str:
    if result.status is not Status.OK:
        return f"[dim]{escape(' '.join(filter(None, (result.reason, result.remedy))))}[/]"
    quotes = [each.quote for each in result.evidence if each.quote][:3]
    heard = f"\n[dim]{escape(' · '.join(_short(quote) for quote in quotes))}[/]" if quotes else ""
    return escape(result.verdict or _measured(result)) + heard


def _measured(result: Result) -> str:
    """The bare value of a metric that the rubric has no words for."""
    return "" if result.value is None else quantity(result.value, result.unit)


def _short(quote: str) -> str:
    return f"“{quote if len(quote) <= 60 else quote[:57].rstrip() + '…'}”"
