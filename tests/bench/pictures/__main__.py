"""``python -m tests.bench.pictures docs/pictures``: every picture of the documentation, made anew."""

import argparse
import sys
from pathlib import Path

import pytest

from tests.bench.pictures import clicks, gallery, ribbon


def main() -> None:
    """Make the pictures in the folder that the command line names."""
    parser = argparse.ArgumentParser(description="Render the pictures of the documentation.")
    parser.add_argument("outdir", type=Path)
    outdir = parser.parse_args().outdir
    try:
        made = [*gallery.make(outdir), *clicks.make(outdir), *ribbon.make(outdir)]
    except (pytest.skip.Exception, pytest.fail.Exception) as missing:  # a program that the benches need as well
        sys.exit(str(missing))
    for path in made:
        print(f"{path}  {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
