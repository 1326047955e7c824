"""A candidate at the microphone: says what a test tells it to, when it tells it to, and notes the second."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass

import numpy as np
import soundfile
from playwright.sync_api import Page

from interview_sim.ports import Pcm, Speaker
from interview_sim.speech.voices.candidate import say

RATE = 16_000

AT_THE_MICROPHONE = """
(() => {
  const now = () => (performance.timeOrigin + performance.now()) / 1000;
  const log = (window.told = []);
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const hiss = context.createBuffer(1, context.sampleRate, context.sampleRate);
  hiss.getChannelData(0).forEach((_, at, data) => (data[at] = (Math.random() - 0.5) * 0.0004));
  const room = new AudioBufferSourceNode(context, { buffer: hiss, loop: true });
  room.connect(out);
  room.start();
  navigator.mediaDevices.getUserMedia = async () => out.stream.clone();
  let voice = null;
  window.candidate = {
    async say(wav) {
      const bytes = Uint8Array.from(atob(wav), (letter) => letter.charCodeAt(0));
      const buffer = await context.decodeAudioData(bytes.buffer);
      voice = new AudioBufferSourceNode(context, { buffer });
      voice.connect(out);
      const start = context.currentTime + 0.05;
      voice.start(start);
      return now() + start - context.currentTime;
    },
    stop() {
      voice?.stop();
      return now();
    },
  };
  window.WebSocket = class extends WebSocket {
    constructor(...more) {
      super(...more);
      this.addEventListener("open", () => log.push({ type: "opened", when: now() }));
      this.addEventListener("close", () => log.push({ type: "closed", when: now() }));
      this.addEventListener("message", ({ data }) => {
        const message = JSON.parse(data);
        if (!["ack", "progress"].includes(message.type)) log.push({ ...message, when: now() });
      });
    }
    send(data) {
      if (typeof data === "string") log.push({ ...JSON.parse(data), sent: true, when: now() });
      super.send(data);
    }
  };
})();
"""
"""The microphone is a stream that the test plays into; ``told`` is what page and service told each other, and when."""


@dataclass(frozen=True)
class Line:
    """Something said: its sound, the seconds in it between which there is voice, and the time of day it began."""

    text: str
    sound: Pcm
    began: float

    @property
    def voice(self) -> tuple[float, float]:
        """The first and the last second of voice, from the beginning of the sound."""
        loud = np.flatnonzero(np.abs(self.sound.astype(int)) > np.abs(self.sound).max() * 0.05)
        return float(loud[0] / RATE), float(loud[-1] / RATE)

    def place(self, recording: Pcm, part: slice = slice(None)) -> float:
        """Where the sound begins in a recording, in seconds; found again by a ``part`` of it."""
        sought = self.sound[part].astype(float)
        size = 1 << (recording.size + sought.size).bit_length()
        spectrum = np.fft.rfft(recording.astype(float), size) * np.conj(np.fft.rfft(sought, size))
        return float(np.argmax(np.fft.irfft(spectrum, size)[: recording.size]) - (part.start or 0)) / RATE

    @property
    def first(self) -> float:
        """When the first voice was to be heard, time of day."""
        return self.began + self.voice[0]

    @property
    def last(self) -> float:
        """When the last voice was."""
        return self.began + self.voice[1]


class Candidate:
    """Sits at the microphone of a page; must sit down before the page is opened."""

    def __init__(self, page: Page, speaker: Speaker) -> None:
        self._page = page
        self._speaker = speaker
        page.add_init_script(AT_THE_MICROPHONE)

    def ready(self, *texts: str) -> None:
        """Have these spoken beforehand, so that saying them takes no time."""
        for text in texts:
            say(self._speaker, text)

    def begin(self, text: str) -> Line:
        """Begin to say something."""
        sound = say(self._speaker, text)
        file = io.BytesIO()
        soundfile.write(file, sound, RATE, format="WAV", subtype="PCM_16")
        wav = base64.b64encode(file.getvalue()).decode()
        return Line(text, sound, self._page.evaluate("wav => window.candidate.say(wav)", wav))

    def say(self, text: str) -> Line:
        """Say something to its end."""
        line = self.begin(text)
        self._page.wait_for_timeout(1000 * line.voice[1])
        return line

    def stop(self) -> float:
        """Break off; gives the time of day."""
        return float(self._page.evaluate("window.candidate.stop()"))

    def told(self, kind: str) -> list[float]:
        """When page and service told each other something of this kind so far, times of day."""
        times = "kind => window.told.filter(({ type }) => type === kind).map(({ when }) => when)"
        return [float(when) for when in self._page.evaluate(times, kind)]

    def await_after(self, before: str, kind: str) -> None:
        """Wait until they have told something of this kind after the last ``before``."""
        self._page.wait_for_function(
            "([before, kind]) => window.told.findLastIndex(({ type }) => type === kind)"
            " > window.told.findLastIndex(({ type }) => type === before)",
            arg=[before, kind],
            timeout=40_000,
        )

    def await_told(self, kind: str, times: int) -> None:
        """Wait until they have done so this often."""
        self._page.wait_for_function(
            "([kind, times]) => window.told.filter(({ type }) => type === kind).length >= times",
            arg=[kind, times],
            timeout=40_000,
        )
