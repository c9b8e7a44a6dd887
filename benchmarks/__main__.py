"""``python -m benchmarks``: the analysis, the commands and the recalculation, one after the other."""

from benchmarks import commands, method, recalculation

for benchmark in (method, commands, recalculation):
    benchmark.main()
