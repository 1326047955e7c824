"""The first page of a bundle: what is in it, each file with its SHA-256, and what was left out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from interview_sim.errors import InterviewSimError
from interview_sim.reports.report import Sha256
from scoring.question import Model

FORMAT = "interview-sim bundle"
VERSION = 1

MANIFEST, REPORT, PAGE = "manifest.json", "report.json", "report.html"

LeftOutPart = Literal["names", "audio"]


class BadBundleError(InterviewSimError):
    """A file is no bundle, is damaged, was changed, or would do harm."""

    status = 422


class BundledFile(Model):
    """A file of the bundle; ``bytes`` is its length unpacked."""

    path: Annotated[
        str, Field(pattern=r"^(report\.(json|html)|audio/[A-Za-z0-9_-]{1,64}\.m4a|reviews/[A-Za-z0-9_-]{1,64}\.json)$")
    ]
    sha256: Sha256
    bytes: int = Field(ge=0)


class Manifest(Model):
    """What a bundle holds. ``report_sha256`` is that of ``report.json``, by which reviews name the report."""

    format: Literal["interview-sim bundle"] = "interview-sim bundle"
    version: Literal[1] = 1
    interview: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    report_sha256: Sha256
    files: tuple[BundledFile, ...] = Field(max_length=5_000)
    left_out: tuple[LeftOutPart, ...] = Field(default=(), max_length=2)


def manifest_of(interview: str, files: Mapping[str, bytes], left_out: tuple[LeftOutPart, ...]) -> Manifest:
    """The manifest of these files, by path."""
    listed = tuple(BundledFile(path=path, sha256=sha256(one), bytes=len(one)) for path, one in files.items())
    return Manifest(interview=interview, report_sha256=sha256(files[REPORT]), files=listed, left_out=left_out)


def read_manifest(content: bytes) -> Manifest:
    """A manifest from its JSON; raises BadBundleError, for one of a later version with that reason."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadBundleError("The bundle's manifest cannot be read.", "Ask for the file again.") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise BadBundleError("This is no interview-sim bundle.", "Make one with: interview-sim report ID --bundle FILE")
    version = document.get("version")
    if isinstance(version, int) and version > VERSION:
        raise newer(f"The bundle is of version {version}; this program knows version {VERSION}.")
    try:
        return Manifest.model_validate_json(content, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "the document"
        raise BadBundleError(
            f"The bundle's manifest is wrong: {place}: {first['msg']}.", "Use the file as interview-sim wrote it."
        ) from error


def newer(message: str) -> BadBundleError:
    """What to say of a bundle from a later version of the program."""
    return BadBundleError(message, "Update interview-sim, then import it again.")


def sha256(content: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()
