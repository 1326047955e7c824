from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.speech.cutter import LONGEST, SHORTEST, Chunk, Cutter, Piece
from scoring.answer import Span
from tests.speech.sounds import silence, tone


def loud(frame: Pcm) -> float:
    """A voice detector for tests: the louder, the likelier."""
    return min(1.0, float(np.abs(frame.astype(np.int32)).mean()) / 4000)


def cut(pcm: Pcm, blocks: list[int] | None = None) -> tuple[list[Chunk], Cutter]:
    """All chunks of ``pcm``, fed in blocks of these sizes over and over."""
    cutter = Cutter(loud)
    chunks: list[Chunk] = []
    at = 0
    for size in itertools.cycle(blocks or [max(1, len(pcm))]):
        if at >= len(pcm):
            break
        chunks += cutter.feed(pcm[at : at + size])
        at += size
    chunks += cutter.finish()
    return chunks, cutter


def spoken(*seconds: float) -> Pcm:
    """Speech and silence in turns, beginning with speech."""
    return np.concatenate([tone(s) if i % 2 == 0 else silence(s) for i, s in enumerate(seconds)])


@pytest.mark.parametrize("seconds", [0.0, 0.01, 0.2, 5.0])
def test_silence_gives_no_chunk(seconds: float) -> None:
    chunks, cutter = cut(silence(seconds))
    assert chunks == []
    assert cutter.speech == ()
    assert cutter.speech_started is None


def test_a_click_is_not_speech() -> None:
    chunks, cutter = cut(np.concatenate([silence(1), tone(0.05), silence(1)]))
    assert chunks == []
    assert cutter.speech_started is None


def test_a_stretch_of_speech_is_padded_and_placed() -> None:
    chunks, cutter = cut(np.concatenate([silence(1), tone(2), silence(1)]))
    (chunk,) = chunks
    (piece,) = chunk.pieces
    assert piece.start / SAMPLE_RATE == pytest.approx(0.3, abs=0.04)
    assert piece.end / SAMPLE_RATE == pytest.approx(3.25, abs=0.04)
    assert chunk.voice == pytest.approx(2, abs=0.07)
    (span,) = cutter.speech
    assert span.start == pytest.approx(1, abs=0.04)
    assert span.end == pytest.approx(3, abs=0.04)
    assert cutter.speech_started == span.start


def test_after_a_long_silence_more_is_kept_of_what_comes_before_the_voice() -> None:
    """An answer, or a new thought, often opens with an uh that is too soft for the detector."""
    (chunk,), _ = cut(spoken(1.5, 0.5, 1.5, 1.5, 1.5))
    starts = [piece.start / SAMPLE_RATE for piece in chunk.pieces]
    assert starts == pytest.approx([0, 2.0 - 0.25, 5.0 - 0.7], abs=0.04)


def test_padding_takes_nothing_twice() -> None:
    """The opening of a stretch begins where the closing of the one before it ended."""
    (chunk,), _ = cut(np.concatenate([tone(2), silence(1.05), tone(2)]))
    before, after = chunk.pieces
    assert before.end <= after.start


def test_the_start_of_speech_is_known_while_it_lasts() -> None:
    cutter = Cutter(loud)
    list(cutter.feed(np.concatenate([silence(1), tone(0.2)])))
    assert cutter.speech_started == pytest.approx(1, abs=0.04)


def test_short_stretches_are_packed_together() -> None:
    chunks, _ = cut(spoken(2, 0.5, 2, 0.5, 2, 0.5, 2))
    assert [len(chunk.pieces) for chunk in chunks] == [4]


def test_a_pause_shorter_than_a_breath_does_not_cut() -> None:
    chunks, _ = cut(spoken(2, 0.2, 2))
    assert [len(chunk.pieces) for chunk in chunks] == [1]


def test_speech_without_a_pause_is_cut_at_its_faintest_moment() -> None:
    pcm = np.concatenate([tone(11), tone(0.1, 3500), tone(9)])
    chunks, cutter = cut(pcm)
    first = chunks[0].pieces[-1]
    assert first.end / SAMPLE_RATE == pytest.approx(11.05, abs=0.06)
    assert chunks[1].fresh_from == first.end
    assert len(cutter.speech) == 1


