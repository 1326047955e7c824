from __future__ import annotations

import pytest

from interview_sim.ports import SAMPLE_RATE
from interview_sim.speech.cutter import Chunk, Piece
from interview_sim.speech.fillers import Heard, kind_of, pause_tokens, settle
from scoring.answer import Span, WordKind
from tests.speech.sounds import silence


def chunk(*pieces: tuple[float, float]) -> Chunk:
    """Pieces from and to so many seconds of the recording."""
    cut = tuple(Piece(round(start * SAMPLE_RATE), round(end * SAMPLE_RATE)) for start, end in pieces)
    return Chunk(cut, silence(sum(piece.length for piece in cut) / SAMPLE_RATE), cut[0].start, ())


WHOLE = chunk((0, 10))


def word(text: str, start: float, end: float, pause: float = 0.0) -> Heard:
    return Heard(text, start, end, 0.9, pause)


def span(start: float, end: float) -> Span:
    return Span(start=start, end=end)


def settled(
    words: list[Heard], held: list[Span] | None = None, pause_after: float = 0.0, of: Chunk = WHOLE
) -> tuple[list[tuple[str, float, float]], list[Span]]:
    found, possible = settle(words, pause_after, held or [], of)
    return [(one.text, one.start, one.end) for one in found], possible


@pytest.mark.parametrize("text", ["um", "Um,", "uhm", "ummm.", "uh", "Uh...", "er", "erm", "eh", "hmm", "Mm", "mmm"])
def test_filled_pauses(text: str) -> None:
    assert kind_of(text) is WordKind.FILLED_PAUSE


@pytest.mark.parametrize("text", ["I", "ah", "oh", "huh", "hum", "uh-huh", "mm-hmm", "her", "am", "M.", "hm1", "like"])
def test_words_that_only_look_like_filled_pauses(text: str) -> None:
    assert kind_of(text) is WordKind.LEXICAL


def test_the_tokens_of_filled_pauses_are_those_that_are_one_whole() -> None:
    vocabulary = {" um": [1], "um": [2], " Um": [3], " uh": [4, 5], " mm": [1], " er": [9]}
    assert pause_tokens(lambda text: vocabulary.get(text, [7, 8])).tolist() == [1, 2, 3]


def test_a_likely_filled_pause_stays_where_it_is() -> None:
    words = [word("so", 0, 1), word("um", 1, 2, 0.9), word("yes", 2, 3)]
    assert settled(words) == ([("so", 0, 1), ("um", 1, 2), ("yes", 2, 3)], [])


def test_an_unlikely_one_is_not_believed() -> None:
    """The first vowel of "acoustic" is no uh."""
    assert settled([word("the", 0, 1), word("uh", 1, 1.3, 0.3), word("acoustic", 1.3, 2)]) == (
        [("the", 0, 1), ("acoustic", 1.3, 2)],
        [],
    )


def test_one_of_no_length_is_not_believed_unless_a_voice_is_held_there() -> None:
    words = [word("so", 0, 1), word("um", 1, 1.02, 0.9), word("yes", 1.02, 3)]
    assert settled(words)[0] == [("so", 0, 1), ("yes", 1.02, 3)]
    assert settled(words, [span(1.2, 1.7)])[0] == [("so", 0, 1), ("um", 1.2, 1.7), ("yes", 1.02, 3)]


def test_it_is_moved_to_the_held_voice_after_the_pause_that_it_was_put_before() -> None:
    words = [word("series", 0, 1), word("um", 1, 1.7, 0.9), word("game", 1.7, 4)]
    assert settled(words, [span(2.1, 2.7)])[0][1] == ("um", 2.1, 2.7)


def test_it_is_moved_no_further_than_the_middle_of_the_next_word() -> None:
    words = [word("series", 0, 1), word("um", 1, 1.7, 0.9), word("game", 1.7, 4)]
    assert settled(words, [span(3.1, 3.7)])[0][1] == ("um", 1, 1.7)


