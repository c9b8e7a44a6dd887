"""``python -m benchmarks``: the analysis, circles, the commands, copies that come back, the recalculation, and a click.

Ends with 1 where a count is above what is asked, or a time far above it in each of several rounds.
"""

import sys

from benchmarks import commands, copies, dispatches, method, on_windows, recalculation, resources, stopwatch

for benchmark in (method, resources, commands, copies, recalculation, on_windows, dispatches):
    benchmark.main()
sys.exit(1 if stopwatch.missed() else 0)
