from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from interview_sim.errors import SpeechError
from interview_sim.speech.convert import Array, openai_dims, openai_state, read_ctranslate2

TYPES = {np.dtype(np.float32): 0, np.dtype(np.int8): 1, np.dtype(np.int16): 2, np.dtype(np.float16): 4}


def write(path: Path, variables: dict[str, Array], spec: str = "WhisperSpec") -> Path:
    """A file as CTranslate2 writes it."""

    def text(value: str) -> bytes:
        return struct.pack("<H", len(value) + 1) + value.encode() + b"\0"

    data = struct.pack("<I", 6) + text(spec) + struct.pack("<II", 3, len(variables))
    for name, value in variables.items():
        data += text(name) + struct.pack("<B", value.ndim) + struct.pack(f"<{value.ndim}I", *value.shape)
        data += struct.pack("<BI", TYPES[value.dtype], value.nbytes) + value.tobytes()
    path.write_bytes(data + struct.pack("<I", 0))
    return path


def linear(name: str, out: int, into: int) -> dict[str, Array]:
    weight = np.arange(out * into, dtype=np.float16).reshape(out, into)
    return {f"{name}/weight": weight, f"{name}/bias": np.zeros(out, np.float16)}


def norm(name: str) -> dict[str, Array]:
    return {f"{name}/gamma": np.ones(4, np.float16), f"{name}/beta": np.zeros(4, np.float16)}


def tiny() -> dict[str, Array]:
    """A Whisper with one layer a side and four dimensions."""
    variables: dict[str, Array] = {
        "encoder/num_heads": np.array(2, np.int16),
        "decoder/num_heads": np.array(2, np.int16),
        "encoder/position_encodings/encodings": np.zeros((6, 4), np.float16),
        "decoder/position_encodings/encodings": np.zeros((5, 4), np.float16),
        "decoder/embeddings/weight": np.zeros((11, 4), np.float16),
        "encoder/conv1/weight": np.zeros((4, 8, 3), np.float16),
        "encoder/conv1/bias": np.zeros(4, np.float16),
        "encoder/conv2/weight": np.zeros((4, 4, 3), np.float16),
        "encoder/conv2/bias": np.zeros(4, np.float16),
        **norm("encoder/layer_norm"),
        **norm("decoder/layer_norm"),
    }
    for side in ("encoder", "decoder"):
        layer = f"{side}/layer_0"
        variables |= norm(f"{layer}/self_attention/layer_norm") | norm(f"{layer}/ffn/layer_norm")
        variables |= linear(f"{layer}/self_attention/linear_0", 12, 4) | linear(
            f"{layer}/self_attention/linear_1", 4, 4
        )
        variables |= linear(f"{layer}/ffn/linear_0", 16, 4) | linear(f"{layer}/ffn/linear_1", 4, 16)
    layer = "decoder/layer_0/attention"
    variables |= norm(f"{layer}/layer_norm") | linear(f"{layer}/linear_0", 4, 4)
    return variables | linear(f"{layer}/linear_1", 8, 4) | linear(f"{layer}/linear_2", 4, 4)


def test_every_array_is_read_back(tmp_path: Path) -> None:
    read = read_ctranslate2(write(tmp_path / "model.bin", tiny()))
    assert read.keys() == tiny().keys()
    for name, value in tiny().items():
        np.testing.assert_array_equal(read[name], value)


def test_the_sizes_are_those_of_the_network() -> None:
    assert openai_dims(tiny()) == {
        "n_mels": 8,
        "n_audio_ctx": 6,
        "n_audio_state": 4,
        "n_audio_head": 2,
        "n_audio_layer": 1,
        "n_vocab": 11,
        "n_text_ctx": 5,
        "n_text_state": 4,
        "n_text_head": 2,
        "n_text_layer": 1,
    }


def test_joined_query_key_and_value_are_taken_apart() -> None:
    state, joined = openai_state(tiny()), tiny()["encoder/layer_0/self_attention/linear_0/weight"]
    for number, part in enumerate(("query", "key", "value")):
        np.testing.assert_array_equal(
            state[f"encoder.blocks.0.attn.{part}.weight"], joined[4 * number : 4 * number + 4]
        )
    assert "encoder.blocks.0.attn.key.bias" not in state
    assert state["decoder.blocks.0.cross_attn.value.weight"][0, 0] == 16


def test_rounded_weights_are_scaled_back() -> None:
    variables, name = tiny(), "encoder/layer_0/ffn/linear_0/weight"
    true = np.linspace(-1, 1, 64, dtype=np.float32).reshape(16, 4)
    scale = 127 / np.abs(true).max(axis=1)
    variables[name] = np.round(true * scale[:, np.newaxis]).astype(np.int8)
    variables[f"{name}_scale"] = scale.astype(np.float32)
    np.testing.assert_allclose(openai_state(variables)["encoder.blocks.0.mlp.0.weight"], true, atol=0.005)


def test_another_network_and_half_a_file_are_refused(tmp_path: Path) -> None:
    other = write(tmp_path / "other.bin", tiny(), spec="TransformerSpec")
    half = write(tmp_path / "half.bin", tiny())
    half.write_bytes(half.read_bytes()[: half.stat().st_size // 2])
    text = tmp_path / "text.bin"
    text.write_text("not weights")
    for path in (other, half, text):
        with pytest.raises(SpeechError, match="cannot be read as Whisper weights"):
            read_ctranslate2(path)
