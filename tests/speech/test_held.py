from __future__ import annotations

import numpy as np
import pytest

from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.speech.held import SHORTEST, held_voice
from tests.speech.sounds import noise, silence, tone


def vowel(
    seconds: float, hertz: float = 120.0, to: float | None = None, formants: tuple[float, ...] = (600, 1200)
) -> Pcm:
    """A voice of that pitch, gliding to another, coloured by two resonances; faded in and out."""
    moments = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    pitch = np.linspace(hertz, to or hertz, len(moments))
    phase = 2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE
    sound = np.zeros(len(moments))
    for harmonic in range(1, 30):
        strength = sum(1 / (1 + ((harmonic * hertz - formant) / 120) ** 2) for formant in formants)
        sound += (strength + 0.02) * np.sin(harmonic * phase)
    edge = np.minimum(1, np.minimum(np.arange(len(moments)), np.arange(len(moments))[::-1]) / 480)
    return np.round(4000 * sound / np.abs(sound).max() * edge).astype(np.int16)


def syllables(count: int) -> Pcm:
    """Short vowels of ever other colour and pitch, as in speech."""
    colours = ((300, 2200), (700, 1100), (400, 900), (500, 1700))
    parts = [vowel(0.11, 110 + 25 * (i % 3), 140 - 20 * (i % 2), colours[i % 4]) for i in range(count)]
    return np.concatenate(parts)


def test_a_voice_that_is_held_is_found_where_it_is() -> None:
    (span,) = held_voice(np.concatenate([silence(1), vowel(0.6), silence(1)]))
    assert span.start == pytest.approx(1.0, abs=0.1)
    assert span.end == pytest.approx(1.6, abs=0.1)


def test_an_um_that_closes_its_lips_is_one_stretch() -> None:
    um = np.concatenate([vowel(0.35), vowel(0.35, formants=(250, 1100))])
    (span,) = held_voice(np.concatenate([silence(1), um, silence(1)]))
    assert span.seconds > 0.45


def test_syllables_hold_no_voice() -> None:
    assert all(span.seconds < 0.2 for span in held_voice(syllables(30)))


def test_a_voice_that_glides_is_not_held() -> None:
    assert held_voice(np.concatenate([silence(0.5), vowel(0.5, 100, 200), silence(0.5)])) == ()


def test_a_blip_is_too_short() -> None:
    assert held_voice(np.concatenate([silence(0.5), vowel(SHORTEST / 2), silence(0.5)])) == ()


def test_a_hum_far_below_the_voice_is_the_rooms() -> None:
    hum = (vowel(2.0) / 40).astype(np.int16)
    spans = held_voice(np.concatenate([vowel(0.5), hum, vowel(0.5)]))
    assert all(span.end < 0.8 or span.start > 2.2 for span in spans)


@pytest.mark.parametrize(
    "pcm",
    [silence(0), silence(0.01), silence(5), noise(5), noise(5, 20_000), tone(0.05)],
    ids=["nothing", "a frame", "silence", "noise", "loud noise", "a blip"],
)
def test_where_nobody_speaks_nothing_is_held(pcm: Pcm) -> None:
    assert held_voice(pcm) == ()
