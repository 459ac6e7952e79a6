"""The tour: a shop's day through the real windows, a real hub and customers on their phones, with pictures."""

from __future__ import annotations

from collections.abc import Sequence


def main(words: Sequence[str]) -> int:
    """`vetrina tour --out DIR [--products FILE] …`; the answer is the exit code, 1 when a step failed."""
    from vetrina.tour.guide import guide

    return guide(words)