def test_across_a_joint_it_lies_on_the_side_where_the_voice_is_held() -> None:
    """The chunk joins two pieces at its fifth second; the word begins before it, and most of it lies there."""
    joined = chunk((0, 5), (9, 14))
    words = [word("series", 4, 4.5), word("um", 4.5, 5.4, 0.9), word("game", 5.4, 6)]
    assert settled(words, [span(5.1, 5.4)], of=joined)[0][1] == ("um", 5.1, 5.4)


def test_where_a_voice_is_held_it_stays() -> None:
    words = [word("so", 0, 1), word("um", 1, 2, 0.9), word("yes", 2, 3)]
    assert settled(words, [span(1.2, 1.8)])[0][1] == ("um", 1, 2)


def test_two_do_not_share_one_held_voice() -> None:
    words = [word("on", 0, 1), word("um", 1, 1.5, 0.9), word("uh", 1.5, 2, 0.9), word("yes", 2, 4)]
    found, _ = settled(words, [span(1.1, 1.4), span(2.2, 2.6)])
    assert [one[0] for one in found] == ["on", "um", "uh", "yes"]
    assert found[2] == ("uh", 2.2, 2.6)


def test_a_held_voice_that_the_decoder_half_heard_was_swallowed() -> None:
    words = [word("conclusion", 0, 1), word("the", 1, 2, 0.3), word("end", 2, 3)]
    found, possible = settled(words, [span(1.2, 1.6)])
    assert found == [("conclusion", 0, 1), ("uh", 1.2, 1.6), ("the", 1, 2), ("end", 2, 3)]
    assert possible == []


def test_its_likelihood_is_what_the_decoder_gave() -> None:
    found, _ = settle([word("so", 0, 1), word("the", 1, 2, 0.3)], 0.0, [span(1.2, 1.6)], WHOLE)
    assert (found[1].pause, found[1].kind) == (0.3, WordKind.FILLED_PAUSE)


def test_more_is_asked_before_the_first_word() -> None:
    assert settled([word("so", 0, 2, 0.2)], [span(0.2, 0.6)]) == ([("so", 0, 2)], [span(0.2, 0.6)])
    assert settled([word("so", 0, 2, 0.4)], [span(0.2, 0.6)])[0] == [("uh", 0.2, 0.6), ("so", 0, 2)]


def test_one_after_the_last_word_may_have_been_swallowed_too() -> None:
    assert settled([word("so", 0, 1)], [span(2, 2.5)], pause_after=0.5)[0] == [("so", 0, 1), ("uh", 2, 2.5)]


@pytest.mark.parametrize(("pause", "seconds"), [(0.06, 0.25), (0.01, 0.5)])
def test_a_held_voice_that_the_decoder_hardly_heard_is_possible_and_no_word(pause: float, seconds: float) -> None:
    words = [word("by", 0, 1), word("then", 1, 3, pause)]
    assert settled(words, [span(1.2, 1.2 + seconds)]) == ([("by", 0, 1), ("then", 1, 3)], [span(1.2, 1.2 + seconds)])


@pytest.mark.parametrize(("pause", "seconds"), [(0.04, 0.25), (0.001, 0.9), (0.9, 0.15)])
def test_a_drawn_out_word_is_a_word(pause: float, seconds: float) -> None:
    words = [word("by", 0, 1), word("then", 1, 3, pause)]
    assert settled(words, [span(1.2, 1.2 + seconds)]) == ([("by", 0, 1), ("then", 1, 3)], [])


def test_the_rest_of_a_filled_pause_is_not_another() -> None:
    words = [word("so", 0, 1), word("um", 1, 2, 0.9), word("yes", 2, 4, 0.5)]
    assert settled(words, [span(1.2, 1.8), span(2.1, 2.4)]) == ([("so", 0, 1), ("um", 1, 2), ("yes", 2, 4)], [])


def test_without_words_there_is_only_what_is_held() -> None:
    assert settled([], [span(1, 2)], pause_after=0.01) == ([], [span(1, 2)])
