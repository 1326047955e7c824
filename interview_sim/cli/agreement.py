"""``interview-sim agreement``: how well coaches and machine agree, and coaches with each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from interview_sim.cli.terminal import console, errors
from interview_sim.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_sim.coaching.comparing import Comparison, Row, Versus
    from interview_sim.coaching.kappa import Interval
    from interview_sim.coaching.reweighting import Declined, Suggested
    from interview_sim.coaching.rubric import CoachRubric


def agreement(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH ...]", help="Reports and reviews: JSON, HTML, bundles, folders. Absent: those kept here."
        ),
    ] = None,
    rubric: Annotated[
        str | None, typer.Option(metavar="R", help="The rubric that was rated by: its id, or a file.")
    ] = None,
    blind_only: Annotated[
        bool, typer.Option("--blind-only", help="Only ratings given before the machine's numbers were seen.")
    ] = False,
    json_file: Annotated[Path | None, typer.Option("--json", metavar="F", help="Write all figures as JSON.")] = None,
    suggest_file: Annotated[
        Path | None,
        typer.Option("--suggest", metavar="F", help="Where the machine is off, write a rubric that mends it."),
    ] = None,
) -> None:
    """Compare levels: coaches with the machine, and coaches with each other.

    Quadratic weighted kappa and bias, criterion by criterion, with intervals of 95 %, and the largest differences. What
    the figures mean stands in docs/coaches.md. A suggested rubric is only a file: it holds where it is named.
    """
    from interview_sim.coaching.comparing import compare, standing
    from interview_sim.coaching.pairs import with_machine
    from interview_sim.coaching.reweighting import suggest
    from interview_sim.coaching.rubric import rubric_named
    from interview_sim.coaching.words import CAUTION
    from interview_sim.errors import InterviewSimError
    from interview_sim.exchange.gathering import gather, gather_kept
    from interview_sim.storage.store import SqlStore

    settings: Settings = context.obj
    rated_by = rubric_named(rubric, settings.banks)
    with errors.status("Reading reports and reviews"):
        found = gather(paths) if paths else gather_kept(SqlStore(settings.data))
    comparison = compare(found, rated_by, blind_only=blind_only)
    if json_file is not None:
        _write(json_file, comparison)
    _show(comparison)
    if not comparison.machine and not comparison.coaches:
        raise InterviewSimError(
            "There is nothing to compare.",
            "Give reviews with the reports they are of, or two coaches' reviews of the same report.",
        )
    pairs = list(with_machine(found, standing(found, blind_only=blind_only)))
    _suggest(list(suggest(comparison, pairs)), rated_by, suggest_file, comparison)
    console.print(f"\n[dim]{CAUTION}[/]", soft_wrap=True)


def _show(comparison: Comparison) -> None:
    from interview_sim.coaching.words import FEW
    from interview_sim.reports.words import plural

    console.print(f"{plural(comparison.reviews, 'review')}, {plural(comparison.reports, 'report')}.")
    if comparison.blind is not None and comparison.blind < 1:
        console.print(
            f"{comparison.blind:.0%} of the ratings were given blind. Who sees the machine's numbers first tends to "
            "follow them: trust the blind ones (--blind-only).",
            soft_wrap=True,
        )
    for versus in (*comparison.machine, *comparison.coaches):
        console.print(f"\n[bold]{escape(_heading(versus))}[/]")
        console.print(_table(versus))
        console.print(
            f"[dim]Bias: how many levels higher {escape(versus.first)} rates; bold where it is more than chance.[/]",
            soft_wrap=True,
        )
    if any(row.agreement.few for versus in (*comparison.machine, *comparison.coaches) for row in versus.rows):
        console.print(f"\n{FEW}", soft_wrap=True)
    if comparison.cases:
        console.print("\n[bold]The largest differences[/]")
        for case in comparison.cases:
            note = f"  [dim]“{escape(case.note)}”[/]" if case.note else ""
            levels = f"{case.criterion}: {case.first} by {case.first_by}, {case.second} by {case.second_by}"
            console.print(f"{escape(levels)}  {_link(case.link)}{note}", soft_wrap=True)
    for remark in comparison.remarks:
        console.print(f"[yellow]{escape(remark)}[/]", soft_wrap=True)


def _heading(versus: Versus) -> str:
    return (
        f"{versus.first} and {versus.second}, {versus.what}".capitalize()
        if versus.first == "the machine"
        else (f"{versus.first} and {versus.second}, {versus.what}")
    )


def _table(versus: Versus) -> Table:
    from interview_sim.coaching.words import said

    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("criterion", "ratings", "same", "within one", "kappa", "", "bias"):
        table.add_column(heading, justify="right" if heading in {"ratings", "same", "within one"} else "left")
    for row in versus.rows:
        one = row.agreement
        table.add_row(
            escape(row.name),
            str(one.ratings),
            f"{one.same:.0%}",
            f"{one.near:.0%}",
            _number(one.kappa, "") if one.kappa else "–",
            said(one),
            _bias(row),
        )
    return table


def _link(link: str) -> str:
    """A link that a terminal can open, where it names a file."""
    file, _, place = link.partition("#")
    if not Path(file).is_file():
        return escape(link)
    return f"[link={Path(file).resolve().as_uri()}#{place}]{escape(link)}[/link]"


def _bias(row: Row) -> str:
    shown = _number(row.agreement.bias, "+")
    return f"[bold]{shown}[/]" if row.systematic else shown


def _number(interval: Interval, sign: str) -> str:
    shown = _rounded(interval.value, sign)
    if interval.low is None or interval.high is None:
        return shown
    return f"{shown} ({_rounded(interval.low, sign)} to {_rounded(interval.high, sign)})"


def _rounded(value: float, sign: str) -> str:
    return f"{round(value, 2) + 0.0:{sign}.2f}"  # adding zero turns -0.0 into 0.0


def _suggest(
    found: Sequence[Suggested | Declined], rubric: CoachRubric, path: Path | None, comparison: Comparison
) -> None:
    from interview_sim.coaching.reweighting import Declined, Suggested, rubric_with
    from interview_sim.coaching.written import rubric_text, write_new
    from interview_sim.reports.words import readable

    answers = [row for versus in comparison.machine for row in versus.rows if versus.what == "answers"]
    if all(row.agreement.few for row in answers):
        return
    if not found:
        console.print(
            "\nNowhere is the machine off in one direction by more than chance and a quarter of a level.",
            soft_wrap=True,
        )
        return
    console.print("\n[bold]Where the machine is off in one direction[/]")
    for one in found:
        way = "more generous" if one.bias > 0 else "stricter"
        told = f"{readable(one.criterion)}: {abs(one.bias):.2f} levels {way} than the coaches."
        if isinstance(one, Declined):
            console.print(f"{told} Nothing is suggested: {one.why}.", soft_wrap=True)
        else:
            closer = f"{one.before:.2f} to {one.after:.2f}"
            console.print(
                f"{told} Other weights and cut points would bring the mean squared difference from {closer}, on "
                "interviews they were not fitted to.",
                soft_wrap=True,
            )
    suggested = [one for one in found if isinstance(one, Suggested)]
    if not suggested:
        return
    if path is None:
        console.print("Write them as a rubric to look at: --suggest FILE.toml")
        return
    better = rubric_with(rubric, suggested)
    remarks = [
        f"Suggested by interview-sim agreement from {comparison.reviews} reviews. It holds only where it is named:",
        "interview-sim rubric apply FILE INTERVIEW.",
        *(
            f"{readable(one.criterion)}: the machine was {one.bias:+.2f} levels off; mean squared difference "
            f"{one.before:.2f}, with this {one.after:.2f}."
            for one in suggested
        ),
    ]
    write_new(path, rubric_text(better, remarks))
    console.print(f"Written: [bold]{escape(str(path))}[/], version {better.version}. Nothing uses it yet.")


def _write(path: Path, comparison: Comparison) -> None:
    from interview_sim.coaching.written import write_new

    write_new(path, comparison.model_dump_json(indent=2) + "\n")
