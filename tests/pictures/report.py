"""The report as one file, opened from disk without a network, and its other forms."""

from __future__ import annotations

import struct
import subprocess
import zlib
from pathlib import Path

import numpy as np
import pypdfium2
from playwright.sync_api import Page

from tests.pictures.house import browsing, command
from tests.pictures.lens import keep, part, screen

FORMATS = {
    **{"html": "report.html", "pdf": "report.pdf", "markdown": "report.md", "csv": "report.csv"},
    **{"json": "report.json", "vtt": "captions.vtt", "srt": "captions.srt", "bundle": "interview.zip"},
}


def write(data: Path, folder: Path, interview: str) -> None:
    """Write the interview in every format, as the command line does."""
    folder.mkdir(exist_ok=True)
    named = [word for name, file in FORMATS.items() for word in (f"--{name}", str(folder / file))]
    subprocess.run(command(data, "report", interview, *named, "--overwrite"), check=True)


def show(report: Path) -> None:
    """What a candidate sees in it."""
    with browsing(width=960, height=820, offline=True) as page:
        page.goto(report.as_uri())
        part("report-changes", page.locator("header.top"), page.locator(".changes"), most=880)
        part("report-summary", page.locator(".summary"))
        part("report-attempts", page.locator(".compared"))
        answer = page.locator(".attempt:has(.tag.counts)").first
        part("report-time", answer.locator(".timelines"))
        _marked(page)


def _marked(page: Page) -> None:
    """Words with what was found in them, and the results beside."""
    answer = page.locator(".attempt:has(.tag.counts)").first
    for name in ("Concepts", "Fillers"):
        answer.locator(".chip", has_text=name).click()
    answer.locator("[data-word='30']").click()
    page.wait_for_function("() => !player.sound.paused && player.sound.currentTime > 0")
    page.wait_for_timeout(400)
    page.click(".player .toggle")
    answer.locator(".chips").evaluate("one => one.scrollIntoView({ block: 'start' })")
    page.evaluate("() => scrollBy(0, -70)")
    screen(page, "report-words")


def first_page(pdf: Path) -> None:
    """The first page of the PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].render(scale=1.4, rev_byteorder=True).to_numpy()
        keep(_png(page), "pdf")


def _png(picture: np.ndarray) -> bytes:
    """A PNG of rows of red, green and blue, each row as its difference from the one above, which packs well."""
    height, width, _ = picture.shape
    rows = np.diff(picture, axis=0, prepend=np.zeros_like(picture[:1])).reshape(height, -1)
    data = np.insert(rows, 0, 2, axis=1).astype(np.uint8).tobytes()
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)  # 8 bits a colour, three colours
    chunks = ((b"IHDR", size), (b"IDAT", zlib.compress(data, 9)), (b"IEND", b""))
    packed = [
        struct.pack(">I", len(one)) + kind + one + struct.pack(">I", zlib.crc32(kind + one)) for kind, one in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)
