"""Written text is made fit to be spoken."""

import pytest

from interview_sim.errors import SpeechError
from interview_sim.speech.voices.text import spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("How are you?", "How are you?"),
        ("Give **exactly two** _examples_, please.", "Give exactly two examples, please."),
        ("See [the guide](https://example.org/a_b) first.", "See the guide first."),
        ("Tell me about [your role].", "Tell me about your role ."),
        ("# Question\n\n- first\n- second", "Question\nfirst\nsecond"),
        ("Well done! 🎉👩🏽‍💻 Next.", "Well done! Next."),
        ("One line\nand the next.", "One line and the next."),
        ("What does `max_length` do in C#?", "What does max length do in C#?"),
        ("```\nx = 1\n```", "x = 1"),
        ("It was 20 °C.", "It was 20 °C."),
        ("    Indented, not code.", "Indented, not code."),
        ("Re\u0301sume\u0301", "Résumé"),
        ("nul\x00 byte", "nul byte"),
    ],
)
def test_only_words_are_said(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize("written", ["", "  \n\t ", "🎉🎉", "**", "...", "[]()", "---", "\x00"])
def test_a_text_without_words_is_refused(written: str) -> None:
    with pytest.raises(SpeechError, match="nothing to say") as caught:
        spoken(written)
    assert caught.value.remedy
