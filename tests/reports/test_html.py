from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from markupsafe import escape

from interview_sim.interview import Attempt, AttemptState, Turn
from interview_sim.reports.canonical import digest, to_json
from interview_sim.reports.charts import figure
from interview_sim.reports.html import render_html, render_page
from interview_sim.reports.html.scripts import scripts
from interview_sim.reports.report import DrillIdentity, GoalReached, InterviewerIdentity, Report
from interview_sim.reports.sound import Sound
from interview_sim.reports.words import LEVELS
from interview_sim.resources import WEB
from scoring.question import Part
from scoring.result import Evidence
from scoring.summary import summarise


class Page(HTMLParser):
    """The page as a browser would read it: its elements, its words, and its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.comments: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if self.elements[-1:] == [] or self.elements[-1][0] != "script":
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.words))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


class Blocks(HTMLParser):
    """What lies in the page's inert blocks, by their id."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self._open: str | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open = dict(attrs).get("id") if tag == "script" else None
        if self._open:
            self.found[self._open] = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[self._open] += data

    def handle_endtag(self, tag: str) -> None:
        self._open = None


SOUND = Sound(b"\x00<script>\xff", "audio/mp4")


def sha256(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.fixture(scope="module")
def full_html(full_report: Report) -> str:
    return render_html(full_report)


@pytest.fixture(scope="module")
def full_text(full_html: str) -> str:
    return Page(full_html).text


def test_the_same_report_gives_the_same_page(any_report: Report) -> None:
    assert render_html(any_report) == render_html(any_report)


def test_the_page_loads_nothing_and_has_no_handler_and_no_inline_style(any_report: Report) -> None:
    page = Page(render_html(any_report))

    assert not {tag for tag, _ in page.elements} & {"img", "iframe", "object", "embed", "link", "base", "form"}
    for tag, attributes in page.elements:
        assert not {name for name in attributes if name.startswith("on") or name in {"src", "style", "srcdoc"}}
        assert "href" not in attributes or (tag == "a" and str(attributes["href"]).startswith("#"))
    assert "url(" not in render_html(any_report)
    assert "@import" not in render_html(any_report)


def test_the_policy_allows_the_pages_own_scripts_and_style_and_nothing_else(full_report: Report) -> None:
    html = render_html(full_report, audio={"t1-a2": SOUND})
    style = re.search(r"<style>(.*?)</style>", html, re.S)
    running = re.findall(r"<script>(.*?)</script>", html, re.S)
    assert style is not None
    assert running

    assert Page(html).all("meta")[1] == {
        "http-equiv": "Content-Security-Policy",
        "content": f"default-src 'none'; script-src {' '.join(map(sha256, running))}; style-src {sha256(style[1])}; "
        "img-src data:; media-src blob:; base-uri 'none'; form-action 'none'",
    }


def test_no_script_makes_elements_of_text_or_code_of_it() -> None:
    for text in scripts():
        assert not re.search(r"innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function", text)
        assert "</script" not in text
        assert "<!--" not in text


def test_a_page_of_the_service_may_ask_that_service_alone(full_report: Report) -> None:
    page = render_page(full_report, service="/api/interviews/i1")

    assert "media-src 'self' blob:; connect-src 'self'" in page.policy
    assert Page(page.html).all("html")[0]["data-service"] == "/api/interviews/i1"
    assert Page(page.html).all("meta")[1]["content"] == page.policy


def test_the_report_lies_in_the_page_as_it_is(any_report: Report) -> None:
    """Canonical JSON, from which its SHA-256 follows; no other block can end it."""
    html = render_html(any_report)
    block = Blocks(html).found["report-data"]

    assert block.replace("\\u003c", "<") == to_json(any_report)
    assert json.loads(block) == json.loads(to_json(any_report))
    assert f'id="report-data" data-sha256="{digest(any_report)}"' in html
    assert "<" not in block


def test_reviews_rubric_and_sound_lie_in_the_page(full_report: Report, attack: str) -> None:
    reviews = [{"reviewer": attack, "summary": "</script><script>alert(1)</script>"}]
    html = render_html(full_report, audio={"t1-a2": SOUND, "elsewhere": SOUND}, reviews=reviews, rubric={"id": "own"})
    found = Blocks(html).found

    assert json.loads(found["reviews-data"]) == reviews
    assert json.loads(found["rubric-data"]) == {"id": "own"}
    assert base64.b64decode(found["sound-t1-a2"]) == SOUND.data
    assert 'id="sound-t1-a2" data-media-type="audio/mp4"' in html
    assert "sound-elsewhere" not in found


def test_hostile_text_stays_text(hostile_report: Report, attack: str, full_html: str) -> None:
    page = Page(render_html(hostile_report))

    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in Page(full_html).elements}
    assert page.comments == []
    assert "alert(1)" in page.text
    assert "{{ 7*7 }}{% raw %}" in page.text
    assert any(attack in word for word in page.words)


