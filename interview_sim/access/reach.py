"""From where the service can be reached: this machine alone, or a network, and then only with TLS and tokens."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from interview_sim.access.certificate import HOW, names_in
from interview_sim.errors import SettingError
from interview_sim.settings import Settings

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


@dataclass(frozen=True)
class Reach:
    """Which names the service answers to, and whether it wants TLS and a login. The defaults are this machine alone."""

    names: frozenset[str] = LOOPBACK_NAMES
    """As a Host header has them, in small letters, without a port; ``*.example.org`` stands for one more label."""
    beyond: bool = False
    """Whether other machines reach it."""
    certificate: Path | None = None
    key: Path | None = None
    login: bool = False

    @property
    def secure(self) -> bool:
        """Whether it speaks TLS."""
        return self.certificate is not None

    def answers_to(self, host: str | None) -> bool:
        """Whether ``host`` (a Host header) is one of its names, on any port."""
        name, _, port = (host or "").lower().rpartition(":")
        if not name or not port.isdigit():
            name = (host or "").lower()
        return name in self.names or f"*.{name.partition('.')[2]}" in self.names

    def shown(self, host: str) -> str:
        """The name to open in a browser: ``host`` where the service listens on it and answers to it, else another."""
        if self.answers_to(_as_host(host)):
            return _as_host(host)
        return min(self.names, key=lambda name: (name.startswith("*"), name[-1].isdigit() or name[0] == "[", name))


THIS_MACHINE = Reach()


def reach(settings: Settings, has_tokens: bool) -> Reach:
    """How the service may be reached, as the settings say.

    Raises SettingError for a certificate that cannot be used, and where other machines would reach the service without
    TLS or without a token; ``has_tokens`` tells whether there is one.
    """
    beyond = not is_loopback(settings.host)
    certificate, key = settings.tls_cert, settings.tls_key
    if (certificate is None) != (key is None):
        raise SettingError("A certificate needs its key, and a key its certificate.", "Give --tls-cert and --tls-key.")
    if beyond and certificate is None:
        name = next(iter(settings.names), "NAME")
        raise SettingError(
            f"On {settings.host or 'every address'} other machines can reach the service, so it needs TLS; browsers "
            "open no microphone without it either.",
            "Give --tls-cert and --tls-key. This makes both, with the name of this machine that others will type:\n"
            f"{HOW.format(name=name)}\n"
            "Or stay on this machine: leave --host out.",
        )
    names = frozenset(_as_host(name) for name in settings.names)
    if not beyond:
        names |= LOOPBACK_NAMES | {_as_host(settings.host)}
    if certificate is not None and key is not None:
        names |= names_in(certificate, key)
    if not names:
        raise SettingError(
            f"The certificate {certificate} names no machine (it has no subjectAltName).",
            "Make one that does, or say the name that others will type: --name NAME",
        )
    login = beyond or settings.login
    if login and not has_tokens:
        raise SettingError(
            "Nobody could log in: there is no access token yet.",
            "Make one for yourself: interview-sim token new NAME. For a coach, add --coach.",
        )
    return Reach(names=names, beyond=beyond, certificate=certificate, key=key, login=login)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a service that listens on ``host``."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _as_host(name: str) -> str:
    name = name.strip().lower()
    return f"[{name}]" if ":" in name and not name.startswith("[") else name
