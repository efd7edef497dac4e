"""1,000 bootstrap refits of a logit in numpy: rows collapsed to cells, all refits of a batch in one Newton iteration.

bootstrap.py FILE [REFITS]    prints the best time of five in milliseconds, then the standard errors
"""
import csv
import sys
import time

import numpy as np

path = sys.argv[1]
refits = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
with open(path, newline="") as file:
    rows = list(csv.DictReader(file))
regions = sorted({row["region"] for row in rows})
y = np.array([float(row["moves"]) for row in rows])
X = np.array(
    [
        [1.0, float(row["girl"]), float(row["kazakh"]), float(row["score"])]
        + [float(row["region"] == region) for region in regions[1:]]
        for row in rows
    ]
)
n, k = X.shape
upper = np.triu_indices(k)


def newton(X, weights, successes, beta, tolerance=1e-8):
    """Estimates for each row of weights (cells counted so many times)."""
    products = np.ascontiguousarray(X[:, upper[0]] * X[:, upper[1]])
    beta = np.repeat(beta[None], weights.shape[0], 0)
    target = successes @ X
    for _ in range(30):
        p = 1 / (1 + np.exp(-(beta @ X.T)))
        wp = weights * p
        gradient = target - wp @ X
        wp *= 1 - p
        flat = wp @ products
        information = np.empty((weights.shape[0], k, k))
        information[:, upper[0], upper[1]] = flat
        information[:, upper[1], upper[0]] = flat
        step = np.linalg.solve(information, gradient[:, :, None])[:, :, 0]
        beta += step
        if np.abs(step).max() < tolerance:
            return beta
    raise SystemExit("no convergence")


def bootstrap(start):
    random = np.random.default_rng(77)
    fine, inverse = np.unique(np.column_stack([X, y]), axis=0, return_inverse=True)
    coarse, position = np.unique(fine[:, :k], axis=0, return_inverse=True)
    cell = position.ravel()[inverse.ravel()] * 2 + y.astype(int)
    count = np.bincount(cell, minlength=2 * len(coarse))
    estimates = []
    for low in range(0, refits, 250):
        size = min(250, refits - low)
        drawn = random.multinomial(n, count / n, size).astype(float).reshape(size, -1, 2)
        estimates.append(newton(coarse, drawn.sum(2), np.ascontiguousarray(drawn[:, :, 1]), start))
    return np.concatenate(estimates)


start = newton(X, np.ones((1, n)), y[None], np.zeros(k))[0]
best = float("inf")
for _ in range(5):
    begun = time.perf_counter()
    estimates = bootstrap(start)
    best = min(best, time.perf_counter() - begun)
print(f"{best * 1e3:.1f}")
print(" ".join(f"{value:.6f}" for value in estimates.std(0, ddof=1)))
