"""``python -m tests.fuzz``: read changed files for a while, and keep the seeds of those in which a fault shows.

Ends with 1 where one did.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.fuzz.bases import BASES
from tests.fuzz.judging import Judge

KEPT = Path(__file__).with_name("kept.txt")


def main() -> int:
    """Run, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--first", type=int, default=int(time.time()), help="the first seed; the time, if left out")
    chosen = parser.parse_args()
    judge, faults, seed = Judge(), 0, chosen.first
    began = told = time.monotonic()
    while time.monotonic() - began < chosen.seconds:
        for name in BASES:
            if (fault := judge.fault(name, seed)) is not None:
                faults += 1
                print(f"{name} {seed}: {fault}", flush=True)
                with KEPT.open("a", encoding="utf-8") as kept:
                    kept.write(f"{name} | {seed} | {fault}\n")
        seed += 1
        if time.monotonic() - told > 20:
            told = time.monotonic()
            print(f"{judge.read + judge.refused} files, {faults} faults", flush=True)
    judge.close()
    print(
        f"seeds {chosen.first} to {seed - 1}: {judge.read} files read, {judge.refused} refused, {faults} faults; "
        f"the slowest took {judge.slowest:.2f} s; {judge.replaced} reading processes were replaced"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
