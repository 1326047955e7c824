"""Takes the pictures: a part of a page, with a little room around it, as a PNG."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page

from interview_sim.published import ROOT

FOLDER = ROOT / "docs" / "pictures"
LARGEST = 250_000
"""Bytes of a picture: a page of the documentation should open at once."""


def screen(page: Page, name: str) -> None:
    """What is on the screen."""
    page.mouse.move(1, 1)
    page.wait_for_timeout(300)  # what moves comes to rest
    keep(page.screenshot(), name)


def part(name: str, *shown: Locator, room: int = 16, most: int = 1_000) -> None:
    """The rectangle around what is ``shown``, with ``room`` pixels around it, at most ``most`` pixels high."""
    page = shown[0].page
    usual = page.viewport_size
    assert usual is not None
    # The whole page is on the screen, so that nothing that sticks to an edge lies over it.
    whole = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": usual["width"], "height": max(usual["height"], whole)})
    page.mouse.move(1, 1)
    page.wait_for_timeout(300)
    boxes = [box for one in shown if (box := one.bounding_box()) is not None]
    left = max(0.0, min(box["x"] for box in boxes) - room)
    top = max(0.0, min(box["y"] for box in boxes) - room)
    right = min(usual["width"], max(box["x"] + box["width"] for box in boxes) + room)
    bottom = max(box["y"] + box["height"] for box in boxes) + room
    height = min(bottom - top, most)
    keep(page.screenshot(clip={"x": left, "y": top, "width": right - left, "height": height}), name)
    page.set_viewport_size(usual)


def keep(png: bytes, name: str) -> None:
    """Write a picture; fails where it is larger than a page should have to load."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = Path(FOLDER / f"{name}.png")
    path.write_bytes(png)
    print(f"{path.relative_to(ROOT)}  {len(png) // 1000} kB")
    if len(png) > LARGEST:
        raise SystemExit(f"{path.name} has {len(png)} bytes, more than {LARGEST}: show less of the page.")
