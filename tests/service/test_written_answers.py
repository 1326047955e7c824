"""Written answers that are none, or hardly, sent as the page sends them: each is explained, and the report shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest

from interview_sim.reports.html.scripts import scripts
from interview_sim.reports.schema import validate
from interview_sim.settings import Settings
from tests.service.page import Page, interview

STORY = (
    "Last year our checkout failed on a Friday evening. I had to find the cause before the weekend. I compared the "
    "releases, I rolled the last one back, and I wrote a test for it. As a result the errors stopped in ten minutes. "
)
WEB_PAGE = (
    "<!doctype html><html><head><title>Notes</title><script src='https://evil.example/x.js'></script></head>"
    '<body onload="steal()"><p class="x">I rolled the release back.</p><script>alert("stolen")</script>'
    '<style>p { color: red }</style><img src=x onerror="alert(1)"><a href="javascript:alert(2)">As a result</a> the '
    "<b>errors</b> stopped.</body></html>"
)
NO_PAGE = 'So <video src=x onerror=alert(1)> and "><textarea autofocus onfocus=alert(2)> were what I had to filter.'
RIGHT_TO_LEFT = "في العام الماضي عملت في فريق صغير وكان علينا أن نحل مشكلة كبيرة قبل نهاية الأسبوع. " * 4


class ReportPage(HTMLParser):
    """A report as a browser reads it: its elements with their attributes, and the text that is shown."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._shown: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] not in {"style", "script"}:
            self._shown.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self._shown))


@dataclass(frozen=True)
class Outcome:
    """What came of one written answer: the message with its results, and the report as a page."""

    scored: dict[str, Any]
    page: ReportPage

    @property
    def words(self) -> str:
        return " ".join(word["text"] for word in self.scored["attempt"]["words"])

    @property
    def score(self) -> float | None:
        score: float | None = self.scored["summary"]["score"]
        return score

    def result(self, identity: str) -> dict[str, Any]:
        found: dict[str, Any] = next(one for one in self.scored["attempt"]["results"] if one["id"] == identity)
        return found


def outcome(client: httpx.Client, text: str | None) -> Outcome:
    """What comes of an interview in which ``text``, or else the question itself, is the only answer."""
    with interview(client, microphone=False) as page:
        asked = page.ask()
        page.tell("typed", text=asked["text"] if text is None else text)
        return finished(page)


def finished(page: Page) -> Outcome:
    """Wait for the results and end the interview; whatever was answered, all of it is explained and nothing runs."""
    scored = page.until("scored")
    page.tell("next")
    links = page.until("finished")
    report = page.client.get(links["json"]).json()
    validate(report)
    assert report["turns"][0]["attempts"][0]["results"] == scored["attempt"]["results"]
    shown = ReportPage(page.client.get(links["report"]).text)

    assert scored["attempt"]["state"] == "done"
    assert scored["advice"]
    for result in scored["attempt"]["results"]:
        assert result["status"] != "error", result
        assert result["verdict"] or result["reason"], result
        assert result["remedy"] or result["status"] != "not_measurable", result
        assert (result["verdict"] or result["reason"]) in shown.text, result
    assert not {"iframe", "img", "video", "link"} & {tag for tag, _ in shown.elements}
    running = [attributes for tag, attributes in shown.elements if tag == "script" and "type" not in attributes]
    assert running == [{}] * len(scripts()), "the page's own behaviour and nothing else"
    assert not [name for _, attributes in shown.elements for name in attributes if name.startswith("on")]
    values = [value or "" for _, attributes in shown.elements for value in attributes.values()]
    assert not [value for value in values if "javascript:" in value]
    return Outcome(scored, shown)


@pytest.mark.slow
def test_the_longest_answer_that_may_be_is_scored_and_told_to_be_shorter(client: httpx.Client) -> None:
    long = outcome(client, (STORY * 100)[: Settings().max_typed_characters])
    assert long.result("conciseness")["score"] < 40
    assert "could go" in long.result("conciseness")["verdict"]


@pytest.mark.parametrize("text", [STORY * 250, "agreement " * 10_000], ids=["ten thousand words", "one word"])
def test_an_answer_that_is_too_long_is_refused_in_words_and_a_shorter_one_is_taken(
    client: httpx.Client, text: str
) -> None:
    assert len(text.split()) >= 10_000
    with interview(client, microphone=False) as page:
        page.ask()
        page.tell("typed", text=text)
        refused = page.error()
        assert refused["message"] == "A typed answer has at most 20,000 characters."
        assert "Shorten" in refused["remedy"]
        assert not refused["fatal"]
        page.tell("typed", text=STORY)
        assert finished(page).words == STORY.strip()


@pytest.mark.slow
def test_a_word_repeated_ten_thousand_times_is_named_and_not_scored(client: httpx.Client) -> None:
    repeated = outcome(client, "a " * 10_000)
    assert repeated.score is None
    assert "“a” 10000 times" in repeated.result("concept_coverage")["reason"]
    assert "full sentences" in repeated.result("concept_coverage")["remedy"]


def test_a_pasted_web_page_is_read_for_its_words_and_runs_nowhere(client: httpx.Client) -> None:
    pasted = outcome(client, WEB_PAGE)
    assert pasted.words == "I rolled the release back. As a result the errors stopped."
    assert pasted.words in pasted.page.text


def test_what_only_looks_like_a_web_page_is_shown_as_it_was_written(client: httpx.Client) -> None:
    written = outcome(client, NO_PAGE)
    assert written.words == NO_PAGE
    assert NO_PAGE in written.page.text


def test_emoji_are_shown_and_said_to_be_no_words(client: httpx.Client) -> None:
    emoji = outcome(client, "👍 🎉 👩🏽‍💻 ✅ 🚀 " * 50)
    assert emoji.score is None
    assert "no words" in emoji.result("concept_coverage")["reason"]
    assert "👩🏽‍💻" in emoji.page.text


def test_writing_from_right_to_left_is_shown_whole_and_asked_for_in_english(client: httpx.Client) -> None:
    arabic = outcome(client, RIGHT_TO_LEFT)
    assert arabic.score is None
    assert "English" in arabic.result("concept_coverage")["reason"]
    assert "English" in arabic.result("concept_coverage")["remedy"]
    assert RIGHT_TO_LEFT.strip() in arabic.page.text


def test_one_word_is_too_few_to_tell_and_earns_nothing(client: httpx.Client) -> None:
    short = outcome(client, "Yes.")
    assert short.score == 0
    assert "only 1 word" in short.result("conciseness")["reason"]


def test_the_question_read_back_is_no_answer(client: httpx.Client) -> None:
    read_back = outcome(client, None)
    assert read_back.score < 40
    assert read_back.result("concept_coverage")["value"] == 0
    assert "question" in read_back.result("conciseness")["verdict"]
