"""`python -m danvan` is the same as `danvan`."""

import sys

from danvan.cli.app import main

if __name__ == "__main__":
    sys.exit(main())
