"""100,000 choosers of 20 alternatives with 6 attributes: choice.py data FOLDER writes them; choice.py fit FOLDER TIMES fits
with numpy, choice.py xlogit FOLDER TIMES with the package of that name.

The first peer is Newton's method written by hand in numpy on an array that lies ready, choosers × alternatives × attributes:
no missing values are looked for and no choice sets are made. It prints the least and the median seconds of a fit, then
each coefficient with its robust standard error.
"""

import pathlib
import sys
import time

import numpy as np

CHOOSERS, ALTERNATIVES, ATTRIBUTES = 100_000, 20, 6
task, folder = sys.argv[1], pathlib.Path(sys.argv[2])

if task == "data":
    random = np.random.default_rng(202)
    x = random.normal(0, 1, (CHOOSERS, ALTERNATIVES, ATTRIBUTES))
    x[:, :, 0] = random.exponential(1, x.shape[:2])
    x[:, :, 5] = random.random(x.shape[:2]) < 0.3
    x = np.round(x, 6)
    utility = x @ np.array([-0.8, 0.5, 0.3, -0.2, 0.1, 0.6]) + random.gumbel(size=x.shape[:2])
    choice = np.zeros(x.shape[:2])
    choice[np.arange(CHOOSERS), utility.argmax(1)] = 1
    folder.mkdir(parents=True, exist_ok=True)
    np.repeat(np.arange(CHOOSERS, dtype=float), ALTERNATIVES).tofile(folder / "id.f64")
    choice.tofile(folder / "choice.f64")
    for k in range(ATTRIBUTES):
        np.ascontiguousarray(x[:, :, k]).tofile(folder / f"a{k + 1}.f64")
    sys.exit()

columns = [np.fromfile(folder / f"a{k + 1}.f64").reshape(CHOOSERS, ALTERNATIVES) for k in range(ATTRIBUTES)]
x = np.ascontiguousarray(np.stack(columns, axis=2))
y = np.fromfile(folder / "choice.f64").reshape(CHOOSERS, ALTERNATIVES).argmax(1)
rows = np.arange(CHOOSERS)


def fit():
    beta, chosen, flat = np.zeros(ATTRIBUTES), x[rows, y], x.reshape(-1, ATTRIBUTES)
    for _ in range(30):
        p = x @ beta
        p -= p.max(1, keepdims=True)
        np.exp(p, out=p)
        p /= p.sum(1, keepdims=True)
        mean = np.einsum("njk,nj->nk", x, p, optimize=True)
        hessian = flat.T @ (flat * p.reshape(-1, 1)) - mean.T @ mean
        step = np.linalg.solve(hessian, (chosen - mean).sum(0))
        beta = beta + step
        if np.abs(step).max() < 1e-9:
            break
    inverse, scores = np.linalg.inv(hessian), chosen - mean
    return beta, np.sqrt(np.diag(inverse @ (scores.T @ scores) @ inverse))


def packaged():
    from xlogit import MultinomialLogit

    model = MultinomialLogit()
    model.fit(
        x.reshape(-1, ATTRIBUTES), np.eye(ALTERNATIVES)[y].ravel(), varnames=[f"a{k + 1}" for k in range(ATTRIBUTES)],
        alts=np.tile(np.arange(ALTERNATIVES), CHOOSERS), ids=np.repeat(rows, ALTERNATIVES), robust=True, verbose=0)
    return model.coeff_, model.stderr


times = []
for _ in range(int(sys.argv[3])):
    start = time.perf_counter()
    beta, errors = packaged() if task == "xlogit" else fit()
    times.append(time.perf_counter() - start)
print(min(times), float(np.median(times)))
for pair in zip(beta, errors):
    print(*map(repr, map(float, pair)))
