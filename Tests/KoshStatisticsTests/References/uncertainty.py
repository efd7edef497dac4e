"""Checks uncertainty.json (made by R) against statsmodels: a second outside source for the same numbers.

uncertainty.py    prints the greatest relative difference of each comparison; made with statsmodels 0.15
"""
import json
from pathlib import Path

import numpy as np
import statsmodels.api as sm

source = json.loads((Path(__file__).parent / "uncertainty.json").read_text())


def column(table, name):
    return np.array(source[table][name])


track = column("data", "track")
X = np.column_stack([np.ones(160), column("data", "x"), track == "science", track == "sport"]).astype(float)
y, b, count = (column("data", name) for name in ("y", "b", "count"))
school = np.unique(column("data", "school"), return_inverse=True)[1]


def compare(name, found, expected):
    print(f"{name:32} {np.max(np.abs(np.asarray(found) / np.asarray(expected) - 1)):.1e}")


clusters = source["clusters"]
ols = sm.OLS(y, X)
compare("ols, clusters", ols.fit(cov_type="cluster", cov_kwds={"groups": school}).bse, clusters["ols"]["school_stata_ols"])
plain = {"groups": school, "use_correction": False}
for name, model in (("logit", sm.Logit(b, X)), ("poisson", sm.Poisson(count, X))):
    fit = model.fit(cov_type="cluster", cov_kwds=plain, disp=0, tol=1e-14, method="newton")
    compare(f"{name}, clusters", fit.bse, clusters[name]["school_none"])
S = np.column_stack([np.ones(60), column("series", "trend")])
z = sm.OLS(column("series", "z"), S)
for lag, correction, key in ((2, False, "ols_2_none"), (2, True, "ols_2_adjusted"), (3, True, "ols_3_adjusted")):
    fit = z.fit(cov_type="HAC", cov_kwds={"maxlags": lag, "use_correction": correction})
    compare(f"Newey-West, lag {lag}, {correction}", fit.bse, source["newey_west"][key])
R = np.eye(4)[2:]
test = ols.fit().wald_test(R, use_f=True, scalar=True)
compare("Wald, F", [test.statistic, test.pvalue], list(source["wald"]["ols_factor"].values()))
logit = sm.Logit(b, X).fit(disp=0, tol=1e-14)
test = logit.wald_test(R, use_f=False, scalar=True)
compare("Wald, chi-squared", [test.statistic, test.pvalue], list(source["wald"]["logit_factor"].values()))
statistic, p, _ = ols.fit().compare_lr_test(sm.OLS(y, X[:, :2]).fit())
compare("likelihood ratio", [statistic, p], list(source["likelihoods"]["lr_ols"].values()))
statistic, p, _ = ols.fit().compare_lm_test(sm.OLS(y, X[:, :2]).fit(), use_lr=False)
compare("score", [statistic, p], list(source["likelihoods"]["score_ols"].values()))
