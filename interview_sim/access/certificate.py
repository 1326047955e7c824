"""What a certificate says: tried in a handshake in memory, so that what is wrong is said before anyone comes."""

from __future__ import annotations

import ipaddress
import ssl
from pathlib import Path
from typing import NoReturn

from interview_sim.errors import SettingError

_EXPIRED = 10
"""OpenSSL's X509_V_ERR_CERT_HAS_EXPIRED."""

HOW = (
    'openssl req -x509 -newkey rsa:3072 -nodes -days 365 -keyout key.pem -out cert.pem -subj "/CN={name}" '
    '-addext "subjectAltName=DNS:{name}"'
)
"""A command that makes a certificate and its key for a name."""


def names_in(certificate: Path, key: Path) -> frozenset[str]:
    """The names and addresses that a certificate is for, as a Host header has them; addresses of IPv6 in brackets.

    Raises SettingError where a server could not use it: unreadable, another's key, a locked key, out of date.
    """
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        server.load_cert_chain(certificate, key, password=_locked)
        client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        client.check_hostname = False
        client.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN  # the certificate itself is what is trusted here
        client.load_verify_locations(certificate)
        found = _handshake(server, client)
    except ssl.SSLCertVerificationError as error:
        if error.verify_code == _EXPIRED:
            raise SettingError(f"The certificate {certificate} has expired.", "Renew it, then start again.") from None
        raise SettingError(
            f"The certificate {certificate} cannot be used: {error.verify_message}.", "Make a new one."
        ) from None
    except ssl.SSLError as error:
        raise SettingError(
            f"The certificate {certificate} and the key {key} do not work together: {error.reason or error}.",
            "Give the certificate in PEM form, with its whole chain, and the key that it was made with.",
        ) from None
    except OSError as error:
        raise SettingError(
            f"The certificate {certificate} or its key {key} cannot be read: {error.strerror}.",
            "Check both names, and that you may read the files.",
        ) from None
    return frozenset(_as_host(kind, name) for kind, name in found if kind in {"DNS", "IP Address"})


def _handshake(server: ssl.SSLContext, client: ssl.SSLContext) -> list[tuple[str, str]]:
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    here = client.wrap_bio(to_client, to_server)
    there = server.wrap_bio(to_server, to_client, server_side=True)
    for side in (here, there, here, there):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
    shown = here.getpeercert() or {}
    names: list[tuple[str, str]] = list(shown.get("subjectAltName", ()))  # type: ignore[arg-type]
    return names


def _as_host(kind: str, name: str) -> str:
    if kind == "DNS":
        return name.lower()
    address = ipaddress.ip_address(name.strip())
    return f"[{address}]" if address.version == 6 else str(address)


def _locked() -> NoReturn:
    raise SettingError(
        "The key of the certificate is locked with a passphrase.",
        "Unlock a copy that only you can read: openssl pkey -in key.pem -out unlocked.pem",
    )
