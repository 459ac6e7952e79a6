"""The model of `tests/rules/test_model.py` for a million steps: how many violations, and how fast it walked."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

from tests.rules.test_model import run_model


def main(argv: Sequence[str] = ()) -> int:
    """Walk; a violation ends it with Hypothesis's own report."""
    parser = argparse.ArgumentParser(prog="dev.py bench policy", description=__doc__)
    parser.add_argument("--steps", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    chosen = parser.parse_args(list(argv))
    began = time.monotonic()
    counted = run_model(chosen.steps, chosen.seed)
    took = time.monotonic() - began
    words = ", ".join(f"{value:,} {name}" for name, value in counted.items())
    sys.stdout.write(f"seed {chosen.seed}: {words}; 0 violations; {counted['steps'] / took:,.0f} steps a second\n")
    return 0
