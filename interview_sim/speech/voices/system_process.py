"""pyttsx3 in a process of its own: ``python -m interview_sim.speech.voices.system_process``, JSON in, JSON out.

Its drivers want the main thread (macOS), a COM apartment each (Windows) or to be started once only (eSpeak), and some
print. A process gives each of them what it wants, and a voice that hangs can be ended.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

_WAIT = 20.0  # seconds that a file may take to appear and to stop growing after the driver said it was done
_STEP = 0.05


def answer(request: dict[str, str], start: Callable[[], Any]) -> dict[str, Any]:
    """List the voices, or say ``text`` with the voice ``voice`` into the file ``path``.

    Whatever the driver raises becomes ``{"error": sentence}``: the other side has no traceback to read.
    """
    try:
        engine = start()
        if "text" not in request:
            return {"default": engine.getProperty("voice"), "voices": _voices(engine)}
        engine.setProperty("voice", request["voice"])
        engine.setProperty("rate", 165)
        engine.save_to_file(request["text"], request["path"])
        engine.runAndWait()
        _await(Path(request["path"]))
    except Exception as error:
        return {"error": str(error) or type(error).__name__}
    return {}


def _voices(engine: Any) -> list[dict[str, Any]]:
    return [
        {"id": voice.id, "name": voice.name, "languages": [str(language) for language in voice.languages or ()]}
        for voice in engine.getProperty("voices")
    ]


def _await(path: Path) -> None:
    size, until = -1, time.monotonic() + _WAIT
    while time.monotonic() < until:
        now = path.stat().st_size if path.exists() else 0
        if now > 0 and now == size:
            return
        size = now
        time.sleep(_STEP)
    raise TimeoutError("the voice wrote no sound file")


def _start() -> Any:
    if sys.platform.startswith("linux"):
        _lend_espeak()
    import pyttsx3

    return pyttsx3.init()


def _lend_espeak() -> None:
    """Where Linux has no eSpeak, load the wheel's: the driver asks for it by name, and what is loaded is found."""
    try:
        ctypes.CDLL("libespeak-ng.so.1")
    except OSError:
        import espeakng_loader

        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)


def main() -> None:
    """Answer the one request on standard input."""
    with redirect_stdout(sys.stderr):
        reply = answer(json.load(sys.stdin), _start)
    print(json.dumps(reply))


if __name__ == "__main__":
    main()
