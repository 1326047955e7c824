"""The interviewers' faces: drawn from their data, alive while they listen, and still for who asks for stillness."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Page, expect

from interview_sim.resources import QUESTION_BANKS
from tests.e2e.scripted import CAPTION, STATE, scripted

pytestmark = [pytest.mark.browser]

Opener = Callable[..., AbstractContextManager[Page]]
READ = """async (faces) => {
  const { design } = await import("/static/js/face/design.js");
  return faces.map((face) => Object.keys(face).filter((name) => design(face)[name] !== face[name]));
}"""
HEAD = "() => document.querySelector('interviewer-face svg > g:nth-of-type(2)').getAttribute('transform')"


def test_every_parameter_of_every_interviewer_is_one_that_the_page_draws(service: str, browser_page: Opener) -> None:
    people = tomllib.loads((QUESTION_BANKS / "interviewers.toml").read_text())["interviewers"]
    with browser_page() as page:
        page.goto(service)
        unknown = page.evaluate(READ, [one["face"] for one in people])
    assert dict(zip([one["id"] for one in people], unknown, strict=True)) == {one["id"]: [] for one in people}
    assert len(people) >= 4
    assert {one["voice"] for one in people} == {"heart", "joe"}


def test_a_value_that_is_not_known_falls_back_to_the_usual_one(service: str, browser_page: Opener) -> None:
    face = {"hair": "mohawk", "skin": 3, "wings": "two", "glasses": "round"}
    with browser_page() as page:
        page.goto(service)
        assert page.evaluate(READ, [face]) == [["hair", "skin", "wings"]]


def test_the_face_moves_while_it_listens_and_nods_at_the_end_of_a_phrase(service: str, browser_page: Opener) -> None:
    with browser_page() as page:
        script = scripted(page, service)
        script.begin()
        script.listen()
        expect(page.locator("interviewer-face")).to_have_attribute("data-mood", "listening")
        seen = []
        for _ in range(8):
            seen.append(page.evaluate(HEAD))
            page.wait_for_timeout(60)
        assert len(set(seen)) > 1, "it breathes"
        before = page.evaluate(HEAD)
        script.tell(CAPTION, text="That was all.", final=True)
        lowest = max(_height(page.evaluate(HEAD)) for _ in range(20) if page.wait_for_timeout(20) is None)
        assert lowest > _height(before) + 1, "it nods"
        script.tell(STATE, state="finishing")
        expect(page.locator("interviewer-face")).to_have_attribute("data-mood", "noting")


def test_with_less_motion_asked_for_the_face_is_still(service: str, browser_page: Opener) -> None:
    with browser_page() as page:
        page.emulate_media(reduced_motion="reduce")
        script = scripted(page, service)
        script.begin()
        script.tell({"type": "silence"})
        script.listen()
        page.wait_for_timeout(300)
        seen = []
        for _ in range(6):
            seen.append(page.evaluate(HEAD))
            page.wait_for_timeout(150)
        assert len(set(seen)) == 1


def _height(transform: str) -> float:
    """How far down a head stands, in units of the drawing."""
    return float(transform.split("translate(")[1].split(")")[0].split()[1])
