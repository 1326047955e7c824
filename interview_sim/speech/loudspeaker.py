"""Play the interviewer's voice on this computer, for the command line."""

from __future__ import annotations

import io

from interview_sim.errors import SpeechError
from interview_sim.speech.microphone import portaudio


def play(wav: bytes) -> None:
    """Play a WAV file's bytes to the end; raises SpeechError where there is no loudspeaker to be had."""
    import soundfile

    devices = portaudio()
    samples, rate = soundfile.read(io.BytesIO(wav), dtype="float32")
    try:
        devices.play(samples, rate)
        devices.wait()
    except devices.PortAudioError as error:
        raise SpeechError("The question cannot be played: no loudspeaker was found.", "Read it above.") from error
