"""The gravity model of the benchmark with pyfixest, and its data.

    gravity.py data FOLDER                        makes the data: flows.csv, and one NAME.f64 for each column
    gravity.py fit FOLDER FORMULA REPETITIONS     fits them in memory; prints the least and the median seconds of a fit,
                                                  then each coefficient with its standard error
    gravity.py csv FILE FORMULA                   reads the CSV, fits once, prints the table
"""

import sys
import time
import warnings

import numpy as np
import pandas as pd


def make(folder, origins=1000, destinations=1000, years=5):
    """A million pairs of places over five years; an outcome of 0 is common, as in flows."""
    draw = np.random.default_rng(303)
    push, pull = draw.normal(0, 1, origins), draw.normal(0, 1, destinations)
    trend = np.linspace(0, 0.2, years)
    place = draw.random((max(origins, destinations), 2))
    step = place[:origins, None, :] - place[None, :destinations, :]
    distance = np.log(0.05 + np.hypot(step[..., 0], step[..., 1]))
    border = ((distance < np.log(0.12)) & (draw.random((origins, destinations)) < 0.5)).astype(np.int8)
    gap = draw.normal(0, 1, (origins, destinations, years))
    pair = 0.3 + push[:, None] * 0.8 + pull[None, :] * 0.8 - 1.1 * distance + 0.4 * border
    flow = draw.poisson(np.exp(pair[:, :, None] + 0.15 * gap + trend - 1.0))
    o, d, year = np.meshgrid(np.arange(origins), np.arange(destinations), np.arange(years), indexing="ij")
    columns = dict(
        y=flow.ravel(), o=o.ravel(), d=d.ravel(), year=year.ravel(),
        ldist=np.round(np.repeat(distance.ravel(), years), 8), border=np.repeat(border.ravel(), years),
        gap=np.round(gap.ravel(), 8))
    for name, values in columns.items():
        values.astype("<f8").tofile(f"{folder}/{name}.f64")
    pd.DataFrame(columns).to_csv(f"{folder}/flows.csv", index=False)


def fit(formula, data):
    import pyfixest

    warnings.simplefilter("ignore")
    return pyfixest.fepois(formula, data=data, vcov={"CRV1": "o"})


if sys.argv[1] == "data":
    make(sys.argv[2])
elif sys.argv[1] == "csv":
    print(fit(sys.argv[3], pd.read_csv(sys.argv[2])).tidy())
else:
    import pyfixest  # noqa: F401  importing is not part of a fit

    names = ["y", "ldist", "border", "gap", "o", "d"] + (["year"] if "year" in sys.argv[3] else [])
    table = pd.DataFrame({name: np.fromfile(f"{sys.argv[2]}/{name}.f64") for name in names})
    for name in names[4:]:
        table[name] = table[name].astype(np.int32)
    times = []
    for _ in range(int(sys.argv[4])):
        start = time.perf_counter()
        model = fit(sys.argv[3], table)
        times.append(time.perf_counter() - start)
    print(min(times), sorted(times)[len(times) // 2])
    for estimate, error in zip(model.coef(), model.se()):
        print(repr(float(estimate)), repr(float(error)))
