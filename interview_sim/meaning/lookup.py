"""The sentence network's table of words, kept as it was published: 8-bit integers, a scale for each word.

The published graph turns the whole table into floating point before it looks a word up, and onnxruntime does so once
and keeps the result: 47 MB in place of 12. Here the words are looked up first; every number stays the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_TABLE = b"inner.embeddings.word_embeddings.weight"
_INTEGERS, _FLOATS, _SCALES = _TABLE + b"_q", _TABLE + b"_f", _TABLE + b"_scale"
_FOUND, _ROWS, _ROW_SCALES = b"embedding", b"embedding_q", b"embedding_scale"

_GRAPH, _NODE, _OUTPUT = 7, 1, 2
"""Numbers of ModelProto.graph, GraphProto.node and NodeProto.output."""

_NUMBER, _CONTENT = 0, 2
"""How a field is written: a number, or a length and so many bytes. These messages have no others."""

Bytes = bytes | memoryview
Field = tuple[int, int | Bytes]
"""The number of a field, and what it holds."""


def looked_up_first(model: bytes) -> bytes:
    """An ONNX model in which ``gather(cast(table) * scales)`` became ``cast(gather(table)) * gather(scales)``."""
    return _written((name, _rewired(held) if name == _GRAPH else held) for name, held in _read(memoryview(model)))


def _rewired(graph: Bytes) -> bytes:
    fields = list(_read(graph))
    nodes = {_output(held): held for name, held in fields if name == _NODE}
    gather, cast, scale = nodes[_FOUND], nodes[_FLOATS], nodes[_TABLE]
    instead = (
        _renamed(gather, {_TABLE: _INTEGERS, _FOUND: _ROWS}),
        _renamed(gather, {_TABLE: _SCALES, _FOUND: _ROW_SCALES, b"node_embedding": b"node_embedding_scale"}),
        _renamed(cast, {_INTEGERS: _ROWS}),
        _renamed(scale, {_SCALES: _ROW_SCALES, _TABLE: _FOUND}),
    )
    kept: list[Field] = []
    for name, held in fields:
        if held is gather:
            kept += [(_NODE, node) for node in instead]
        elif held is not cast and held is not scale:
            kept.append((name, held))
    return _written(kept)


def _output(node: Bytes) -> bytes:
    return next(bytes(held) for name, held in _read(node) if name == _OUTPUT)


def _renamed(node: Bytes, names: Mapping[bytes, bytes]) -> bytes:
    return _written((name, names.get(bytes(held), held)) for name, held in _read(node))


def _read(message: Bytes) -> Iterator[tuple[int, Any]]:
    at = 0
    while at < len(message):
        key, at = _number(message, at)
        held, at = _number(message, at)
        if key & 7 == _CONTENT:
            yield key >> 3, message[at : at + held]
            at += held
        else:
            yield key >> 3, held


def _written(fields: Iterable[Field]) -> bytes:
    pieces: list[Bytes] = []
    for name, held in fields:
        if isinstance(held, int):
            pieces += [_varint(name << 3 | _NUMBER), _varint(held)]
        else:
            pieces += [_varint(name << 3 | _CONTENT), _varint(len(held)), held]
    return b"".join(pieces)


def _number(message: Bytes, at: int) -> tuple[int, int]:
    """A number in groups of seven bits, lowest first, and where it ends."""
    number = shift = 0
    while True:
        number |= (message[at] & 127) << shift
        if message[at] < 128:
            return number, at + 1
        at, shift = at + 1, shift + 7


def _varint(number: int) -> bytes:
    groups = bytearray()
    while number > 127:
        groups.append(number & 127 | 128)
        number >>= 7
    return bytes([*groups, number])
