"""Beyond this machine the service starts with TLS and a token only, and answers to the certificate's names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from interview_sim.access.certificate import names_in
from interview_sim.access.reach import THIS_MACHINE, Reach, is_loopback, reach
from interview_sim.errors import SettingError
from interview_sim.settings import Settings
from tests.access.conftest import MakeCertificate

EVERYWHERE = "0.0.0.0"  # noqa: S104


def test_on_loopback_nothing_is_asked_for() -> None:
    assert reach(Settings(), False) == THIS_MACHINE
    assert not THIS_MACHINE.login
    assert not THIS_MACHINE.secure


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_an_address_of_this_machine_alone_is_loopback(host: str) -> None:
    assert is_loopback(host)
    assert not reach(Settings(host=host), False).login


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.168.1.5", "my-laptop.local", "localhost.example.org"])  # noqa: S104
def test_any_other_address_is_refused_without_tls(host: str) -> None:
    assert not is_loopback(host)
    with pytest.raises(SettingError, match="needs TLS") as refused:
        reach(Settings(host=host), True)
    assert "openssl req" in refused.value.remedy


def test_the_remedy_names_the_machine_where_it_was_named() -> None:
    with pytest.raises(SettingError) as refused:
        reach(Settings(host=EVERYWHERE, names=("laptop.local",)), True)
    assert "subjectAltName=DNS:laptop.local" in refused.value.remedy


def test_with_tls_but_without_a_token_it_is_refused(certificate: MakeCertificate) -> None:
    chain, key = certificate("coach.example")
    with pytest.raises(SettingError, match="no access token") as refused:
        reach(Settings(host=EVERYWHERE, tls_cert=chain, tls_key=key), False)
    assert "interview-sim token new" in refused.value.remedy


def test_with_both_it_answers_to_the_names_of_the_certificate_and_no_others(certificate: MakeCertificate) -> None:
    chain, key = certificate("coach.example", "*.school.example", "192.168.1.5", "2001:db8::1")
    made = reach(Settings(host=EVERYWHERE, tls_cert=chain, tls_key=key), True)
    assert (made.beyond, made.secure, made.login) == (True, True, True)
    for host in ("coach.example", "Coach.Example:8765", "a.school.example", "192.168.1.5:1", "[2001:db8::1]:8765"):
        assert made.answers_to(host), host
    for host in ("localhost", "127.0.0.1:8765", "a.b.school.example", "school.example", "evil.example", "", None):
        assert not made.answers_to(host), host


def test_a_name_can_be_given_beside_the_certificates(certificate: MakeCertificate) -> None:
    chain, key = certificate("coach.example")
    made = reach(Settings(host=EVERYWHERE, tls_cert=chain, tls_key=key, names=("Laptop.local",)), True)
    assert made.answers_to("laptop.local:8765")


def test_a_certificate_on_loopback_adds_its_names_and_asks_nobody_to_log_in(certificate: MakeCertificate) -> None:
    chain, key = certificate("coach.example")
    made = reach(Settings(tls_cert=chain, tls_key=key), False)
    assert (made.beyond, made.secure, made.login) == (False, True, False)
    assert made.answers_to("coach.example")
    assert made.answers_to("localhost")


def test_a_login_can_be_asked_for_on_loopback() -> None:
    assert reach(Settings(login=True), True).login
    with pytest.raises(SettingError, match="no access token"):
        reach(Settings(login=True), False)


@pytest.mark.parametrize("given", ["tls_cert", "tls_key"])
def test_half_of_a_certificate_is_refused(given: str, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="needs its key"):
        reach(Settings(**{given: tmp_path / "x"}), True)  # type: ignore[arg-type]


def test_anothers_key_is_refused(certificate: MakeCertificate) -> None:
    chain, _ = certificate("a.example", name="a")
    _, key = certificate("b.example", name="b")
    with pytest.raises(SettingError, match="do not work together"):
        names_in(chain, key)


def test_an_expired_certificate_is_refused(certificate: MakeCertificate) -> None:
    chain, key = certificate("a.example", not_after=datetime.now(UTC) - timedelta(days=1))
    with pytest.raises(SettingError, match="expired"):
        names_in(chain, key)


def test_a_locked_key_is_refused_without_asking_for_its_passphrase(certificate: MakeCertificate) -> None:
    chain, key = certificate("a.example")
    opened = serialization.load_pem_private_key(key.read_bytes(), None)
    locked = opened.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(b"passphrase"),
    )
    key.write_bytes(locked)
    with pytest.raises(SettingError, match="locked"):
        names_in(chain, key)


@pytest.mark.parametrize("content", [None, b"", b"not a certificate", b"-----BEGIN CERTIFICATE-----\nxx\n"])
def test_a_file_that_is_no_certificate_is_refused(certificate: MakeCertificate, content: bytes | None) -> None:
    chain, key = certificate("a.example")
    chain.unlink() if content is None else chain.write_bytes(content)
    with pytest.raises(SettingError):
        names_in(chain, key)


def test_the_address_that_is_shown_is_one_it_answers_to() -> None:
    assert THIS_MACHINE.shown("127.0.0.1") == "127.0.0.1"
    assert THIS_MACHINE.shown("::1") == "[::1]"
    many = Reach(names=frozenset({"*.x.example", "192.168.1.5", "[::2]", "coach.example"}), beyond=True)
    assert many.shown(EVERYWHERE) == "coach.example"


def test_names_in_the_environment_have_commas_between_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEW_SIM_NAMES", "a.example, b.example")
    assert Settings().names == ("a.example", "b.example")
