from __future__ import annotations

import re
from pathlib import Path

from interview_sim.coaching.kappa import ENOUGH_RATINGS, FEWEST_INTERVIEWS, FEWEST_RATINGS
from interview_sim.coaching.review import Review
from interview_sim.coaching.rubric import MACHINE_CRITERIA, load_rubric
from interview_sim.coaching.words import BANDS
from interview_sim.published import ROOT

PAGE = (ROOT / "docs" / "coaches.md").read_text(encoding="utf-8")


def test_the_rubric_on_the_page_for_coaches_is_right_as_it_stands(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml rubric\n(.*?)```", PAGE, re.DOTALL)
    path = tmp_path / "trainee.toml"
    path.write_text(example, encoding="utf-8")
    assert load_rubric(path).total({"structure": 5, "warmth": 2}) == 4


def test_the_page_says_what_the_code_does() -> None:
    told = dict(re.findall(r"^\| (?:below|[\d.]+ to) ([\d.]+) \| ([a-z ]+) \|$", PAGE, re.MULTILINE))
    assert {float(most): word for most, word in told.items()} == dict(BANDS)
    assert f"Below {FEWEST_RATINGS} ratings or {FEWEST_INTERVIEWS} interviews" in PAGE
    assert f"From {ENOUGH_RATINGS} ratings" in PAGE
    assert all(f"`{one}`" in PAGE for one in MACHINE_CRITERIA)
    fields = set(Review.model_fields) - {"schema_version"}
    assert all(f"`{one}" in PAGE for one in fields)
