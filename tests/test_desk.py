"""Who is served next."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from interview_sim import desk
from interview_sim.desk import Desk, Urgency


class Candidate:
    """Wants something a number of times; remembers nothing."""

    def __init__(self, name: str, served: list[str], **wants: int) -> None:
        self.name = name
        self.left = {Urgency[urgency.upper()]: times for urgency, times in wants.items()}
        self._served = served

    @property
    def wants(self) -> Urgency | None:
        return min((urgency for urgency, times in self.left.items() if times), default=None)

    async def serve(self) -> None:
        wants = self.wants
        assert wants is not None
        self.left[wants] -= 1
        self._served.append(f"{self.name} {wants.name.lower()}")
        await asyncio.sleep(0)


def served(*candidates: Callable[[list[str]], Candidate], recognisers: int = 1) -> list[str]:
    """In which order they are, when they have come in this one."""
    order: list[str] = []

    async def day() -> None:
        queue = Desk(recognisers)
        for make in candidates:
            queue.join(make(order))
        queue.look()
        for _ in range(100):
            await asyncio.sleep(0)

    asyncio.run(day())
    return order


def test_the_most_urgent_is_served_first() -> None:
    assert served(
        lambda order: Candidate("Ann", order, caption=1),
        lambda order: Candidate("Bo", order, tail=1),
        lambda order: Candidate("Cy", order, closed=1),
        lambda order: Candidate("Di", order, finishing=1),
    ) == ["Di finishing", "Cy closed", "Bo tail", "Ann caption"]


def test_among_equals_whoever_was_served_longest_ago_is_next() -> None:
    assert served(
        lambda order: Candidate("Ann", order, closed=3),
        lambda order: Candidate("Bo", order, closed=2),
    ) == ["Ann closed", "Bo closed", "Ann closed", "Bo closed", "Ann closed"]


def test_what_became_more_urgent_while_it_waited_is_served_as_such() -> None:
    order: list[str] = []

    async def day() -> None:
        queue = Desk(1)
        ann, bo, cy = (Candidate(name, order, caption=1) for name in ("Ann", "Bo", "Cy"))
        for one in (ann, bo, cy):
            queue.join(one)
        queue.look()
        cy.left = {Urgency.FINISHING: 1}
        for _ in range(20):
            await asyncio.sleep(0)

    asyncio.run(day())
    assert order == ["Ann caption", "Cy finishing", "Bo caption"]


@pytest.mark.parametrize("recognisers", [1, 2, 3])
def test_no_more_are_served_at_once_than_there_are_recognisers(recognisers: int) -> None:
    at_once, most = 0, 0

    class Slow(Candidate):
        async def serve(self) -> None:
            nonlocal at_once, most
            at_once += 1
            most = max(most, at_once)
            await super().serve()
            await asyncio.sleep(0.001)
            at_once -= 1

    async def day() -> None:
        queue = Desk(recognisers)
        for number in range(6):
            queue.join(Slow(str(number), [], closed=2))
        queue.look()
        await asyncio.sleep(0.1)

    asyncio.run(day())
    assert most == recognisers


def test_nobody_is_served_twice_at_once() -> None:
    order: list[str] = []

    async def day() -> None:
        queue = Desk(4)
        ann = Candidate("Ann", order, closed=2)
        queue.join(ann)
        queue.look()
        queue.look()
        await asyncio.sleep(0)
        assert len(order) == 1

    asyncio.run(day())


def test_who_leaves_is_not_served() -> None:
    order: list[str] = []

    async def day() -> None:
        queue = Desk(1)
        ann, bo = Candidate("Ann", order, closed=1), Candidate("Bo", order, closed=1)
        queue.join(ann)
        queue.join(bo)
        queue.leave(ann)
        queue.leave(ann)
        queue.look()
        await asyncio.sleep(0.01)

    asyncio.run(day())
    assert order == ["Bo closed"]


def test_who_waits_can_be_told_how_many_come_first() -> None:
    async def day() -> None:
        queue = Desk(1)
        ann, bo, cy, di = (
            Candidate("Ann", [], closed=1),
            Candidate("Bo", [], caption=1),
            Candidate("Cy", [], closed=1),
            Candidate("Di", []),
        )
        for one in (ann, bo, cy, di):
            queue.join(one)
        queue.look()  # Ann is served
        assert [queue.ahead(one) for one in (ann, bo, cy, di)] == [0, 2, 1, 0]

    asyncio.run(day())


def test_a_failure_stops_nobody_else(caplog: pytest.LogCaptureFixture) -> None:
    order: list[str] = []

    class Broken(Candidate):
        async def serve(self) -> None:
            raise RuntimeError("secret words")

    async def day() -> None:
        queue = Desk(1)
        queue.join(Broken("Ann", order, finishing=1))
        queue.join(Candidate("Bo", order, closed=1))
        queue.look()
        await asyncio.sleep(0.01)

    asyncio.run(day())
    assert order == ["Bo closed"]
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize(("cores", "recognisers"), [(1, 1), (2, 1), (3, 1), (4, 2), (8, 4), (64, 4)])
def test_the_cores_say_how_many_recognisers_there_are(
    cores: int, recognisers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "cores", lambda: cores)
    assert desk.recognisers() == recognisers


def test_when_the_last_one_leaves_working_memory_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []
    monkeypatch.setattr(desk, "give_back", lambda: given.append(1))

    async def day() -> None:
        queue = Desk(1)
        ann, bo = Candidate("Ann", []), Candidate("Bo", [])
        queue.join(ann)
        queue.join(bo)
        queue.leave(ann)
        await asyncio.sleep(0.02)
        assert given == []
        queue.leave(bo)
        await asyncio.sleep(0.02)
        assert given == [1]

    asyncio.run(day())


def test_working_memory_goes_back_once_when_nothing_is_wanted_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []
    monkeypatch.setattr(desk, "give_back", lambda: given.append(1))
    monkeypatch.setattr(desk, "QUIET", 0.03)

    async def day() -> None:
        queue, ann = Desk(1), Candidate("Ann", [])
        queue.join(ann)
        queue.look()
        await asyncio.sleep(0)
        ann.left = {Urgency.CAPTION: 1}
        queue.look()  # before it was quiet for long
        for _ in range(10):
            await asyncio.sleep(0.01)
            queue.look()
        assert given == [1]

    asyncio.run(day())