def test_every_text_of_the_report_is_shown_as_it_is(hostile_report: Report, full_html: str) -> None:
    """At least once as a heading, a verdict, an advice, a reason, a remedy, a quote, a failure and a word."""
    assert render_html(hostile_report).count("&lt;script&gt;alert(1)&lt;/script&gt;") > 60
    assert len(Page(render_html(hostile_report)).all("script")) == len(Page(full_html).all("script"))


def test_every_mark_has_a_title_and_stands_in_the_legend(full_html: str) -> None:
    page = Page(full_html)
    marks = page.all("mark")
    kinds = {mark["class"] for mark in marks}

    assert kinds == {"mark-vocal", "mark-lexical", "mark-repetition", "mark-corrected", "mark-content"}
    assert all(mark["title"] for mark in marks)
    titles = {mark["title"] for mark in marks}
    assert {
        "Heard as: golden",
        "Concepts: Calibration, In the field’s own words",
        "Fillers: Filler sound",
        "Concrete details: Data point",
    } <= titles


def test_a_name_or_a_pause_is_quoted_but_does_not_mark_the_transcript(full_html: str) -> None:
    page = Page(full_html)

    assert not any("Name" in (mark["title"] or "") or "pause" in (mark["title"] or "") for mark in page.all("mark"))
    assert "A pause longer than 3 seconds batch. … Agreement" in page.text


def test_every_part_of_the_story_is_named_where_it_is_told(full_html: str) -> None:
    page = Page(full_html)
    parts = [tag for tag in page.all("p") if "part" in (tag.get("class") or "").split()]

    assert [str(tag["class"]).removeprefix("part part-") for tag in parts] == [part.value for part in Part]
    assert str(parts[0]["title"]).startswith("Situation, 0:03 to ")


def test_every_word_of_a_transcript_stands_on_the_page_by_its_number(full_report: Report, full_html: str) -> None:
    """So that it can be played and a coach can point at it; a correction leaves out what it replaces."""
    html = full_html
    attempt = full_report.turns[0].attempts[1]
    answer = html[html.index('data-attempt="t1-a2"', html.index("data-name")) :]
    answer = answer[answer.index('class="transcript') : answer.index('class="found"')]
    shown = dict(re.findall(r'<span data-word="(\d+)">([^<]*)</span>', answer))
    replaced = {at for one in attempt.corrections for at in range(one.start_word, one.end_word)}

    assert [int(at) for at in shown] == sorted(map(int, shown))
    for at, word in enumerate(attempt.words):
        if at not in replaced:
            assert shown[str(at)] == str(escape(word.text))


def test_a_quote_says_where_it_can_be_heard(full_report: Report, full_html: str) -> None:
    page = Page(full_html)
    filler = next(one for one in full_report.turns[0].attempts[1].results if one.id == "filler_words").evidence[0]
    moments = {(one.get("data-start"), one.get("data-end")) for one in page.all("span")}

    assert (str(filler.start), str(filler.end)) in moments


def test_the_drawings_of_an_answer_and_its_results_say_whose_they_are(full_report: Report, full_html: str) -> None:
    page = Page(full_html)
    attempts = [one.id for turn in full_report.turns for one in turn.attempts]
    named = [one for tag, one in page.elements if tag in {"div", "details"} and "data-name" in one]

    assert [one["data-attempt"] for one in named] == attempts
    assert named[1]["data-name"] == "Question 1, attempt 2"
    assert {one["data-result"] for one in page.all("li") if "data-result" in one} >= {"filler_words", "star_structure"}
    assert any(float(str(one["data-seconds"])) > 30 for one in page.all("div") if "data-seconds" in one)


def test_several_attempts_stand_side_by_side_with_the_better_one_marked(full_report: Report, full_html: str) -> None:
    html = full_html
    table = html[html.index("Your attempts side by side</h3>") :]
    text = Page(table[: table.index("</table>")]).text

    assert "Attempt 1 Attempt 2, counts" in text
    weak, good = (summarise(one.results, full_report.rubrics[0]).score for one in full_report.turns[0].attempts)
    assert weak is not None
    assert good is not None
    assert f"Score {figure(weak)} {figure(good)} best" in text
    assert re.search(r"Pace [\d.]+ words a minute .*132 words a minute", text)


