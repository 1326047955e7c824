"""What a coach and a candidate do in the terminal: keep reviews, write rubrics, compare."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from interview_sim.coaching.review import to_json
from interview_sim.coaching.rubric import load_rubric
from interview_sim.ports import InterviewRecord
from interview_sim.reports.canonical import to_json as report_json
from interview_sim.reports.report import Report
from interview_sim.storage.store import SqlStore
from tests.cli.conftest import Command
from tests.coaching.made import a_report, a_review, rated, scores_for


@pytest.fixture
def report(tmp_path: Path) -> Report:
    report = a_report("i1", [{**scores_for({"structure": 4}), "concept_coverage": 65.0}])
    store = SqlStore(tmp_path / "data")
    store.save(
        InterviewRecord(
            id="i1",
            role="rlhf_trainer",
            profile="practice",
            started_at=report.started_at,
            state="done",
            report=report.model_dump(mode="json"),
        )
    )
    store.close()
    return report


def test_a_review_that_came_back_is_kept_and_listed(command: Command, report: Report, tmp_path: Path) -> None:
    review = a_review(report, "Ann [bold]Coach[/bold]", ratings=rated({(1, "structure"): 3}))
    (tmp_path / "review.json").write_text(to_json(review), encoding="utf-8")
    done = command("review", "import", tmp_path / "review.json")
    assert done.code == 0
    assert "kept  Ann [bold]Coach[/bold] on interview i1" in done.out
    listed = command("review", "list")
    assert review.id in listed.out
    assert "Ann [bold]Coach[/bold]" in listed.out
    assert command("review", "remove", "i1", review.id).code == 0
    assert "No reviews yet" in command("review", "list", "i1").out


def test_what_cannot_be_kept_is_said_and_the_rest_is_kept(command: Command, report: Report, tmp_path: Path) -> None:
    edited = report.model_copy(update={"ended_at": None})
    for name, text in (
        ("good.json", to_json(a_review(report))),
        ("other.json", to_json(a_review(edited))),
        ("none.json", "{}"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = command("review", "import", *(tmp_path / name for name in ("none.json", "other.json", "good.json")))
    assert done.code == 2
    assert "none.json holds neither" in done.err
    assert "changed after it was handed on" in done.err
    assert "2 of 3 files could not be kept" in done.err
    assert "kept  Ann" in done.out


def test_a_rubric_of_one_s_own_is_written_once_and_checked(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "My Rubric 2.toml"
    assert command("rubric", "new", path, "--name", "Mine").code == 0
    assert (load_rubric(path).id, load_rubric(path).name) == ("my_rubric_2", "Mine")
    assert "Mine 1.0" in command("rubric", "check", path).out
    assert command("rubric", "new", path).code == 2
    path.write_text(path.read_text(encoding="utf-8").replace("weight = 0.3", "wieght = 0.3"), encoding="utf-8")
    wrong = command("rubric", "check", path)
    assert wrong.code == 2
    assert "did you mean 'weight'" in wrong.err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Thirty reports and as many reviews, by a coach who gives a level less for concepts than the machine."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for number in range(30):
        levels = {"structure": number % 5 + 1, "concepts": number % 4 + 2}
        report = a_report(f"i{number}", [scores_for(levels)])
        coach = rated({(1, "structure"): levels["structure"], (1, "concepts"): levels["concepts"] - 1})
        (folder / f"{number}.json").write_text(report_json(report), encoding="utf-8")
        (folder / f"{number}-ann.json").write_text(to_json(a_review(report, ratings=coach)), encoding="utf-8")
    return folder


def test_agreement_prints_kappa_bias_and_what_to_make_of_them(command: Command, folder: Path) -> None:
    done = command("agreement", folder)
    assert done.code == 0
    assert "30 reviews, 30 reports." in done.out
    structure = next(line for line in done.out.splitlines() if line.startswith("Structure"))
    assert structure.split() == [
        *("Structure", "30", "100%", "100%", "1.00", "(1.00", "to", "1.00)"),
        *("almost", "perfect;", "few", "ratings", "+0.00", "(+0.00", "to", "+0.00)"),
    ]
    assert "Concepts: 1.00 levels more generous than the coaches." in done.out
    assert "Landis and Koch" in done.out
    assert "--suggest FILE.toml" in done.out


def test_all_figures_are_written_as_json(command: Command, folder: Path, tmp_path: Path) -> None:
    assert command("agreement", folder, "--json", tmp_path / "figures.json").code == 0
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    rows = {one["criterion"]: one["agreement"] for one in figures["machine"][0]["rows"]}
    assert rows["concepts"]["bias"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert rows["structure"]["kappa"]["value"] == 1.0


def test_a_suggested_rubric_is_a_file_that_holds_where_it_is_named(
    command: Command, report: Report, folder: Path, tmp_path: Path
) -> None:
    path, written = tmp_path / "next.toml", tmp_path / "again.json"
    done = command("agreement", folder, "--suggest", path)
    assert "Nothing uses it yet." in done.out
    suggested = load_rubric(path)
    assert (suggested.version, [one.criterion for one in suggested.machine]) == ("1.1", ["concepts"])
    assert command("agreement", folder, "--suggest", path).code == 2
    shown = command("rubric", "apply", path, "i1", "--json", written)
    assert shown.code == 0
    assert "Concepts: level 4 (65) → level 3 (65)" in shown.out
    assert "Structure" not in shown.out
    again = json.loads(written.read_text(encoding="utf-8"))
    assert again["rubrics"][0]["version"].endswith("with coaching 1.1")
    store = SqlStore(tmp_path / "data")
    assert store.load("i1").report == report.model_dump(mode="json"), "what is kept stays as it is"
    store.close()


def test_without_a_path_what_is_kept_here_is_compared(command: Command, report: Report, tmp_path: Path) -> None:
    review = a_review(report, ratings=rated({(1, "structure"): 1}))
    (tmp_path / "review.json").write_text(to_json(review), encoding="utf-8")
    command("review", "import", tmp_path / "review.json")
    done = command("agreement")
    assert "1 review, 1 report." in done.out
    assert "Structure: 4 by the machine, 1 by Ann  interview i1#answer-1" in done.out


def test_nothing_to_compare_is_said(command: Command, tmp_path: Path) -> None:
    done = command("agreement", tmp_path)
    assert done.code == 2
    assert "There is nothing to compare." in done.err


def test_a_page_is_written_with_the_coach_s_own_rubric_inside(command: Command, report: Report, tmp_path: Path) -> None:
    rubric, page = tmp_path / "mine.toml", tmp_path / "report.html"
    command("rubric", "new", rubric, "--name", "Only mine")
    assert command("report", report.id, "--html", page, "--rubric", rubric).code == 0
    assert '"name": "Only mine"' in page.read_text(encoding="utf-8")
