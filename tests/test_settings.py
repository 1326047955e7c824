"""Every setting is documented, and a wrong one is said."""

from __future__ import annotations

import pytest

from interview_sim.published import ROOT
from interview_sim.settings import Settings


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_stands_in_the_readme(name: str) -> None:
    assert f"`INTERVIEW_SIM_{name.upper()}`" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEW_SIM_PORT", "many")
    with pytest.raises(ValueError, match="port"):
        Settings()