def test_one_attempt_is_compared_with_nothing(unscored_report: Report) -> None:
    assert "side by side" not in Page(render_html(unscored_report)).text


def test_a_long_interview_has_a_list_of_its_questions(full_report: Report, full_html: str) -> None:
    page = Page(full_html)
    links = [str(one["href"])[1:] for one in page.all("a")]

    assert len(links) == len(full_report.turns)
    assert set(links) <= {one.get("id") for one in page.all("section")}


def test_a_correction_shows_what_was_meant_and_keeps_what_was_heard(full_html: str) -> None:
    html = full_html

    assert re.search(
        r'<mark class="mark-corrected" title="Heard as: golden"><span data-word="\d+">gold-standard</', html
    )


def test_results_show_verdict_level_scale_quotes_with_times_and_advice(full_html: str, full_text: str) -> None:
    text = full_text

    for shown in (
        "132 words a minute. 120 to 160 is easy to follow.",
        "Not everything was clear: it lies between 131 and 135 words a minute.",
        "5 of 5",
        "0:10 Filler sound um,",
        "Not heard Cohen’s kappa Adjudication",
        "Heard Calibration",
        "Say how you measured agreement: name Cohen’s kappa and its value.",
        "Shorten the beginning: you were 16 seconds over the limit of 80.",
    ):
        assert shown in text
    assert (
        'aria-label="132 words a minute, perhaps 131 to 135, on a scale from 40 to 250; good is 120 to 160."'
        in full_html
    )


def test_the_sum_and_what_was_left_out_are_shown(full_text: str) -> None:
    text = full_text

    assert "Intonation (Question 1, attempt 2). The recording is too quiet to follow your pitch." in text
    assert "STAR-R structure, Fillers, Pace (Question 3). No words were heard in 34 seconds." in text
    assert "could not be measured" in text


def test_every_number_of_the_sum_is_that_of_the_report(full_report: Report, full_html: str) -> None:
    """The terms as they stand in the JSON, answer by answer, and what they come to."""
    html = full_html
    made = html[html.index("How this score was made") : html.index("Left out, because")]
    cells = [re.findall(r'<td class="number">([^<]+)<', row) for row in made.split("</tr>")]
    shown = [(score, weight) for score, weight, _ in (row for row in cells if len(row) == 3)]
    terms = [(f"{term.score:.1f}", f"{100 * term.weight:.2f} %") for term in full_report.summary.terms]

    criteria = [f"{one.score:.1f}" for one in full_report.summary.criteria if one.score is not None]

    assert shown[len(criteria) :] == terms
    assert [score for score, _ in shown[: len(criteria)]] == criteria


def test_levels_are_explained_with_their_cut_points(full_text: str) -> None:
    text = full_text

    assert "1 Needs work under 20 2 Getting there 20 to under 40 3 Fair 40 to under 60" in text
    assert "4 Good 60 to under 90 5 Strong 90 to 100" in text


def test_results_stand_under_their_criteria_the_weakest_first(full_html: str) -> None:
    """In the order of the rubric; what enters no score comes last."""
    html = full_html
    answer = html[html.index("Attempt 2 of 2") :]
    answer = answer[answer.index('class="found"') :]
    answer = answer[: answer.index("Not measured")]

    assert re.findall(r"<h[45]>([^<]+)</h", answer) == [
        *("Structure", "STAR-R structure"),
        *("Concepts", "Concepts", "Concrete details"),
        *("Delivery", "Pauses", "Fillers", "Pace"),
        *("Instruction adherence", "Time"),
        *("Also noticed", "Reaction"),
    ]


def test_a_criterion_says_its_level_and_its_weight_in_the_answer(full_report: Report, full_text: str) -> None:
    text = full_text
    attempt, rubric = full_report.turns[0].attempts[1], full_report.rubrics[0]
    summary = summarise(attempt.results, rubric)

    for criterion in summary.criteria:
        share = sum(term.weight for term in summary.terms if term.criterion == criterion.id)
        assert f"{criterion.name} {criterion.level} of 5 {round(100 * share)} % of this answer’s score" in text


def test_a_criterion_of_which_nothing_was_measured_says_so(full_text: str) -> None:
    assert "Structure not rated in this answer" in full_text


def test_a_reason_that_several_results_share_is_given_once(unscored_report: Report) -> None:
    text = Page(render_html(unscored_report)).text

    assert "Not measured Pace, Fillers, STAR-R structure. No words were heard in 34 seconds. Check" in text
    assert text.count("Check that the right microphone is chosen.") == 1


