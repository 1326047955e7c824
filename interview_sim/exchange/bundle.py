"""Writes a bundle: everything of one interview in a zip file, each part with its SHA-256."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from interview_sim.coaching.review import to_json as review_to_json
from interview_sim.exchange.manifest import MANIFEST, PAGE, REPORT, manifest_of
from interview_sim.exchange.outgoing import Outgoing
from interview_sim.reports.canonical import to_json
from interview_sim.reports.html import render_html
from interview_sim.storage import opus

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file can say: the same content gives the same bytes, and no clock is told."""


def bundle(content: Outgoing, rubric: Mapping[str, Any] | None = None) -> bytes:
    """The bundle's bytes; the same content gives the same bytes. ``rubric``: what a coach rates by in its page."""
    report = to_json(content.report)
    page = render_html(
        content.report,
        audio=content.audio,
        reviews=[one.model_dump(mode="json") for one in content.reviews],
        rubric=rubric,
        known=content.known,
    )
    files = {REPORT: report.encode(), PAGE: page.encode()}
    files |= {f"audio/{attempt}{opus.SUFFIX}": sound.data for attempt, sound in content.audio.items()}
    files |= {f"reviews/{review.id}.json": review_to_json(review).encode() for review in content.reviews}
    manifest = manifest_of(content.report.id, files, content.left_out)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, one in {MANIFEST: (manifest.model_dump_json(indent=2) + "\n").encode(), **files}.items():
            entry = zipfile.ZipInfo(path, _MOMENT)
            entry.external_attr = 0o600 << 16
            entry.compress_type = zipfile.ZIP_STORED if path.endswith(opus.SUFFIX) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, one)
    return packed.getvalue()