def test_a_chunk_that_is_long_enough_is_given_in_the_silence_after_it() -> None:
    cutter = Cutter(loud)
    assert list(cutter.feed(spoken(7, 1.0))) == []
    assert len(list(cutter.feed(silence(1)))) == 1


def test_a_last_bit_too_short_to_stand_alone_brings_the_speech_before_it() -> None:
    chunks, _ = cut(spoken(4, 0.6, 8, 3, 1))
    first, last = chunks
    assert last.pieces[:-1] == first.pieces[-1:]
    assert last.fresh_from == last.pieces[-1].start
    assert len(last.samples) >= SHORTEST


def test_a_short_answer_is_all_there_is() -> None:
    chunks, _ = cut(spoken(1.5, 1))
    assert [chunk.fresh_from for chunk in chunks] == [chunk.pieces[0].start for chunk in chunks] == [0]


def test_the_sound_is_kept_whole() -> None:
    pcm = spoken(7, 2, 1)
    _, cutter = cut(pcm, [700])
    np.testing.assert_array_equal(cutter.sound, pcm)


answers = st.lists(st.floats(0.05, 20), min_size=1, max_size=6)


@settings(max_examples=25, deadline=None)
@given(answers, st.lists(st.integers(1, 40_000), min_size=1, max_size=5), st.integers(0, 2**32 - 1))
def test_chunks_do_not_depend_on_how_the_samples_arrive(seconds: list[float], blocks: list[int], seed: int) -> None:
    pcm = spoken(*seconds)
    pcm = (pcm * np.repeat(np.random.default_rng(seed).random(len(pcm) // 1600 + 1), 1600)[: len(pcm)]).astype(np.int16)
    blocks = [max(size, 160) for size in blocks]
    whole, cutter = cut(pcm)
    parts, in_parts = cut(pcm, blocks)
    assert [(c.pieces, c.fresh_from) for c in whole] == [(c.pieces, c.fresh_from) for c in parts]
    assert all(np.array_equal(a.samples, b.samples) for a, b in zip(whole, parts, strict=True))
    assert cutter.speech == in_parts.speech
    assert cutter.speech_started == in_parts.speech_started


@settings(max_examples=25, deadline=None)
@given(answers)
def test_every_bit_of_speech_is_in_exactly_one_chunk_and_chunks_have_a_length_that_can_be_trusted(
    seconds: list[float],
) -> None:
    pcm = spoken(*seconds)
    chunks, cutter = cut(pcm)
    fresh = [piece for chunk in chunks for piece in chunk.pieces if piece.start >= chunk.fresh_from]
    assert all(before.end <= after.start for before, after in itertools.pairwise(fresh))
    covered = np.zeros(len(pcm), bool)
    for piece in fresh:
        covered[piece.start : piece.end] = True
    for span in cutter.speech:
        assert covered[round(span.start * SAMPLE_RATE) : round(span.end * SAMPLE_RATE)].all()
    for chunk in chunks:
        assert len(chunk.samples) == sum(piece.length for piece in chunk.pieces)
    for chunk in chunks[:-1]:
        assert SHORTEST <= len(chunk.samples) <= LONGEST + SAMPLE_RATE
    if len(chunks) > 1:
        assert SHORTEST <= len(chunks[-1].samples) <= LONGEST + SHORTEST


def test_a_chunk_tells_where_in_its_joined_sound_the_voice_is() -> None:
    """Of the silence at the joint a quarter of a second is kept on each side."""
    (chunk,), _ = cut(spoken(2.0, 0.8, 2.0))
    first, second = chunk.voiced
    assert (first.start, first.end) == pytest.approx((0, 2), abs=0.07)
    assert (second.start, second.end) == pytest.approx((2.5, 4.5), abs=0.07)
    assert chunk.voice == first.seconds + second.seconds


def test_a_word_is_found_in_the_piece_that_holds_most_of_it() -> None:
    pieces = (Piece(16_000, 32_000), Piece(64_000, 96_000))
    chunk = Chunk(pieces, silence(3), 16_000, ())
    assert chunk.locate(0.2, 0.5) == Span(start=1.2, end=1.5)
    assert chunk.locate(0.9, 1.3) == Span(start=4.0, end=4.3)
    assert chunk.locate(0.5, 1.2) == Span(start=1.5, end=2.0)
    assert chunk.locate(2.9, 9.0).end == 6.0
