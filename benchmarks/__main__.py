"""``python -m benchmarks``: the analysis, the commands, the recalculation and a click, one after the other."""

from benchmarks import commands, dispatches, method, recalculation

for benchmark in (method, commands, recalculation, dispatches):
    benchmark.main()
