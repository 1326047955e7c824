"""Written answers as they are typed, and as they are pasted."""

import pytest

from interview_sim.written import LONGEST_WORD, words


def plain(text: str) -> str:
    return " ".join(word.text for word in words(text))


def test_a_typed_answer_stays_as_it_is() -> None:
    assert plain("I used  List<String>,\nso that a < b && c > d.") == "I used List<String>, so that a < b && c > d."


@pytest.mark.parametrize(
    ("pasted", "read"),
    [
        ("<p class='x'>We agreed.</p><p>Then it <b>worked</b>.</p>", "We agreed. Then it worked."),
        ("<div>one<br/>two&nbsp;three &amp; four</div>", "one two three & four"),
        ("<p>Hello</p><script>alert('no')</script><style>p { color: red }</style>", "Hello"),
        ("<!-- hidden --><li>first</li><li>second</li>", "first second"),
        ("<!doctype html><meta charset=utf-8><article>one<sup>2</sup> <nav>two</nav></article>", "one 2 two"),
        ("<p>kept</p><svg viewBox='0 0 8 8'><title>An icon</title></svg><iframe src='x'></iframe>", "kept"),
    ],
)
def test_a_page_is_read_without_its_markup(pasted: str, read: str) -> None:
    assert plain(pasted) == read


@pytest.mark.parametrize("text", ["", "   ", "<p></p><br>"])
def test_nothing_is_nothing(text: str) -> None:
    assert words(text) == ()


def test_a_word_without_end_is_cut() -> None:
    assert len(words("x" * 5000)[0].text) == LONGEST_WORD


@pytest.mark.slow
def test_a_tag_that_never_closes_ends_soon() -> None:
    assert words("<p " * 20_000 + "<!--" * 20_000)
