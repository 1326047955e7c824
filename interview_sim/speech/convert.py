"""Read Whisper weights out of CTranslate2's file, so that openai-whisper can run the very same ones.

The file is a list of named arrays (``ctranslate2/specs/model_spec.py`` writes it). It differs from openai-whisper's
checkpoint in names, in joined query, key and value matrices, and in what may be rounded to 8 bits.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from interview_sim.errors import SpeechError

Array = NDArray[np.generic]
State = dict[str, NDArray[np.float32]]

_BINARY_VERSION = 6
_TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}
_BFLOAT16 = 5


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        self._at = 0

    def number(self, code: str) -> int:
        value = struct.unpack_from(f"<{code}", self._data, self._at)[0]
        self._at += struct.calcsize(f"<{code}")
        return int(value)

    def text(self) -> str:
        length = self.number("H")
        return bytes(self.block(length)[:-1]).decode()

    def block(self, length: int) -> memoryview:
        if self._at + length > len(self._data):
            raise ValueError("it ends too early")
        self._at += length
        return self._data[self._at - length : self._at]


def read_ctranslate2(path: Path) -> dict[str, Array]:
    """All variables of a CTranslate2 ``model.bin`` that holds Whisper weights, by name; raises SpeechError."""
    try:
        return dict(_variables(_Reader(path.read_bytes())))
    except (ValueError, KeyError, struct.error) as error:
        raise SpeechError(
            f"{path.name} cannot be read as Whisper weights in CTranslate2 format: {error}.",
            "Please choose another folder with weights, or leave INTERVIEW_SIM_MODEL empty.",
        ) from error


def _variables(reader: _Reader) -> Iterator[tuple[str, Array]]:
    version, spec = reader.number("I"), reader.text()
    if version != _BINARY_VERSION or spec != "WhisperSpec":
        raise ValueError(f"it is {spec!r} in version {version}")
    reader.number("I")
    for _ in range(reader.number("I")):
        name = reader.text()
        shape = [reader.number("I") for _ in range(reader.number("B"))]
        kind = reader.number("B")
        block = reader.block(reader.number("I"))
        if kind == _BFLOAT16:  # the upper half of a float32
            values: Array = (np.frombuffer(block, np.uint16).astype(np.uint32) << 16).view(np.float32)
        else:
            values = np.frombuffer(block, _TYPES[kind])
        yield name, values.reshape(shape)


def openai_dims(variables: dict[str, Array]) -> dict[str, int]:
    """The sizes of the network, as ``whisper.model.ModelDimensions`` takes them."""
    vocabulary, text_state = variables["decoder/embeddings/weight"].shape
    audio_state, mels, _ = variables["encoder/conv1/weight"].shape
    return {
        "n_mels": mels,
        "n_audio_ctx": variables["encoder/position_encodings/encodings"].shape[0],
        "n_audio_state": audio_state,
        "n_audio_head": int(variables["encoder/num_heads"]),
        "n_audio_layer": _layers(variables, "encoder"),
        "n_vocab": vocabulary,
        "n_text_ctx": variables["decoder/position_encodings/encodings"].shape[0],
        "n_text_state": text_state,
        "n_text_head": int(variables["decoder/num_heads"]),
        "n_text_layer": _layers(variables, "decoder"),
    }


def openai_state(variables: dict[str, Array]) -> State:
    """The weights under openai-whisper's names, in 32-bit floats."""
    state: State = {
        "encoder.positional_embedding": _floats(variables, "encoder/position_encodings/encodings"),
        "decoder.positional_embedding": _floats(variables, "decoder/position_encodings/encodings"),
        "decoder.token_embedding.weight": _floats(variables, "decoder/embeddings/weight"),
        **_linear(variables, "encoder/conv1", "encoder.conv1"),
        **_linear(variables, "encoder/conv2", "encoder.conv2"),
        **_norm(variables, "encoder/layer_norm", "encoder.ln_post"),
        **_norm(variables, "decoder/layer_norm", "decoder.ln"),
    }
    for side in ("encoder", "decoder"):
        for index in range(_layers(variables, side)):
            state |= _block(variables, f"{side}/layer_{index}", f"{side}.blocks.{index}")
    return state


def _block(variables: dict[str, Array], ours: str, theirs: str) -> State:
    state = {
        **_norm(variables, f"{ours}/self_attention/layer_norm", f"{theirs}.attn_ln"),
        **_split(variables, f"{ours}/self_attention/linear_0", f"{theirs}.attn", ("query", "key", "value")),
        **_linear(variables, f"{ours}/self_attention/linear_1", f"{theirs}.attn.out"),
        **_norm(variables, f"{ours}/ffn/layer_norm", f"{theirs}.mlp_ln"),
        **_linear(variables, f"{ours}/ffn/linear_0", f"{theirs}.mlp.0"),
        **_linear(variables, f"{ours}/ffn/linear_1", f"{theirs}.mlp.2"),
    }
    if f"{ours}/attention/linear_0/weight" in variables:
        state |= {
            **_norm(variables, f"{ours}/attention/layer_norm", f"{theirs}.cross_attn_ln"),
            **_split(variables, f"{ours}/attention/linear_0", f"{theirs}.cross_attn", ("query",)),
            **_split(variables, f"{ours}/attention/linear_1", f"{theirs}.cross_attn", ("key", "value")),
            **_linear(variables, f"{ours}/attention/linear_2", f"{theirs}.cross_attn.out"),
        }
    return state


def _split(variables: dict[str, Array], ours: str, theirs: str, parts: tuple[str, ...]) -> State:
    """A joined matrix taken apart. openai-whisper's keys have no bias; in CTranslate2's file it is zero."""
    weights = np.split(_floats(variables, f"{ours}/weight"), len(parts))
    biases = np.split(_floats(variables, f"{ours}/bias"), len(parts))
    state = {f"{theirs}.{part}.weight": weight for part, weight in zip(parts, weights, strict=True)}
    return state | {f"{theirs}.{part}.bias": bias for part, bias in zip(parts, biases, strict=True) if part != "key"}


def _linear(variables: dict[str, Array], ours: str, theirs: str) -> State:
    return {
        f"{theirs}.weight": _floats(variables, f"{ours}/weight"),
        f"{theirs}.bias": _floats(variables, f"{ours}/bias"),
    }


def _norm(variables: dict[str, Array], ours: str, theirs: str) -> State:
    return {
        f"{theirs}.weight": _floats(variables, f"{ours}/gamma"),
        f"{theirs}.bias": _floats(variables, f"{ours}/beta"),
    }


def _floats(variables: dict[str, Array], name: str) -> NDArray[np.float32]:
    values = variables[name].astype(np.float32)
    scale = variables.get(f"{name}_scale")  # rounded weights: one scale a row
    if scale is None:
        return values
    return values / scale.astype(np.float32).reshape(-1, *[1] * (values.ndim - 1))


def _layers(variables: dict[str, Array], side: str) -> int:
    return len({name.split("/")[1] for name in variables if name.startswith(f"{side}/layer_") and name.count("/") > 2})
