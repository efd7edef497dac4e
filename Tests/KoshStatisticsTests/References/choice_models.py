"""Makes choice_models.json: data, and what R, statsmodels and scipy find. Run: python choice_models.py

modechoice: W. H. Greene and D. Hensher's travel modes between Sydney, Canberra and Melbourne, as statsmodels carries
them (210 travellers, four modes). panel, answers: made up here with a fixed seed.

R (choice_models.R): survival::clogit, MASS::polr, nnet::multinom. statsmodels: MNLogit. The nested logit and the standard
errors of the ordered logit come from likelihoods written out below, maximised by scipy; gradients by complex steps
(exact to rounding), second derivatives by central differences of those.
"""

import json, pathlib, subprocess, tempfile

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy.optimize import minimize

here = pathlib.Path(__file__).parent
random = np.random.default_rng(7)

modes = sm.datasets.modechoice.load_pandas().data
modes["mode"] = modes["mode"].map({1.0: "air", 2.0: "train", 3.0: "bus", 4.0: "car"})
modes["weight"] = 1 + (modes["individual"] % 3)
modes = modes[["individual", "mode", "choice", "ttme", "invt", "gc", "hinc", "psize", "weight"]]

groups = np.repeat(np.arange(70), random.integers(2, 9, 70))
x, z = random.normal(size=groups.size), (random.random(groups.size) < 0.4) * 1.0
effect = random.normal(0, 1.2, 70)[groups]
y = (random.random(groups.size) < 1 / (1 + np.exp(-(0.8 * x - 0.6 * z + effect)))) * 1
panel = pd.DataFrame(dict(group=groups, x=np.round(x, 4), z=z, y=y)).sample(frac=1, random_state=3)

n = 400
x, z = np.round(random.normal(size=n), 4), np.round(random.random(n) * 3, 3)
region = random.choice(["centre", "north", "south"], n)
shift = np.select([region == "north", region == "south"], [0.5, -0.4], 0.0)
latent = 0.9 * x - 0.5 * z + shift + random.logistic(size=n)
level = np.array(["low", "middle", "high", "top"])[np.digitize(latent, [-1.5, 0.2, 1.8])]
utility = np.column_stack([np.zeros(n), 0.4 + 0.5 * x - 0.2 * z, -0.3 - 0.6 * x + 0.3 * z + shift]) + random.gumbel(size=(n, 3))
plan = np.array(["abroad", "city", "home"])[utility.argmax(1)]
answers = pd.DataFrame(dict(level=level, plan=plan, x=x, z=z, region=region, school=random.integers(0, 40, n), w=1 + random.integers(0, 3, n)))

out = {"modechoice": modes.to_dict("list"), "panel": panel.to_dict("list"), "answers": answers.to_dict("list")}

with tempfile.TemporaryDirectory() as folder:
    modes.to_csv(f"{folder}/modechoice.csv", index=False)
    panel.to_csv(f"{folder}/panel.csv", index=False)
    answers.to_csv(f"{folder}/answers.csv", index=False)
    lines = subprocess.run(["Rscript", "--vanilla", str(here / "choice_models.R"), folder], capture_output=True, text=True, check=True).stdout
found = {}
for line in lines.splitlines():
    name, value = line.split(",")
    found.setdefault(name, []).append(float(value))
out["r"] = found


def gradient(f, theta):
    step = 1e-30
    return np.array([np.imag(f(theta + 1j * step * np.eye(len(theta))[j])) / step for j in range(len(theta))])


def maximum(f, start):
    """f gives one value for each observation. Newton's method from scipy's answer; returns estimates, hessian, scores."""
    total = lambda t: f(t).sum()
    theta = minimize(lambda t: -total(t).real, start, jac=lambda t: -gradient(total, t), method="BFGS", options=dict(gtol=1e-8, maxiter=5000)).x
    for _ in range(8):
        h = 1e-5
        hessian = np.array([(gradient(total, theta + h * e) - gradient(total, theta - h * e)) / (2 * h) for e in np.eye(len(theta))])
        hessian = (hessian + hessian.T) / 2
        theta = theta - np.linalg.solve(hessian, gradient(total, theta))
    scores = np.array([np.imag(f(theta + 1e-30j * e)) / 1e-30 for e in np.eye(len(theta))]).T
    return theta, hessian, scores


