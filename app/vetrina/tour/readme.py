"""The README's pictures: some of the tour's, made small."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from vetrina.tour.report import Report

WANTED: Final = {
    "inbox-taken-over": "inbox",
    "ad-composed": "ads",
    "campaign-check": "campaign-check",
    "campaign-result": "campaign-result",
    "bot": "bot",
    "followers": "followers",
}
"""The tour's names and the README's."""

COLOURS: Final = 128
MOST_BYTES: Final = 150_000


def readme_pictures(report: Report, out: Path, folder: Path) -> list[Path]:
    """Write the README's pictures into `folder`. Raises OSError; LookupError when the tour did not make one of them."""
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    made = {file[3:-4]: out / file for step in report.steps for file in step.pictures}
    written = []
    for name, kept in WANTED.items():
        if name not in made:
            raise LookupError(f"the tour made no picture {name}")
        small = Image.open(made[name]).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        place = folder / f"{kept}.png"
        small.save(place, "PNG", optimize=True)
        written.append(place)
    return written
