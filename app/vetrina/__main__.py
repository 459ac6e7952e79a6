"""The command line: the desktop program, the hub, the tour, the check, the pretend customers."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence

USAGE = """\
vetrina                        opens the program
vetrina --practice             opens the practice shop with pretend customers
vetrina check                  looks whether everything the program needs is here
vetrina tour --out DIR         drives the real windows through a shop's day and writes pictures
vetrina hub serve|page ...     runs the shop page's own server (vetrina hub --help)
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the words after ``vetrina`` say; the answer is the exit code. Each branch imports only what it needs."""
    multiprocessing.freeze_support()
    os.umask(0o077)  # what the program writes is its owner's alone
    words = list(sys.argv[1:] if arguments is None else arguments)
    match words[:1]:
        case ["hub"]:
            from vetrina.hub.main import main as hub

            return hub(words[1:])
        case ["tour"]:
            from vetrina.tour import main as tour

            return tour(words[1:])
        case ["practice-customers"]:
            from vetrina.practice import main as customers

            return customers(words[1:])
        case ["draw-pictures-anew"]:
            from vetrina.picture_worker import main as draw

            return draw()
        case ["check"]:
            from vetrina.checkup import main as check

            return check(words[1:])
        case ["--help" | "-h" | "help"]:
            sys.stdout.write(USAGE)
            return 0
        case ["--version"]:
            from vetrina import __version__

            sys.stdout.write(f"vetrina {__version__}\n")
            return 0
        case _:
            from vetrina.bootstrap import desktop

            return desktop(words)


if __name__ == "__main__":
    sys.exit(main())
