# Standard errors in AgreementTests.swift. Needs numpy, pandas, statsmodels and irrCAC (0.4.4).
# Krippendorff's alpha: numerical derivative of alpha by the weight of each unit, the metric held fixed.
import numpy as np, pandas as pd
from irrCAC.raw import CAC
from statsmodels.stats.inter_rater import cohens_kappa

rows = ["1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."]
data = np.array([[np.nan if v == "." else float(v) for v in r.split()] for r in rows])


def metric_of(kind, totals):
    def ordinal(c, k):
        c, k = sorted((c, k))
        return (sum(totals[g] for g in totals if c <= g <= k) - (totals[c] + totals[k]) / 2) ** 2
    return dict(nominal=lambda c, k: float(c != k), ordinal=ordinal, interval=lambda c, k: (c - k) ** 2,
                ratio=lambda c, k: ((c - k) / (c + k)) ** 2)[kind]


units = [[v for v in column if not np.isnan(v)] for column in data.T]
units = [u for u in units if len(u) > 1]
totals = {}
for u in units:
    for v in u:
        totals[v] = totals.get(v, 0) + 1


def alpha(weights, delta):
    n, a, tally = 0.0, 0.0, {}
    for w, u in zip(weights, units):
        n += w * len(u)
        a += w * sum(delta(c, k) for c in u for k in u) / (len(u) - 1)
        for v in u:
            tally[v] = tally.get(v, 0) + w
    b = sum(tally[c] * tally[k] * delta(c, k) for c in tally for k in tally)
    return 1 - (n - 1) * a / b


for kind in ["nominal", "ordinal", "interval", "ratio"]:
    delta = metric_of(kind, totals)
    ones, h = np.ones(len(units)), 1e-5
    psi = []
    for i in range(len(units)):
        up, down = ones.copy(), ones.copy()
        up[i] += h
        down[i] -= h
        psi.append((alpha(up, delta) - alpha(down, delta)) / (2 * h))
    psi = np.array(psi) - np.mean(psi)
    g = len(units)
    print("alpha", kind, alpha(ones, delta), np.sqrt((psi ** 2).sum() * g / (g - 1)))

# Three coders without missing values: irrCAC's Fleiss and AC1.
full = pd.DataFrame([[2, 3, 2], [3, 3, 3], [3, 3, 3], [2, 2, 2], [2, 3, 4], [4, 4, 4], [1, 2, 1], [2, 2, 2]]).astype(float)
cac = CAC(full, digits=10)
for m in ["fleiss", "gwet"]:
    print(m, getattr(cac, m)()["est"])
cac = CAC(pd.DataFrame(data.T), digits=10)
for m in ["fleiss", "gwet"]:
    print("missing", m, getattr(cac, m)()["est"])

table = np.array([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
for name, result in [("plain", cohens_kappa(table)), ("linear", cohens_kappa(table, wt="linear")),
                     ("1968", cohens_kappa(table, weights=np.array([[0, 1, 3], [1, 0, 6], [3, 6, 0]])))]:
    print("kappa", name, result.kappa, result.std_kappa)
