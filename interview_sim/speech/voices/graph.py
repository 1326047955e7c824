"""Voices are graphs of a network: what lies inside one can be read, too."""

from __future__ import annotations


def with_output(model: bytes, name: bytes) -> bytes:
    """The same ONNX model with one more output: the tensor ``name``, which must be in its graph.

    Protobuf merges a message that occurs twice, so it is enough to append a second ModelProto.graph (field 7) that
    holds nothing but one more GraphProto.output (field 12) with a ValueInfoProto.name (field 1).
    """

    def field(number: int, content: bytes) -> bytes:
        return bytes([number << 3 | 2, len(content)]) + content

    return model + field(7, field(12, field(1, name)))
