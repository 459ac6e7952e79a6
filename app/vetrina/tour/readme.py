"""The README's pictures: some of the tour's, made small."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from vetrina.tour.report import Report

WANTED: Final = {
    "inbox-product": "inbox",
    "inbox-product-dark": "inbox-dark",
    "ad-composed": "ads",
    "campaign-check": "campaign-check",
    "campaign-result": "campaign-result",
    "followers": "followers",
}
"""The tour's names and the README's."""

DARK: Final = frozenset({"inbox-product"})
"""Of these a dark picture is wanted too."""

COLOURS: Final = 256


def readme_pictures(report: Report, out: Path, folder: Path) -> list[Path]:
    """Write the README's pictures into `folder`. Raises OSError; LookupError when the tour did not make one of them."""
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    made = {file[3:-4]: out / file for step in report.steps for file in step.pictures}
    written = []
    for name, kept in WANTED.items():
        if name not in made:
            raise LookupError(f"the tour made no picture {name}")
        shot = Image.open(made[name]).convert("RGB")
        # Most of a window is ground: only this way of choosing keeps the few pixels of a badge in their own colour.
        small = shot.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        place = folder / f"{kept}.png"
        small.save(place, "PNG", optimize=True)
        written.append(place)
    return written
