"""Whoever tries wrong tokens waits longer and longer; whoever has a right one is not locked out by them."""

from __future__ import annotations

import pytest

from interview_sim.access.attempts import OF_ALL, OF_ONE, Attempts


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def attempts(clock: Clock) -> Attempts:
    return Attempts(clock)


def test_the_first_mistakes_cost_nothing(attempts: Attempts) -> None:
    for _ in range(OF_ONE.free - 1):
        attempts.failed("10.0.0.1")
        assert attempts.wait("10.0.0.1") == 0


def test_each_mistake_after_them_doubles_the_wait_up_to_a_bound(attempts: Attempts, clock: Clock) -> None:
    for _ in range(OF_ONE.free):
        attempts.failed("10.0.0.1")
    waits = [attempts.wait("10.0.0.1")]
    for _ in range(12):
        clock.now += waits[-1]
        attempts.failed("10.0.0.1")
        waits.append(attempts.wait("10.0.0.1"))
    assert waits[:4] == [1, 2, 4, 8]
    assert waits == sorted(waits)
    assert max(waits) <= OF_ONE.longest


def test_the_wait_ends(attempts: Attempts, clock: Clock) -> None:
    for _ in range(OF_ONE.free + 3):
        attempts.failed("10.0.0.1")
    clock.now += 7.9
    assert attempts.wait("10.0.0.1") == pytest.approx(0.1)
    clock.now += 0.1
    assert attempts.wait("10.0.0.1") == 0


def test_mistakes_are_forgotten_with_time(attempts: Attempts, clock: Clock) -> None:
    for _ in range(OF_ONE.free):
        attempts.failed("10.0.0.1")
    clock.now += OF_ONE.forgets * OF_ONE.free
    attempts.failed("10.0.0.1")
    assert attempts.wait("10.0.0.1") == 0


def test_one_address_does_not_wait_for_another(attempts: Attempts) -> None:
    for _ in range(OF_ONE.free):
        attempts.failed("10.0.0.1")
    assert attempts.wait("10.0.0.1") > 0
    assert attempts.wait("10.0.0.2") == 0


def test_the_addresses_of_one_network_of_ipv6_count_as_one(attempts: Attempts) -> None:
    for number in range(OF_ONE.free):
        attempts.failed(f"2001:db8::{number}")
    assert attempts.wait("2001:db8::ffff") > 0
    assert attempts.wait("2001:db8:1::1") == 0


def test_an_address_of_ipv4_written_as_ipv6_is_the_same(attempts: Attempts) -> None:
    for _ in range(OF_ONE.free):
        attempts.failed("::ffff:10.0.0.1")
    assert attempts.wait("10.0.0.1") > 0
    assert attempts.wait("::ffff:10.0.0.2") == 0


def test_many_addresses_together_make_every_stranger_wait(attempts: Attempts) -> None:
    for number in range(OF_ALL.free + 20):
        attempts.failed(f"10.0.1.{number}")
    assert 0 < attempts.wait("10.9.9.9") <= OF_ALL.longest


def test_who_has_logged_in_before_does_not_wait_for_strangers(attempts: Attempts) -> None:
    attempts.succeeded("10.0.0.1")
    for number in range(OF_ALL.free + 20):
        attempts.failed(f"10.0.1.{number}")
    assert attempts.wait("10.0.0.1") == 0


def test_a_right_token_between_wrong_ones_buys_no_more_guesses(attempts: Attempts, clock: Clock) -> None:
    """Who has a token of their own could try those of others without end."""
    began, guesses = clock.now, 0
    while clock.now - began < 3600:
        clock.now += attempts.wait("10.0.0.1")
        attempts.failed("10.0.0.1")
        guesses += 1
        clock.now += attempts.wait("10.0.0.1")
        attempts.failed("10.0.0.1")
        attempts.succeeded("10.0.0.1")
    assert guesses < 30


def test_a_right_token_after_a_few_mistakes_costs_no_wait(attempts: Attempts) -> None:
    for _ in range(OF_ONE.free - 1):
        attempts.failed("10.0.0.1")
    attempts.failed("10.0.0.1")
    attempts.succeeded("10.0.0.1")
    assert attempts.wait("10.0.0.1") == 0


@pytest.mark.parametrize("here", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_who_sits_at_this_machine_is_never_locked_out_by_strangers(attempts: Attempts, here: str) -> None:
    for number in range(OF_ALL.free + 20):
        attempts.failed(f"10.0.1.{number}")
    assert attempts.wait("10.9.9.9") > 0
    assert attempts.wait(here) == 0


def test_logins_that_succeed_make_nobody_wait(attempts: Attempts) -> None:
    for _ in range(OF_ALL.free * 3):
        attempts.failed("10.0.0.1")
        attempts.succeeded("10.0.0.1")
    assert attempts.wait("10.9.9.9") == 0


def test_an_attacker_with_countless_addresses_fills_no_memory(attempts: Attempts) -> None:
    for number in range(12_000):
        attempts.failed(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(attempts._failures) <= 10_000
    assert attempts.wait("192.0.2.1") > 0
