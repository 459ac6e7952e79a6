"""Pretend customers of the practice shop: strangers that know the hub's public customer page and nothing else."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """`vetrina practice-customers --link URL --script FILE …`; the answer is the exit code."""
    from vetrina.practice.street import main as street

    return street(arguments)
