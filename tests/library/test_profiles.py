"""Profiles and interviewers: each test is one thing that a candidate can rely on when they choose one."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_sim.errors import BadBankError, NotFoundError
from interview_sim.library.banks import Library, load_interviewers, load_profile
from interview_sim.resources import QUESTION_BANKS
from scoring.question import Kind
from scoring.rubric import rubric_for

BRANDS = ("zara", "mercor", "micro1", "alignerr", "outlier", "appen", "dataannotation")


def test_every_profile_names_an_interviewer_that_there_is(library: Library) -> None:
    assert set(library.profiles) >= {"practice", "conversational", "screener"}
    for profile in library.profiles.values():
        assert profile.interviewer in library.interviewers


def test_every_interviewer_introduces_themself_by_name(library: Library) -> None:
    for profile in library.profiles.values():
        assert "{name}" in profile.persona.greeting


def test_no_profile_bears_the_name_of_a_company(library: Library) -> None:
    for profile in library.profiles.values():
        assert not [name for name in BRANDS if name in profile.model_dump_json().casefold()]
        assert profile.id == "practice" or "Not affiliated" in profile.description


def test_the_weights_of_a_profile_are_those_of_criteria_that_there_are(library: Library) -> None:
    criteria = {criterion.id for kind in Kind for criterion in rubric_for(kind).criteria}
    for profile in library.profiles.values():
        assert set(profile.weights) <= criteria


def test_a_recruiter_who_talks_with_you_probes_and_shows_the_results_at_the_end(library: Library) -> None:
    manner = library.profile("conversational").manner
    assert (manner.probes, manner.probes_each, manner.feedback) == (4, 2, "at_end")
    assert manner.interjects_after is not None


def test_a_screener_is_strict_and_allows_three_more_tries(library: Library) -> None:
    manner = library.profile("screener").manner
    assert manner.strict
    assert manner.steps_first
    assert manner.retakes == 3


def test_there_are_at_least_four_interviewers_with_two_voices_and_different_faces(library: Library) -> None:
    people = list(library.interviewers.values())
    assert len(people) >= 4
    assert {one.voice for one in people} == {"heart", "joe"}
    assert len({str(one.face) for one in people}) == len(people)


def test_a_user_adds_interviewers_and_profiles_beside_their_banks(tmp_path: Path) -> None:
    (tmp_path / "interviewers.toml").write_text('[[interviewers]]\nid = "ada"\nname = "Ada"\nabout = "Kind."\n')
    (tmp_path / "profiles").mkdir()
    practice = (QUESTION_BANKS / "profiles" / "practice.toml").read_text(encoding="utf-8")
    (tmp_path / "profiles" / "mine.toml").write_text(practice.replace('"practice"', '"mine"').replace("clara", "ada"))
    library = Library(tmp_path)
    assert library.interviewer("ada").voice == "heart"
    assert library.profile("mine").interviewer == "ada"
    assert "clara" in library.interviewers


def test_what_is_misspelt_gets_the_nearest_name(library: Library) -> None:
    for find, name, meant in (
        (library.profile, "screeners", "screener"),
        (library.drill, "no_filler", "no_fillers"),
        (library.interviewer, "clra", "clara"),
        (library.bank, "backend_enginer", "backend_engineer"),
    ):
        with pytest.raises(NotFoundError, match=f"did you mean '{meant}'"):
            find(name)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[[interviewers]]\nid = "a"\nname = "A"\nabout = "B."\nvoice = "bass"\n', "voice"),
        ('[[interviewers]]\nid = "a"\nname = "A"\n', "about"),
        ("interviewers = []\n", "interviewers"),
        (2 * '[[interviewers]]\nid = "a"\nname = "A"\nabout = "B."\n', "stands twice"),
    ],
)
def test_what_is_wrong_in_a_file_of_interviewers_is_named(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "interviewers.toml").write_text(text)
    with pytest.raises(BadBankError, match=named):
        load_interviewers(tmp_path / "interviewers.toml")


def test_a_profile_with_a_misspelt_key_gets_the_key_named(tmp_path: Path) -> None:
    practice = (QUESTION_BANKS / "profiles" / "practice.toml").read_text(encoding="utf-8")
    (tmp_path / "mine.toml").write_text(practice.replace("retakes", "retake"))
    with pytest.raises(BadBankError, match="did you mean 'retakes'"):
        load_profile(tmp_path / "mine.toml")


def test_a_profile_that_orders_follow_ups_is_refused_with_what_to_do(tmp_path: Path) -> None:
    written = (QUESTION_BANKS / "profiles" / "practice.toml").read_text(encoding="utf-8")
    broken = tmp_path / "broken.toml"
    broken.write_text(written.replace("order = [", 'order = ["follow_up", ', 1), encoding="utf-8")
    with pytest.raises(BadBankError, match=r"follow_up has no place in the order.*Take it out"):
        load_profile(broken)
