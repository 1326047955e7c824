"""How often somebody may try a token: each failure makes the same address wait longer, and all of them together too."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock


@dataclass(frozen=True)
class Bound:
    """``free`` failures cost nothing; the wait then doubles, 1, 2, 4, ... up to ``longest`` seconds.

    One failure is forgotten each ``forgets`` seconds.
    """

    free: int
    longest: float
    forgets: float


OF_ONE = Bound(free=5, longest=15 * 60.0, forgets=10 * 60.0)
"""Of an address, or of a network of IPv6: people mistype."""

OF_ALL = Bound(free=50, longest=30.0, forgets=10.0)
"""Of all addresses together, since an attacker can have many. Who has logged in from an address before, and who sits
at this very machine, does not wait for the failures of others: else an attacker could lock everybody out."""

_MOST = 10_000
"""Addresses that are remembered; the one that failed longest ago makes room."""

_EVERYBODY = ""

_THIS_MACHINE = frozenset({"127.0.0.1", "::/64"})


class Attempts:
    """Counts failures. ``clock`` gives seconds that only grow. Safe to use from any thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._welcome: OrderedDict[str, None] = OrderedDict()
        self._counting = Lock()

    def wait(self, address: str) -> float:
        """Seconds until somebody at ``address`` may try again; 0 where they may now."""
        place = _network(address)
        with self._counting:
            own = self._left(place, OF_ONE)
            return own if place in self._welcome or place in _THIS_MACHINE else max(own, self._left(_EVERYBODY, OF_ALL))

    def failed(self, address: str) -> None:
        """Somebody at ``address`` tries a token: a failure, unless ``succeeded`` follows."""
        with self._counting:
            for place, bound in ((_network(address), OF_ONE), (_EVERYBODY, OF_ALL)):
                self._failures[place] = self._count(place, bound) + 1, self._clock()
                self._failures.move_to_end(place)
            while len(self._failures) > _MOST:
                self._failures.popitem(last=False)

    def succeeded(self, address: str) -> None:
        """Somebody at ``address`` has shown a token that is one: this attempt was no failure.

        Those before it stay: else who has a token could guess at those of others without end, with a right one between.
        """
        place = _network(address)
        with self._counting:
            for each, bound in ((place, OF_ONE), (_EVERYBODY, OF_ALL)):
                self._failures[each] = max(0.0, self._count(each, bound) - 1), self._clock()
            self._welcome[place] = None
            self._welcome.move_to_end(place)
            while len(self._welcome) > _MOST:
                self._welcome.popitem(last=False)

    def _left(self, place: str, bound: Bound) -> float:
        count, last = self._failures.get(place, (0.0, 0.0))
        beyond = math.ceil(count) - bound.free
        wait = min(2.0 ** min(beyond, 32), bound.longest) if beyond >= 0 else 0.0
        return max(0.0, last + wait - self._clock())

    def _count(self, place: str, bound: Bound) -> float:
        count, last = self._failures.get(place, (0.0, 0.0))
        return max(0.0, count - (self._clock() - last) / bound.forgets)


def _network(address: str) -> str:
    """Who has one address of IPv6 has the 2**64 beside it."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(known, ipaddress.IPv6Address):
        return str(known.ipv4_mapped or ipaddress.ip_network((int(known), 64), strict=False))
    return str(known)
