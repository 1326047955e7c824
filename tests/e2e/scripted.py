"""A service that says exactly what a test lets it say: the real page, in a real browser, against a script."""

from __future__ import annotations

import io
import json
import tomllib
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import soundfile
from playwright.sync_api import Page, Route, WebSocketRoute

from interview_sim.resources import QUESTION_BANKS

VOICE = "/api/speech/" + "a" * 64 + ".wav"
ROLE = {"id": "tester", "name": "Backend engineer", "description": "Services, data and what goes wrong with them."}
PROFILES = [
    {"id": "practice", "name": "Calm practice", "description": "Results after every answer.", "questions": 3},
    {"id": "recruiter", "name": "Conversational recruiter", "description": "Warm, and asks on.", "questions": 4},
]
QUESTIONS = [
    {"id": "outage", "kind": "behavioural", "text": "Tell me about a time when a service failed."},
    {"id": "cache", "kind": "technical", "text": "How does a cache help, and what does it cost?"},
]
DRILLS = [
    {"id": "no_fillers", "name": "No fillers", "about": "Say it without um and uh.", "trains": ["filler_words"]},
    {"id": "minute", "name": "Sixty seconds", "about": "Come to the point in one minute.", "trains": ["time_limit"]},
]
CHECK: dict[str, Any] = {
    "seconds": 8.0,
    "level_dbfs": -22.0,
    "noise_dbfs": -61.0,
    "snr_db": 39.0,
    "clipped": 0.0,
    "echo_db": -18.0,
    "heard": "I am ready",
    "confidence": 0.93,
    "headset": False,
    "findings": [
        {"id": "level", "good": True, "text": "Your voice is loud and clear.", "remedy": None},
        {"id": "noise", "good": True, "text": "Your room is quiet.", "remedy": None},
        {
            "id": "echo",
            "good": False,
            "text": "The microphone hears the interviewer from your loudspeaker.",
            "remedy": "Put on headphones, or turn the loudspeaker down.",
        },
    ],
}
STATE: dict[str, Any] = {
    "type": "state",
    "turn": "t1",
    "number": 1,
    "of": 3,
    "attempt": "a1",
    "attempts_left": 2,
    "microphone": True,
    "recording": 1,
    "next_sample": 0,
    "spoken": 0,
    "moment": False,
}
UNFINISHED = {
    "id": "0123456789abcdef",
    "role": "tester",
    "role_name": "Backend engineer",
    "profile": "practice",
    "number": 2,
    "of": 3,
    "started_at": "2025-03-04T10:05:00Z",
}
"""An interview that can go on."""

ASK: dict[str, Any] = {
    "type": "ask",
    "recording": 1,
    "why": "question",
    "text": "Tell me about a time when a service that you were responsible for failed.",
    "lead": "",
    "parent": None,
    "kind": "behavioural",
    "time_limit": 120,
    "at_least": 60,
    "audio": VOICE,
    "visemes": [{"start": step / 5, "shape": shape} for step, shape in enumerate(["aa", "mbp", "ee", "oo"] * 12)],
    "number": 1,
    "of": 3,
    "constraints": [],
}

CAPTION: dict[str, Any] = {"type": "caption", "start": 1.0, "end": 2.0}


def result(name: str, value: float, unit: str, score: float, verdict: str) -> dict[str, Any]:
    """One metric's result, as the service sends it."""
    shown = {"id": name, "status": "ok", "value": value, "unit": unit, "score": score, "level": round(score / 25) + 1}
    return {**shown, "evidence": [], "verdict": verdict, "reason": None, "remedy": None, "advice": None}


def shown(number: int, *, fillers: float, structure: float, said: str, turn: str = "t1") -> dict[str, Any]:
    """An attempt with what came of it: a delivery and a structure, each from one metric."""
    delivery = max(0.0, 100 - 8 * fillers)
    results = [
        result("filler_words", fillers, "per_minute", delivery, f"{fillers} fillers a minute. Up to 5 goes unnoticed."),
        result("star_structure", structure / 20, "parts", structure, "Situation and Action are clear."),
    ]
    words = [
        {"text": word, "start": 3 + step / 3, "end": 3.3 + step / 3, "kind": "lexical"}
        for step, word in enumerate(said.split())
    ]
    attempt = {"id": f"{turn}-{number}", "number": number, "mode": "spoken", "words": words, "utterances": []}
    criteria = [
        {"id": "structure", "name": "Structure", "score": structure, "level": 3},
        {"id": "delivery", "name": "Delivery", "score": delivery, "level": 4},
    ]
    terms = [
        {"metric": "star_structure", "criterion": "structure", "score": structure, "weight": 0.5},
        {"metric": "filler_words", "criterion": "delivery", "score": delivery, "weight": 0.5},
    ]
    score = (structure + delivery) / 2
    return {
        "turn": turn,
        "question": ASK["text"],
        "attempt": {**attempt, "reading": None, "results": results, "failure": None},
        "audio": None,
        "summary": {"score": score, "criteria": criteria, "terms": terms, "left_out": [], "levels": [20, 40, 60, 80]},
        "advice": "Say what came of it: one number is enough.",
    }


