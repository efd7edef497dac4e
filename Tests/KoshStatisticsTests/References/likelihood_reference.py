"""Makes likelihood_reference.json: seeded data and what statsmodels says of probit, Poisson and negative binomial
regressions of it, polished by Newton steps to full precision.

    python likelihood_reference.py > likelihood_reference.json      (made with statsmodels 0.15, numpy 2.4)

Model-based standard errors are those of the observed information (the Hessian); the negative binomial's covers alpha.
Robust ones are sandwiches of the scores of rows: HC0 without a correction, clusters without one and with G / (G - 1).
"""
import json
import numpy as np
import statsmodels.api as sm
from scipy.special import gammaln
from scipy.stats import chi2

r = np.random.default_rng(20261121)
n = 420
region = r.integers(0, 4, n)
gender = (r.random(n) < 0.5).astype(float)
score = np.round(r.normal(45, 12, n), 1)
school = r.integers(0, 37, n)
exposure = np.round(np.exp(r.normal(1, 0.4, n)), 3)
weight = r.integers(1, 4, n).astype(float)
shift = np.array([0, 0.4, -0.3, 0.7])[region]
eta = 0.2 + 0.5 * gender + 0.015 * (score - 45) + shift
mean = np.exp(eta) * exposure / 2.7
moves = r.negative_binomial(1 / 0.6, 1 / (1 + 0.6 * mean)).astype(float)
calm = r.poisson(np.exp(0.3 * eta)).astype(float)
even = np.tile([2.0, 3.0], n // 2)
stays = (r.normal(0, 1, n) < 0.4 * eta - 0.3).astype(float)
X = np.column_stack([np.ones(n), gender, score] + [(region == k).astype(float) for k in (1, 2, 3)])
names = ["(Intercept)", "gender", "score", "region::B", "region::C", "region::D"]
L = lambda a: np.asarray(a, float).tolist()


def polish(model, params):
    for _ in range(8):
        params = params - np.linalg.solve(model.hessian(params), model.score(params))
    return params


def entry(name, family, outcome, model, start, offset=False, null=None):
    b = polish(model, start)
    bread = np.linalg.inv(-model.hessian(b))
    scores = model.score_obs(b)
    sandwich = lambda s: L(np.sqrt(np.diag(bread @ s.T @ s @ bread)))
    sums = np.stack([np.bincount(school, scores[:, j]) for j in range(scores.shape[1])], 1)
    groups = len(np.unique(school))
    d = dict(name=name, family=family, formula=f"{outcome} ~ gender + score + i(region)" + (" + offset(log(exposure))" if offset else ""),
             estimate=L(b), std_error=L(np.sqrt(np.diag(bread))), log_lik=float(model.loglike(b)), nobs=n,
             HC0=sandwich(scores), cluster_none=sandwich(sums), cluster_stata=L(np.array(sandwich(sums)) * np.sqrt(groups / (groups - 1))))
    if null is not None:
        d["log_lik_null"] = float(null.loglike(polish(null, null.fit(disp=0, maxiter=200).params)))
    return d


one = np.ones((n, 1))
entries = []
m = sm.Probit(stays, X)
entries.append(entry("probit", "probit", "stays", m, m.fit(disp=0).params, null=sm.Probit(stays, one)))
m = sm.Poisson(moves, X)
entries.append(entry("poisson", "poisson", "moves", m, m.fit(disp=0).params, null=sm.Poisson(moves, one)))
m = sm.Poisson(moves, X, offset=np.log(exposure))
entries.append(entry("poisson_offset", "poisson", "moves", m, m.fit(disp=0).params, offset=True,
                     null=sm.Poisson(moves, one, offset=np.log(exposure))))
for offset in (False, True):
    o = np.log(exposure) if offset else None
    m = sm.NegativeBinomial(moves, X, loglike_method="nb2", offset=o)
    p = sm.Poisson(moves, X, offset=o)
    start = m.fit(disp=0, maxiter=500, method="bfgs").params
    e = entry("negative_binomial" + ("_offset" if offset else ""), "negbin", "moves", m, start, offset=offset,
              null=sm.NegativeBinomial(moves, one, loglike_method="nb2", offset=o))
    ll = p.loglike(polish(p, p.fit(disp=0).params))
    e["lr_statistic"] = float(2 * (e["log_lik"] - ll))
    entries.append(e)
# Weighted: by generalized linear models with weights that multiply the log likelihood.
for name, family, y, fam in (("logit", "logit", stays, sm.families.Binomial()), ("poisson", "poisson", moves, sm.families.Poisson())):
    g = sm.GLM(y, X, family=fam, freq_weights=weight).fit(tol=1e-15, maxiter=100)
    entries.append(dict(name=name + "_weighted", family=family, formula=f"{'stays' if family == 'logit' else 'moves'} ~ gender + score + i(region)",
                        weights="weight", estimate=L(g.params), std_error=L(g.bse), log_lik=float(g.llf), nobs=n))
text = lambda v, s: [s[i] for i in v]
data = dict(region=text(region, "ABCD"), gender=L(gender), score=L(score), school=L(school), exposure=L(exposure), weight=L(weight),
            moves=L(moves), calm=L(calm), even=L(even), stays=L(stays))
print(json.dumps(dict(data=data, names=names, fits=entries)))
