# Makes marginal_effects.json: margins by brute force from statsmodels fits. Predictions are recomputed from the formula
# with columns replaced; slopes are differences in the variable, standard errors differences in every coefficient.
#   python marginal_effects.py < regression_reference.json > marginal_effects.json
import json, sys
import numpy as np, pandas as pd, patsy, statsmodels, statsmodels.api as sm

source = json.load(sys.stdin)
data = pd.DataFrame(source["data"])
spector = pd.DataFrame(source["spector"])

F = sm.families

def richardson(f, h):
    return (f(-2 * h) - 8 * f(-h) + 8 * f(h) - f(2 * h)) / (12 * h)

def margins(name, formula, frame, family, queries, weights=None):
    y, x = patsy.dmatrices(formula, frame)
    design_info = x.design_info
    model = sm.GLM(np.asarray(y)[:, 0], np.asarray(x), family=family, freq_weights=None if weights is None else frame[weights])
    fit = model.fit(tol=1e-14, maxiter=100)
    beta = np.asarray(fit.params)
    # The observed information; for least squares σ² of n − k.
    info = -model.hessian(beta, scale=fit.scale, observed=True)
    V = np.linalg.inv(info)
    link = family.link.inverse
    w = np.ones(len(frame)) if weights is None else np.asarray(frame[weights], float)
    def X(d): return np.asarray(patsy.build_design_matrices([design_info], d)[0])
    def mean_prediction(b, d, rows, at_means):
        x = X(d)[rows]
        if at_means: x = np.average(x, axis=0, weights=w[rows])[None, :]; return link(x @ b)[0]
        return np.average(link(x @ b), weights=w[rows])
    def base(at_means):
        d = frame.copy()
        if at_means:
            for c in d.columns:
                if pd.api.types.is_numeric_dtype(d[c]): d[c] = np.average(d[c].astype(float), weights=w)
        return d
    out = []
    for q in queries:
        rows = np.ones(len(frame), bool) if "by" not in q else np.asarray(frame[q["by"]] == q["group"])
        at_means = q.get("at") == "means"
        d = base(at_means)
        def value(b):
            if q["kind"] == "slope":
                h = 1e-3
                def g(s):
                    e = d.copy(); e[q["variable"]] = e[q["variable"]] + s; return mean_prediction(b, e, rows, at_means)
                return richardson(g, h)
            if q["kind"] == "difference":
                hi, lo = d.copy(), d.copy(); hi[q["variable"]] = q["high"]; lo[q["variable"]] = q["low"]
                return mean_prediction(b, hi, rows, at_means) - mean_prediction(b, lo, rows, at_means)
            e = d.copy()
            if "variable" in q: e[q["variable"]] = q["value"]
            return mean_prediction(b, e, rows, at_means)
        grad = np.array([richardson(lambda s, j=j: value(beta + s * np.eye(len(beta))[j]), 1.0 if isinstance(family, F.Gaussian) else 1e-3 * max(1e-3, abs(beta[j]))) for j in range(len(beta))])
        out.append(dict(q, estimate=float(value(beta)), std_error=float(np.sqrt(grad @ V @ grad))))
    return dict(name=name, queries=out)

rich = "gender * score + I(score ** 2) + C(region) + np.log(income)"
queries = [
    dict(kind="difference", variable="gender", high=1, low=0), dict(kind="difference", variable="gender", high=1, low=0, at="means"),
    dict(kind="slope", variable="score"), dict(kind="slope", variable="score", at="means"), dict(kind="slope", variable="income"),
    dict(kind="slope", variable="score", by="lang", group="ru"),
    dict(kind="difference", variable="region", high="Shymkent", low="Almaty"),
    dict(kind="difference", variable="gender", high=1, low=0, by="lang", group="kk"),
    dict(kind="prediction"), dict(kind="prediction", variable="gender", value=1), dict(kind="prediction", variable="score", value=50, at="means"),
]
result = dict(
    made_with=f"statsmodels {statsmodels.__version__}",
    models=[
        margins("logit", "intends ~ " + rich, data, F.Binomial(), queries),
        margins("probit", "intends ~ " + rich, data, F.Binomial(F.links.Probit()), queries),
        margins("poisson", "count ~ " + rich, data, F.Poisson(), queries),
        margins("ols", "balance ~ " + rich, data, F.Gaussian(), queries),
        margins("weighted", "intends ~ " + rich, data, F.Binomial(), queries, weights="count"),
    ],
    # statsmodels' own: get_margeff, checked in its test suite against Stata.
    spector={at: (lambda m: dict(margeff=m.margeff.tolist(), std_error=m.margeff_se.tolist()))(
        sm.Logit.from_formula("grade ~ gpa + tuce + psi", spector).fit(disp=0, tol=1e-14).get_margeff(at=at, dummy=True))
        for at in ["overall", "mean"]})
json.dump(result, sys.stdout, indent=1)
