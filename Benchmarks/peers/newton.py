"""A logit by Newton's method written out in numpy: newton.py FILE prints coefficients and model-based standard errors,
and on standard error how long reading and fitting took. What a practised person writes by hand, all in BLAS."""

import sys
import time

import numpy as np
import pandas as pd

start = time.perf_counter()
pupils = pd.read_csv(sys.argv[1], usecols=["y", "gender", "lang", "score", "region"])
read = time.perf_counter()
columns = np.empty((len(pupils), 9))
columns[:, 0] = 1
for position, name in enumerate(["gender", "lang", "score"], 1):
    columns[:, position] = pupils[name]
for region in range(1, 6):
    columns[:, 3 + region] = pupils["region"] == region
outcome = pupils["y"].to_numpy(float)
beta = np.zeros(9)
for _ in range(25):
    p = 1 / (1 + np.exp(-(columns @ beta)))
    information = (columns * (p * (1 - p))[:, None]).T @ columns
    step = np.linalg.solve(information, columns.T @ (outcome - p))
    beta += step
    if np.abs(step).max() < 1e-10:
        break
done = time.perf_counter()
print(f"read {read - start:.4f} seconds, fit {done - read:.4f} seconds", file=sys.stderr)
for value, error in zip(beta, np.sqrt(np.diag(np.linalg.inv(information)))):
    print(repr(float(value)), repr(float(error)))