def scored(answer: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """What came of a question."""
    names = {"filler_words": "Filler words", "star_structure": "Story structure"}
    metrics = {name: {"name": text, "kinds": {}} for name, text in names.items()}
    more = {"earlier": [], "replies": [], "metrics": metrics, "attempts_left": 1, "last": False}
    return {"type": "scored", **answer, **more, **changes}


@dataclass
class Script:
    """What the page has sent, and the means to answer it."""

    page: Page
    socket: WebSocketRoute | None = None
    sent: list[dict[str, Any]] = field(default_factory=list)
    frames: list[bytes] = field(default_factory=list)
    opened: list[dict[str, Any]] = field(default_factory=list)
    unfinished: list[dict[str, Any]] = field(default_factory=list)

    def tell(self, message: dict[str, Any], **changes: Any) -> None:
        """Say something to the page."""
        assert self.socket is not None, "the page is not connected"
        self.socket.send(json.dumps({**message, **changes}))

    def wait_for(self, kind: str) -> dict[str, Any]:
        """Wait until the page has sent a message of this type, and take it."""
        for _ in range(400):
            for index, message in enumerate(self.sent):
                if message["type"] == kind:
                    return self.sent.pop(index)
            self.page.wait_for_timeout(25)
        raise AssertionError(f"the page sent no {kind}")

    def begin(self) -> None:
        """From the first page into the call, where the first question is being asked."""
        self.page.click("#start")
        self.page.click("#check-microphone")
        self.page.click("#microphone-continue")
        self.wait_for("start")
        self.ask()

    def ask(self, **changes: Any) -> None:
        """Ask, and let the page begin to speak."""
        recording = changes.get("recording", 1)
        self.tell(STATE, state="asking", recording=recording)
        self.tell(ASK, **changes)
        self.wait_for("playback_started")

    def listen(self) -> None:
        """The question is over, and the candidate speaks."""
        self.tell(STATE, state="listening")


def scripted(page: Page, address: str, **offers: Any) -> Script:
    """Put a script between the page and everything under /api; ``offers`` replace what the service answers."""
    script = Script(page, unfinished=offers.get("unfinished", []))
    answers: dict[str, Any] = {
        "/api/roles": [{**ROLE, "questions": 5, "kinds": ["behavioural"]}],
        "/api/profiles": PROFILES,
        "/api/interviewers": tomllib.loads((QUESTION_BANKS / "interviewers.toml").read_text())["interviewers"],
        "/api/drills": DRILLS,
        "/api/roles/tester/questions": QUESTIONS,
        "/api/interviews/unfinished": script.unfinished,
        "/api/check": CHECK,
        **offers.get("answers", {}),
    }

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(address.rstrip("/")).split("?")[0]
        if path == "/api/interviews" and route.request.method == "POST":
            script.opened.append(json.loads(route.request.post_data or "{}"))
            route.fulfill(status=201, json={"id": "0123456789abcdef", "greeting": "Hello."})
        elif path.endswith("hello.wav"):
            route.fulfill(body=_hum(1.5), content_type="audio/wav")
        elif path.endswith(".wav"):
            route.fulfill(body=_hum(8.0), content_type="audio/wav")
        elif path == "/api/interviews":
            route.fulfill(json=[])
        elif answers.get(path) is not None:
            route.fulfill(json=answers[path])
        else:
            route.fulfill(status=404, json={"message": "There is nothing here.", "remedy": "Look elsewhere."})

    def connect(socket: WebSocketRoute) -> None:
        script.socket = socket

        def take(message: str | bytes) -> None:
            if isinstance(message, str):
                script.sent.append(json.loads(message))
            else:
                script.frames.append(message)

        socket.on_message(take)

    page.route("**/api/**", answer)
    page.route_web_socket("**/socket", connect)
    page.goto(address)
    return script


def _hum(seconds: float) -> bytes:
    rate = 16_000
    times = np.arange(round(seconds * rate)) / rate
    file = io.BytesIO()
    soundfile.write(file, (0.2 * np.sin(2 * np.pi * 150 * times)).astype(np.float32), rate, format="WAV")
    return file.getvalue()