def report(name, f, start):
    theta, hessian, scores = maximum(f, np.array(start, float))
    bread = np.linalg.inv(-hessian)
    out[name] = dict(coef=theta.tolist(), se=np.sqrt(np.diag(bread)).tolist(), hc0=np.sqrt(np.diag(bread @ scores.T @ scores @ bread)).tolist(), loglik=float(f(theta).sum().real))


# Ordered logit: x, z, north, south, three thresholds.
X = np.column_stack([answers.x, answers.z, answers.region == "north", answers.region == "south"]).astype(float)
code = answers.level.map({"low": 0, "middle": 1, "high": 2, "top": 3}).to_numpy()
logistic = lambda v: 1 / (1 + np.exp(-v))


def ordered(t, w=1.0):
    eta = X @ t[:4]
    cut = np.concatenate([[-60.0], t[4:], [60.0]])
    return w * np.log(logistic(cut[code + 1] - eta) - logistic(cut[code] - eta))


report("ordered", ordered, [0, 0, 0, 0, -1, 0, 1])
report("ordered_weighted", lambda t: ordered(t, answers.w.to_numpy()), [0, 0, 0, 0, -1, 0, 1])

design = sm.add_constant(pd.DataFrame(X, columns=["x", "z", "north", "south"]))
for kind, arguments in [("nonrobust", {}), ("HC0", {}), ("cluster", dict(groups=answers.school.to_numpy(), use_correction=False))]:
    fit = sm.MNLogit(answers.plan.astype("category").cat.codes, design).fit(method="newton", tol=1e-14, maxiter=100, disp=0, cov_type=kind, cov_kwds=arguments or None)
    out.setdefault("mnlogit", {})["se_" + kind] = np.asarray(fit.bse).T.ravel().tolist()
out["mnlogit"].update(coef=np.asarray(fit.params).T.ravel().tolist(), loglik=float(fit.llf), loglik_null=float(fit.llnull))

# Nested logit: gc, ttme, bus, car, train; then dissimilarities. Utilities of choosers in rows, modes air bus car train.
order = ["air", "bus", "car", "train"]
wide = {v: modes.pivot(index="individual", columns="mode", values=v)[order].to_numpy() for v in ["gc", "ttme", "choice", "hinc"]}
chosen = wide["choice"].argmax(1)


def nested(t, nests, parameters):
    constants = np.concatenate([[0], t[2:5]])
    v = t[0] * wide["gc"] + t[1] * wide["ttme"] + constants
    log_total, within, total = {}, np.zeros(v.shape, complex), 0
    for nest, members in enumerate(nests):
        dissimilarity = t[5 + parameters[nest]] if parameters[nest] is not None else 1.0
        y = v[:, members] / dissimilarity
        inclusive = np.log(np.exp(y).sum(1))
        within[:, members] = y - inclusive[:, None] + (dissimilarity * inclusive)[:, None]
        total = total + np.exp(dissimilarity * inclusive)
    return within[np.arange(len(v)), chosen] - np.log(total)


report("nested_two", lambda t: nested(t, [[0, 2], [1, 3]], [0, 1]), [-0.01, -0.05, 0, 0, 0, 0.8, 0.8])
report("nested_common", lambda t: nested(t, [[0, 2], [1, 3]], [0, 0]), [-0.01, -0.05, 0, 0, 0, 0.8])
report("nested_ground", lambda t: nested(t, [[0], [1, 2, 3]], [None, 0]), [-0.01, -0.05, 0, 0, 0, 0.8])

(here / "choice_models.json").write_text(json.dumps(out, indent=None, separators=(",", ":"), default=lambda v: v.item()).replace('],"', '],\n"') + "\n")
for key, value in out.items():
    if key not in ("modechoice", "panel", "answers"):
        print(key, json.dumps(value)[:1500])
