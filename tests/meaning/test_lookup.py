"""The table of words stays in 8-bit integers, and every vector stays the same."""

from __future__ import annotations

import numpy as np
import pytest

from interview_sim.meaning import minilm
from interview_sim.meaning.lookup import looked_up_first
from interview_sim.meaning.minilm import MiniLM
from interview_sim.network import opened

TEXTS = (
    "I rolled back the release and told the support team what was happening.",
    "ok",
    "",
    "Ünïcode 世界 🎉 zxqvy",
    "word " * 200,
)


@pytest.mark.models
def test_every_vector_is_that_of_the_published_graph() -> None:
    published = opened(minilm._checked("model"))
    tokenizer, _ = minilm._load()

    expected = np.stack([minilm._vector(tokenizer, published, text) for text in TEXTS])

    assert np.array_equal(MiniLM().vectors(TEXTS), expected)


@pytest.mark.models
def test_only_three_nodes_of_the_graph_give_way_to_four() -> None:
    model = minilm._checked("model").read_bytes()
    changed = looked_up_first(model)

    assert changed.count(b"\x22\x06Gather") == model.count(b"\x22\x06Gather") + 1  # its op_type, six letters
    assert abs(len(changed) - len(model)) < 500
    assert changed.count(b"embedding_scale") > 0
