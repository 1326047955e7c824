"""Small networks on onnxruntime, opened so that they take little memory."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any


def opened(model: Path | bytes) -> Any:
    """An ``onnxruntime.InferenceSession`` on one thread of the processor, without an arena.

    An arena keeps what its largest run took: the interviewer's voice kept 50 MB of it. Without one a run takes a
    sixth longer.
    """
    if isinstance(model, bytes):
        # A session keeps the bytes that it was made from, but not a file.
        with suppress(OSError), TemporaryDirectory() as folder:
            file = Path(folder) / "network.onnx"
            file.write_bytes(model)
            return _session(str(file))
    return _session(model if isinstance(model, bytes) else str(model))


def _session(model: str | bytes) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
