"""What answering costs beside time: memory added, and modules of networkx loaded.

Each question is asked in a process of its own, twice: once only opening the register,
once also asking. The difference of the greatest memory held is what was added.

    python -m bench.footprint [--sizes 2000 20000 200000]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from bench.figures import Figure, report
from bench.registries import SIZES, register

MOST_MIB = 16.0
OPEN = """
import sys
from pathlib import Path
from registry.desk.read.session import open_reading
from registry.desk.read.eligibility import EligibilitySource
from registry.eligibility.explain import explain
from registry.eligibility.bind import bound_steps
from registry.eligibility.evaluate import counts, standings
with open_reading(Path(sys.argv[1])) as reading:
    connection, on = reading.connection, reading.info.on
    steps = bound_steps(connection, on)
    {asked}
status = Path("/proc/self/status").read_text()
held = int(status.partition("VmHWM:")[2].split()[0]) / 1024
print(held, sum(name.partition(".")[0] == "networkx" for name in sys.modules))
"""
QUESTIONS = {
    "counts": "[counts(connection, step) for step in steps]",
    "first page": "EligibilitySource(reading).page(limit=50)",
    "explanation": "explain(connection, steps[0],"
    " next(standings(connection, steps[0])).subject_id)",
}


def asked(path: Path, question: str) -> tuple[float, int]:
    """The most memory that a process held in MiB, and its networkx modules."""
    code = OPEN.format(asked=question)
    command = [sys.executable, "-c", code, path]
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    held, modules = said.stdout.split()
    return float(held), int(modules)


def measure(size: int) -> list[Figure]:
    """Memory added by each question, and the modules."""
    path = register(size)
    alone, _ = asked(path, "pass")
    found = {name: asked(path, question) for name, question in QUESTIONS.items()}
    how = f"above the {alone:.0f} MiB of opening it"
    added = [
        Figure(f"memory added by {name}", size, held - alone, "MiB", "≤", MOST_MIB, how)
        for name, (held, _) in found.items()
    ]
    modules = max(number for _, number in found.values())
    networkx = "networkx modules loaded by counts, page and explanation"
    return [*added, Figure(networkx, size, modules, "", "=", 0.0)]


def main() -> int:
    """Measure at every size that is asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    for size in options.parse_args().sizes:
        report(measure(size))
    return 0


if __name__ == "__main__":
    sys.exit(main())
