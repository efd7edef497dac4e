# Adds to series_space.json what statsmodels 0.15.0 gives. Run after series_space.R.
import json, warnings
import numpy as np
import statsmodels.api as sm
from statsmodels.stats.diagnostic import het_white, acorr_breusch_godfrey, linear_reset
from statsmodels.tsa.stattools import adfuller, kpss, coint

warnings.simplefilter("ignore")
d = json.load(open("series_space.json"))
p = json.load(open("educational_mobility_ols.json"))
paper = {k: np.array(p[k], float) for k in ("migration", "gdp", "unemployment")}
made = {k: np.array(v, float) for k, v in d["made"].items()}


def adf(x, regression, maxlag, autolag):
    r = adfuller(x, maxlag=maxlag, regression=regression, autolag=autolag)
    return {"regression": regression, "maxlag": maxlag, "autolag": autolag, "statistic": r[0], "p": r[1],
            "lags": int(r[2]), "observations": int(r[3]), "critical": [r[4]["1%"], r[4]["5%"], r[4]["10%"]]}


def kp(x, regression, nlags):
    r = kpss(x, regression=regression, nlags=nlags)
    return {"regression": regression, "nlags": nlags, "statistic": float(r[0]), "p": float(r[1]), "lags": int(r[2])}


series = {**{"paper_" + k: v for k, v in paper.items()}, **made}
d["unit_roots"] = {
    name: {
        "adf": [adf(x, r, m, a) for r in ("n", "c", "ct")
                for m, a in ((None, "AIC"), (None, "BIC"), (None, "t-stat"), (2, None), (0, None), (4, "AIC"))],
        "kpss": [kp(x, r, l) for r in ("c", "ct") for l in ("auto", 3)],
    } for name, x in series.items()}
pairs = {"tied": ("tied", ["walk"]), "apart": ("walk", ["other"]), "three": ("tied", ["walk", "other"])}
d["cointegration"] = {}
for name, (y, xs) in pairs.items():
    for trend in ("c", "ct"):
        r = coint(made[y], np.column_stack([made[x] for x in xs]), trend=trend, maxlag=None, autolag="aic")
        d["cointegration"][name + "_" + trend] = {"statistic": float(r[0]), "p": float(r[1]), "critical": list(map(float, r[2]))}
r = coint(paper["migration"], np.column_stack([paper["gdp"], paper["unemployment"]]), maxlag=1, autolag=None)
d["cointegration"]["paper"] = {"statistic": float(r[0]), "p": float(r[1]), "critical": list(map(float, r[2]))}

for name, y, x in (("paper", paper["migration"], np.column_stack([paper["gdp"], paper["unemployment"]])),
                   ("broken", made["broken"], made["calm"][:, None])):
    fit = sm.OLS(y, sm.add_constant(x)).fit()
    lm, lmp, f, fp = het_white(fit.resid, fit.model.exog)
    d[name]["white"] = {"statistic": lm, "p": lmp, "f": f, "fp": fp}
    b = acorr_breusch_godfrey(fit, 2)
    d[name]["bg2"] = {"statistic": b[0], "p": b[1], "f": b[2], "fp": b[3]}
    t = linear_reset(fit, power=3, use_f=True)
    d[name]["reset_statsmodels"] = {"statistic": float(t.fvalue), "p": float(t.pvalue)}

def rounded(v):
    if isinstance(v, dict): return {k: rounded(x) for k, x in v.items()}
    if isinstance(v, (list, tuple)): return [rounded(x) for x in v]
    return float(v) if isinstance(v, np.floating) else v

json.dump(rounded(d), open("series_space.json", "w"), separators=(",", ":"))
