"""Choose what compares meanings, by the settings."""

from __future__ import annotations

from interview_sim.meaning.remembered import RememberedMeaning
from interview_sim.ports import MeaningModel
from interview_sim.settings import Settings


def meaning(settings: Settings) -> RememberedMeaning:
    """The model that ``settings`` name; nothing is loaded yet."""
    return RememberedMeaning(_model(settings.meaning))


def _model(name: str | None) -> MeaningModel:
    if name is None:
        from interview_sim.meaning.minilm import MiniLM

        return MiniLM()
    from interview_sim.meaning.transformer import TransformerMeaning

    return TransformerMeaning(name)
