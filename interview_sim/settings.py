"""Every setting, in one place. Each is an environment variable ``INTERVIEW_SIM_<NAME>`` and has a safe default."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from platformdirs import user_data_path
from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Settings(BaseSettings):
    """How this installation runs. Reading it touches no disk and no device."""

    model_config = SettingsConfigDict(env_prefix="INTERVIEW_SIM_", frozen=True, protected_namespaces=())

    data: Path = Field(default_factory=lambda: user_data_path("interview-sim", appauthor=False))
    """Where interviews, recordings and caches are kept."""

    banks: Path | None = None
    """A folder with your own question banks; they stand beside the built-in ones and win over them by role id."""

    host: str = "127.0.0.1"
    """The address to listen on. Beyond this machine it needs TLS and an access token: see ``access.reach``."""

    tls_cert: Path | None = None
    """A certificate with its chain, in PEM form."""

    tls_key: Path | None = None

    names: Annotated[tuple[str, ...], NoDecode] = ()
    """More names that others type for this machine, beside those in the certificate; with commas between them."""

    login: bool = False
    """Whether even this machine's own page asks for an access token; beyond this machine it always does."""

    port: int = Field(default=8765, ge=0, le=65535)

    engine: Literal["faster-whisper", "openai-whisper"] = "faster-whisper"
    model: str | None = None
    """A folder with weights, or a name on the hub ("small.en"); absent: the base weights that come with the install."""

    meaning: str | None = None
    """A folder or a hub name of a sentence encoder (needs the torch extra); absent: the one that is installed."""

    llm_url: str | None = None
    """An endpoint that speaks OpenAI's protocol and may word follow-ups (llm extra); absent: none is asked."""

    llm_model: str | None = None
    """The model that the endpoint is asked for. Its key, where it wants one, is read from INTERVIEW_SIM_LLM_KEY."""

    voice: Literal["hibari", "system"] = "hibari"

    max_answer_seconds: float = Field(default=600.0, gt=0, le=3600)
    """Longest answer that is recorded or read from a file, in decoded seconds."""

    max_file_megabytes: float = Field(default=200.0, gt=0)
    max_typed_characters: int = Field(default=20_000, ge=1)

    @field_validator("names", mode="before")
    @classmethod
    def _apart(cls, names: object) -> object:
        return tuple(filter(None, map(str.strip, names.split(",")))) if isinstance(names, str) else names


@cache
def settings() -> Settings:
    """Read the environment once."""
    return Settings()
