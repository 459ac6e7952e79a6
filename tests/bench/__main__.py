"""`python3 dev.py bench NAME [...]`: runs one of the measurements beside this file; further words go to it."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def main(words: list[str]) -> int:
    """Run the measurement named first; without a name, say which there are."""
    names = sorted(file.stem.removeprefix("bench_") for file in Path(__file__).parent.glob("bench_*.py"))
    if not words or words[0] not in names:
        print("Which measurement? python3 dev.py bench " + " | ".join(names))  # noqa: T201
        return 2
    result = importlib.import_module(f"tests.bench.bench_{words[0]}").main(words[1:])
    return int(result or 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
