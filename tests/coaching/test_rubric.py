from __future__ import annotations

import re
from pathlib import Path

import pytest

from interview_sim.coaching.reweighting import next_version
from interview_sim.coaching.rubric import MACHINE_CRITERIA, CoachRubric, load_rubric, rubric_named, rubrics
from interview_sim.coaching.written import rubric_text, template, write_new
from interview_sim.errors import BadBankError, NotFoundError, StorageError

OWN = """
id = "warmth"
version = "1"
name = "Warmth"

[[criteria]]
id = "warmth"
name = "Warmth"
question = "Would I like to work with them?"
weight = 3
levels = ["no", "hardly", "perhaps", "yes", "very much"]
custom = true

[[criteria]]
id = "structure"
name = "Structure"
question = "Could I follow?"
levels = ["a", "b", "c", "d", "e"]
"""


def test_the_built_in_rubric_has_the_machine_s_criteria_each_with_five_levels() -> None:
    rubric = rubric_named(None)
    assert tuple(one.id for one in rubric.criteria) == MACHINE_CRITERIA
    assert sum(one.weight for one in rubric.criteria) == pytest.approx(1)
    assert not any(one.custom for one in rubric.criteria)


def test_a_coach_s_own_rubric_stands_beside_it(tmp_path: Path) -> None:
    (tmp_path / "rubrics").mkdir()
    path = tmp_path / "rubrics" / "warmth.toml"
    path.write_text(OWN, encoding="utf-8")
    assert list(rubrics(tmp_path)) == ["coaching", "warmth"]
    assert rubric_named("warmth", tmp_path) == rubric_named(str(path)) == load_rubric(path)


def test_weights_are_shares_of_what_was_rated(tmp_path: Path) -> None:
    path = tmp_path / "warmth.toml"
    path.write_text(OWN, encoding="utf-8")
    rubric = load_rubric(path)
    assert rubric.total({"warmth": 5, "structure": 1}) == pytest.approx(4)
    assert rubric.total({"structure": 2}) == pytest.approx(2)
    assert rubric.total({}) is None


def test_layout_and_comments_do_not_change_what_a_rubric_is(tmp_path: Path) -> None:
    for name, text in (("a.toml", OWN), ("b.toml", f"# mine\n{OWN.replace(' = ', '=')}")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert load_rubric(tmp_path / "a.toml").sha256 == load_rubric(tmp_path / "b.toml").sha256


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("weight = 3", "wieght = 3", "there is no key 'wieght'; did you mean 'weight'"),
        ("weight = 3", "weight = -1", "criteria.0.weight"),
        ("weight = 3", "weight = nan", "criteria.0.weight"),
        ("custom = true", "", "the machine has no criterion 'warmth'"),
        ('id = "structure"', 'id = "structure"\ncustom = true', "the machine rates 'structure' too"),
        ('id = "structure"', 'id = "warmth"\ncustom = true', "the criterion 'warmth' stands twice"),
        ('["a", "b", "c", "d", "e"]', '["a", "b"]', "criteria.1.levels"),
        ('["a", "b", "c", "d", "e"]', '["a", "b", "c", "d", " "]', "criteria.1.levels.4"),
        ("[[criteria]]", "[[criteria", "not valid TOML"),
        (
            "[[criteria]]",
            '[[machine]]\nkind = "technical"\ncriterion = "delivery"\nlevels = [20, 20, 60, 90]\n[[criteria]]',
            "levels must ascend",
        ),
        (
            "[[criteria]]",
            '[[machine]]\nkind = "technical"\ncriterion = "delivery"\nmetrics = { charm = 1 }\n[[criteria]]',
            "there is no metric 'charm'",
        ),
        (
            "[[criteria]]",
            '[[machine]]\nkind = "technical"\ncriterion = "delivery"\nmetrics = { pauses = 0.4 }\n[[criteria]]',
            "must sum to 1",
        ),
    ],
)
def test_what_is_wrong_with_a_rubric_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "warmth.toml"
    path.write_text(OWN.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadBankError, match=re.escape(told)):
        load_rubric(path)


def test_a_rubric_that_is_nowhere_is_told_with_those_there_are() -> None:
    with pytest.raises(NotFoundError, match="did you mean 'coaching'"):
        rubric_named("coachin")


def test_a_rubric_is_written_so_that_it_is_read_back(tmp_path: Path) -> None:
    rubric = rubric_named(None)
    changed = CoachRubric.model_validate(
        {
            **rubric.model_dump(),
            "version": "1.1",
            "machine": [
                {"kind": "technical", "criterion": "concepts", "levels": (10, 30, 50, 70)},
                {"kind": "technical", "criterion": "delivery", "metrics": {"pauses": 0.25, "filler_words": 0.75}},
            ],
        }
    )
    path = tmp_path / "own" / "next.toml"
    write_new(path, rubric_text(changed, ["Suggested.", "Two\nlines = 1"]))
    assert load_rubric(path) == changed


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    write_new(path, template("mine", "Mine"))
    assert load_rubric(path).id == "mine"
    with pytest.raises(StorageError, match="there already"):
        write_new(path, "")
    assert load_rubric(path).name == "Mine"


def test_every_version_is_followed_by_one() -> None:
    assert [next_version(one) for one in ("1", "1.0", "1.9", "2.3.4")] == ["1.1", "1.1", "1.10", "2.3.5"]
