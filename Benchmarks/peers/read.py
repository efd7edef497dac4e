"""Reads columns of a CSV file with polars: read.py FILE COLUMN...

Tells the seconds of the reading, and those of all processors, on standard error; every column is summed, so that nothing
is put off.
"""
import sys
import time

import polars

start, processors = time.perf_counter(), time.process_time()
table = polars.read_csv(sys.argv[1], columns=sys.argv[2:])
seconds, processors = time.perf_counter() - start, time.process_time() - processors
print(table.sum().row(0))
print(f"read {seconds:.6f} seconds {processors:.6f}", file=sys.stderr)
