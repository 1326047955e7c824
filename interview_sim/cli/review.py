"""``interview-sim review``: what coaches said about interviews that are kept here."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from interview_sim.cli.terminal import console, errors
from interview_sim.coaching.latest import latest
from interview_sim.coaching.review import Review
from interview_sim.errors import InterviewSimError
from interview_sim.reports.words import plural
from interview_sim.settings import Settings

app = typer.Typer(help="Keep and list the reviews that coaches made.", no_args_is_help=True, rich_markup_mode=None)


@app.command("import")
def import_(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE ...", help="review.json, or a report with reviews.")],
) -> None:
    """Keep reviews beside the interviews that they are of.

    Of an HTML report only the reviews inside are read. A review must be of the very report that was handed on from
    here. What is wrong with one file is said, and the others are kept all the same.
    """
    from interview_sim.exchange.gathering import reviews_in
    from interview_sim.storage.reviews import Reviews
    from interview_sim.storage.store import SqlStore

    settings: Settings = context.obj
    kept = Reviews(SqlStore(settings.data).database)
    wrong = 0
    for path in files:
        try:
            for review in reviews_in(path):
                kept.keep(review)
                console.print(f"[green]kept[/]  {_describe(review)}", soft_wrap=True)
        except InterviewSimError as error:
            wrong += 1
            errors.print(f"[red]not kept[/]  {escape(error.message)}\n{escape(error.remedy)}", soft_wrap=True)
    if wrong:
        raise InterviewSimError(
            f"{wrong} of {len(files)} files could not be kept.", "What is wrong with each stands above."
        )


@app.command("list")
def list_(
    context: typer.Context,
    interview: Annotated[str | None, typer.Argument(metavar="[ID]", help="Of one interview alone.")] = None,
) -> None:
    """List the reviews that are kept, and what stands in them."""
    from interview_sim.storage.reviews import Reviews
    from interview_sim.storage.store import SqlStore

    settings: Settings = context.obj
    kept = Reviews(SqlStore(settings.data).database)
    reviews = kept.all() if interview is None else kept.of(interview)
    holding = {review.id for review in latest(reviews)}
    for review in reviews:
        later = "" if review.id in holding else ", saved again later"
        console.print(f"{_describe(review)}  {review.saved:%Y-%m-%d %H:%M}{later}", soft_wrap=True)
        console.print(f"    [dim]{review.id}[/]", soft_wrap=True)
    if not reviews:
        console.print(
            "No reviews yet. Give a coach the report (interview-sim report ID --html F), and import what comes back.",
            soft_wrap=True,
        )


@app.command()
def remove(
    context: typer.Context,
    interview: Annotated[str, typer.Argument(metavar="INTERVIEW")],
    review: Annotated[str, typer.Argument(metavar="ID", help="As review list shows it.")],
) -> None:
    """Remove one review."""
    from interview_sim.storage.reviews import Reviews
    from interview_sim.storage.store import SqlStore

    settings: Settings = context.obj
    Reviews(SqlStore(settings.data).database).remove(interview, review)
    console.print("Removed the review.")


def _describe(review: Review) -> str:
    said = (
        (len(review.ratings), "rating"),
        (len(review.comments), "comment"),
        (len(review.corrections), "correction"),
        (len(review.overrides), "override"),
    )
    held = ", ".join(plural(count, what) for count, what in said if count) or "a summary alone"
    blind = "blind" if review.blind else "with the machine's numbers in view"
    return f"{escape(review.reviewer)} on interview {review.interview}  [dim]{blind}: {held}[/]"
