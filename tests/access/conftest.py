"""Certificates made for a test, as files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

MakeCertificate = Callable[..., tuple[Path, Path]]


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def certificate(authority: trustme.CA, tmp_path: Path) -> MakeCertificate:
    """``certificate("localhost", "::1")`` gives the files of a certificate for these names, and of its key."""

    def make(*names: str, name: str = "server", **more: object) -> tuple[Path, Path]:
        made = authority.issue_cert(*names, **more)  # type: ignore[arg-type]
        chain, key = tmp_path / f"{name}.pem", tmp_path / f"{name}.key"
        chain.write_bytes(b"".join(blob.bytes() for blob in made.cert_chain_pems))
        made.private_key_pem.write_to_path(key)
        return chain, key

    return make