def test_a_sound_without_words_is_quoted_by_its_time(full_text: str) -> None:
    assert re.search(r"0:\d\d Perhaps an um ", full_text)


def test_a_scale_says_where_it_comes_from(full_html: str) -> None:
    page = Page(full_html)

    assert "Where this scale comes from" in page.text
    assert "The scale: Laske & DiGennaro Reed 2024" in page.text


def test_the_words_can_be_read_without_fillers_where_there_are_any(full_report: Report, full_html: str) -> None:
    html = full_html
    attempt = full_report.turns[0].attempts[1]

    assert html.count("Easy to read: without fillers and restarts") == 1
    assert attempt.reading is not None
    assert str(escape(attempt.reading)) in html


def test_a_report_of_the_first_version_shows_its_results_without_criteria(full_report: Report) -> None:
    rubrics = tuple(one.model_copy(update={"levels": (), "criteria": ()}) for one in full_report.rubrics)
    old = full_report.model_copy(update={"schema_version": "1.0", "rubrics": rubrics})
    text = Page(render_html(old)).text

    assert "Results Time 3 of 5" in text
    assert "Also noticed" not in text
    assert "The levels" not in text


def test_page_and_report_call_the_levels_the_same() -> None:
    phrases = (WEB / "js" / "page" / "phrases.js").read_text(encoding="utf-8")

    assert f"const LEVELS = {json.dumps(list(LEVELS))};" in phrases


@pytest.mark.parametrize(
    "shown",
    [
        "Not measured Intonation. The recording is too quiet to follow your pitch. Move the microphone a hand’s width",
        "STAR-R structure. The list of parts could not be read.",
        "Sentence count. This question sets no number of sentences.",
        "Typed, 17 words",
        "In other words name the prompt ambiguous,",
        "No words were recognised in this answer.",
        "No words were heard in 34 seconds. Check that the right microphone is chosen.",
        "You left this answer before it was finished.",
        "This answer could not be scored. The recogniser’s weights are damaged. Install them again.",
        "No answer was given to this question.",
        "Follow-up to question 1 · Asked because you said something worth more detail",
        "Attempt 1 of 2 Does not count",
        "Attempt 2 of 2 Counts",
        "1:30 into the interview You tried this question again.",
        "0:08 You asked to hear the question again: “Again?”",
        "0:02 You spoke over the interviewer, who stopped and listened: “One thing first”",
        "0:51 You took a moment to think: 3.1 s",
        "0:20 The connection was lost: back after 2.5 s",
        "0:41 The interviewer came in: the answer had become long.",
        "Asked for: 60 to 90 seconds; exactly 1 example.",
    ],
)
def test_everything_that_can_happen_is_said_in_plain_words(shown: str, full_text: str) -> None:
    assert shown in full_text


@pytest.mark.parametrize("state", [state for state in AttemptState if state is not AttemptState.DONE])
def test_every_unfinished_attempt_says_so(unscored_report: Report, state: AttemptState) -> None:
    turn = unscored_report.turns[0].model_copy(update={"attempts": (Attempt(id="a", number=1, state=state),)})
    text = Page(render_html(unscored_report.model_copy(update={"turns": (turn,)}))).text

    assert "This answer" in text or "You left this answer" in text
    assert "No words were recognised" not in text


def test_an_interview_without_a_question_says_so(empty_report: Report) -> None:
    text = Page(render_html(empty_report)).text

    assert "No score No question was asked in this interview." in text


def test_an_interview_without_a_measurable_answer_has_no_score_and_says_why(unscored_report: Report) -> None:
    text = Page(render_html(unscored_report)).text

    assert "No score Nothing could be measured that a score could rest on." in text
    assert "out of 100" not in text


def test_a_typed_answer_has_no_times_and_no_charts(full_report: Report) -> None:
    only = full_report.model_copy(update={"turns": full_report.turns[2:3]})
    html = render_html(only)

    assert "chart-speech" not in html
    assert "chart-parts" not in html
    assert 'class="when"' not in html


def test_the_versions_and_hashes_of_all_that_scored_are_shown(full_report: Report, full_text: str) -> None:
    text = full_text
    identities = [full_report.bank, *full_report.rubrics, *(file for one in full_report.models for file in one.files)]

    assert all(one.sha256 in text for one in identities)
    assert "interview-sim 0.1.0" in text
    assert "Laske & DiGennaro Reed 2024" in text


