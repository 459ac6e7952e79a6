"""Where the frozen program begins."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()  # first: a worker process of the frozen program starts here too
    from vetrina.__main__ import main

    sys.exit(main())
