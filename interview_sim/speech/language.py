"""Which language an answer is in, by two signs: what Whisper takes the sound for, and how well it fits as English.

The first alone would insult people: English with a Malay accent is "Malay" to Whisper base, at 0.99. So it only counts
where the English account is poor as well.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

ENGLISH = "en"

ENOUGH = 3
"""Windows that are asked for their language; each costs as much as one more word."""

LEAST_VOICE = 2.0
"""Seconds of voice in a window that is asked."""

FITS = -1.0
"""Mean natural logarithm of a token's probability in the English account, at which the sound fits and does not.

English of any accent gives -0.05 to -0.8; German and Spanish -0.9 and less.
"""

TOKENS, UNSAID = 1.5, -2.5
"""Tokens that a second of voice gives at least, after the first second, and what each counts that is not there.

Of another language the recogniser often gives up after a word.
"""

STEEPNESS = 8.0
"""By how much one unit above ``FITS`` raises the logarithm of the odds of English."""


class LanguageHeard:
    """Told of each window of an answer, it says which language the answer seems to be in."""

    def __init__(self) -> None:
        self._asked: list[Mapping[str, float]] = []
        self._likelihood = 0.0
        self._tokens = 0.0

    @property
    def wants_more(self) -> bool:
        """Whether further windows should be asked for their language."""
        return len(self._asked) < ENOUGH

    def asked(self, languages: Mapping[str, float]) -> None:
        """``languages``: probability of each language (ISO 639-1) that a window is taken for."""
        self._asked.append(languages)

    def fits(self, likelihood: float, tokens: int, voice: float) -> None:
        """``likelihood``: mean natural logarithm of the probabilities of the ``tokens`` in ``voice`` seconds."""
        unsaid = max(0.0, TOKENS * (voice - 1.0) - tokens)
        self._likelihood += likelihood * tokens + UNSAID * unsaid
        self._tokens += tokens + unsaid

    @property
    def verdict(self) -> tuple[str, float] | None:
        """The likeliest language and its probability, 0 to 1; null where no window was asked or nothing was heard."""
        if not self._asked or not self._tokens:
            return None
        taken_for = {
            language: float(np.mean([one.get(language, 0.0) for one in self._asked]))
            for language in {language for one in self._asked for language in one} | {ENGLISH}
        }
        lift = float(np.exp(np.clip(STEEPNESS * (self._likelihood / self._tokens - FITS), -50, 50)))
        weights = {
            language: max(share, 1e-6) * (lift if language == ENGLISH else 1.0) for language, share in taken_for.items()
        }
        likeliest = max(sorted(weights), key=lambda language: weights[language])
        return likeliest, round(weights[likeliest] / sum(weights.values()), 4)