def test_the_only_answer_has_its_advice_said_once(full_report: Report) -> None:
    turn = full_report.turns[0]
    one = full_report.model_copy(update={"turns": (turn.model_copy(update={"attempts": turn.attempts[1:]}),)})

    assert Page(render_html(one)).text.count("Shorten the beginning") == 1


def test_several_follow_ups_are_told_apart(full_report: Report) -> None:
    probe = full_report.turns[1]
    again = probe.model_copy(update={"id": "t2b"})
    report = full_report.model_copy(update={"turns": (full_report.turns[0], probe, again)})
    text = Page(render_html(report)).text

    assert "Follow-up 1 to question 1" in text
    assert "Follow-up 2 to question 1" in text


def test_headings_do_not_skip_a_level(any_report: Report) -> None:
    levels = [1]
    for tag, attributes in Page(render_html(any_report)).elements:
        if re.fullmatch(r"h[1-6]", tag):
            levels.append(int(tag[1]))
        elif attributes.get("role") == "heading":
            levels.append(int(str(attributes["aria-level"])))

    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_turn_whose_parent_is_gone_still_renders(full_report: Report) -> None:
    orphan = Turn(id="t9", kind="probe", parent="gone", question=full_report.turns[0].question)

    assert "Follow-up to an earlier question" in render_html(full_report.model_copy(update={"turns": (orphan,)}))


def test_the_marker_for_time_stands_at_the_length_of_the_answer(full_report: Report, full_html: str) -> None:
    """The value is seconds over the limit; the scale that is drawn shows seconds of answer."""
    seconds = full_report.turns[0].attempts[1].results
    time = next(result for result in seconds if result.id == "time_limit")
    told = f'aria-label="{time.detail["seconds"]:.0f} seconds on a scale from 0'

    assert told in full_html


def test_the_points_that_are_shown_add_up_to_the_sums_that_are_shown(full_report: Report, full_html: str) -> None:
    html = full_html
    tables = re.findall(r"<tbody>(.*?)</tfoot>", html, re.S)
    sums = []
    for table in tables:
        *rows, foot = [re.findall(r'class="number">([\d.]+)', row) for row in table.split("</tr>")][:-1]
        sums.append(float(foot[-1]))
        for score, weight, shown in (map(float, row) for row in rows):
            assert score * weight / 100 == pytest.approx(shown, abs=0.05)
        assert sum(float(row[2]) for row in rows) == pytest.approx(sums[-1], abs=0.001)

    assert len(tables) == 4
    assert sums[0] == pytest.approx(sum(sums[1:]), abs=0.001)
    assert full_report.summary.score == pytest.approx(sums[0], abs=0.051)


def test_the_advice_of_a_whole_interview_says_which_answer_it_is_about(full_text: str) -> None:
    text = full_text

    assert re.search(r"Work on this first\. (Question|Follow-up)[^:]*: ", text)


def test_a_scale_says_its_unit(full_html: str) -> None:
    assert re.search(r'class="chart chart-band".*?>words a minute</text>', full_html)


def test_when_one_spoke_fast_is_no_mark_in_the_transcript(full_report: Report) -> None:
    turn = full_report.turns[0]
    attempt = turn.attempts[1]
    pace = next(result for result in attempt.results if result.id == "speaking_rate")
    stretch = Evidence(start=3, end=9, start_word=0, end_word=12, quote="Last spring", kind="fastest")
    results = tuple(one.model_copy(update={"evidence": (stretch,)}) if one is pace else one for one in attempt.results)
    attempts = (turn.attempts[0], attempt.model_copy(update={"results": results}))
    report = full_report.model_copy(update={"turns": (turn.model_copy(update={"attempts": attempts}),)})

    assert "Pace: Fastest" not in render_html(report)
    assert "Fastest" in render_html(report)


def test_a_drill_shows_its_goal_who_led_it_and_whether_each_try_reached_it(full_report: Report) -> None:
    first = next(attempt for turn in full_report.turns for attempt in turn.attempts)
    drill = DrillIdentity(id="wait", name="Wait a breath", version="1", goal="Begin after one to two seconds.")
    goal = GoalReached(turn=full_report.turns[0].id, attempt=first.id, reached=False, text="Not yet: <b>at once</b>.")
    led_by = InterviewerIdentity(id="victor", name="Victor", voice="joe")
    changes = {"mode": "drill", "drill": drill, "goals": (goal,), "interviewer": led_by}
    page = render_html(full_report.model_copy(update=changes))
    assert "Drill: Wait a breath, with Victor" in page
    assert "Begin after one to two seconds." in page
    assert "Not yet: &lt;b&gt;at once" in page
