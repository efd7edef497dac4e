"""Makes categorical_margins.json from the answers in choice_models.json. Run: python categorical_margins.py

Marginal effects of the multinomial logit on numbers are statsmodels' (get_margeff). Those of categories, predictions, effects at
means, and all of the ordered logit are written out here: derivatives by complex steps (exact to rounding), covariances
from second derivatives by central differences of complex-step gradients.
"""

import json, pathlib

import numpy as np
import pandas as pd
import statsmodels.api as sm

here = pathlib.Path(__file__).parent
known = json.loads((here / "choice_models.json").read_text())
answers = pd.DataFrame(known["answers"])
north, south = (answers.region == "north") * 1.0, (answers.region == "south") * 1.0
X = np.column_stack([answers.x, answers.z, north, south])
code = answers.level.map({"low": 0, "middle": 1, "high": 2, "top": 3}).to_numpy()
choice = answers.plan.map({"abroad": 0, "city": 1, "home": 2}).to_numpy()
logistic = lambda v: 1 / (1 + np.exp(-v))


def ordered(t, X):
    eta = X @ t[:4]
    below = [np.zeros(len(eta))] + [logistic(c - eta) for c in t[4:]] + [np.ones(len(eta))]
    return np.array([b - a for a, b in zip(below, below[1:])])


def multinomial(t, X):
    D = np.column_stack([np.ones(len(X)), X])
    e = np.exp(np.array([np.zeros(len(X)), D @ t[:5], D @ t[5:]]))
    return e / e.sum(0)


def gradient(f, t):
    return np.array([np.imag(f(t + 1e-30j * e)) / 1e-30 for e in np.eye(len(t))])


def covariance(f, outcome, t):
    total = lambda t: np.log(f(t, X)[outcome, np.arange(len(X))]).sum()
    for _ in range(4):
        h = 1e-5
        hessian = np.array([(gradient(total, t + h * e) - gradient(total, t - h * e)) / (2 * h) for e in np.eye(len(t))])
        t = t - np.linalg.solve((hessian + hessian.T) / 2, gradient(total, t))
    return t, np.linalg.inv(-(hessian + hessian.T) / 2)


def shifted(X, j, by):
    X = X.copy() if np.isrealobj(by) else X.astype(complex)
    X[:, j] = X[:, j] + by
    return X


def region(X, name):
    X = X.copy()
    X[:, 2], X[:, 3] = name == "north", name == "south"
    return X


out = {}
for name, f, outcome, start in [
    ("ordered", ordered, code, known["ordered"]["coef"]),
    ("multinomial", multinomial, choice, known["mnlogit"]["coef"]),
]:
    t, V = covariance(f, outcome, np.array(start))
    mean = X.mean(0, keepdims=True)
    h = 1e-4
    slope = lambda t, X: sum(w * f(t, shifted(X, 0, s * h)) for s, w in [(-2, 1 / 12), (-1, -2 / 3), (1, 2 / 3), (2, -1 / 12)]).mean(1) / h
    asked = {
        "slope_x": lambda t: slope(t, X),
        "slope_x_at_means": lambda t: slope(t, mean),
        "north_less_centre": lambda t: (f(t, region(X, "north")) - f(t, region(X, "centre"))).mean(1),
        "south": lambda t: f(t, region(X, "south")).mean(1),
        "x_one": lambda t: f(t, np.column_stack([np.ones(len(X)), X[:, 1:]])).mean(1),
        "x_one_in_north": lambda t: f(t, np.column_stack([np.ones(len(X)), X[:, 1:]]))[:, north == 1].mean(1),
    }
    out[name] = {}
    for key, q in asked.items():
        g = gradient(q, t)
        out[name][key] = np.real(q(t)).tolist()
        out[name][key + "_se"] = np.sqrt(np.einsum("ik,ij,jk->k", g, V, g)).tolist()

design = sm.add_constant(pd.DataFrame(X, columns=["x", "z", "north", "south"]))
margins = sm.MNLogit(choice, design).fit(method="newton", tol=1e-14, maxiter=100, disp=0).get_margeff(at="overall")
out["statsmodels"] = {"slope_x": margins.margeff[0].tolist(), "slope_x_se": margins.margeff_se[0].tolist()}
(here / "categorical_margins.json").write_text(json.dumps(out, indent=1) + "\n")
print(json.dumps(out, indent=1))
