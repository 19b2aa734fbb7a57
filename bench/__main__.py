"""Run every measurement in turn: ``make bench``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MEASUREMENTS = ("first_rows.py", "as_known.py")
"""Each is also a command of its own, with options."""


def main() -> int:
    """Run them all; 1 if one could not run."""
    here = Path(__file__).parent
    done = [
        subprocess.run([sys.executable, here / name], check=False)
        for name in MEASUREMENTS
    ]
    return int(any(one.returncode for one in done))


if __name__ == "__main__":
    sys.exit(main())
