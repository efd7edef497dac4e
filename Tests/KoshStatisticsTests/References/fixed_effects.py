"""Known answers for regressions with absorbed effects: fixed_effects.json beside this script.

    python fixed_effects.py > fixed_effects.json        (pyfixest 0.60, R 4.2, numpy)

Coefficients, standard errors and counts are pyfixest's with tight tolerances (the conventions of the R package fixest);
`r` are R's lm and glm with factors for the effects.
"""
import json, subprocess, tempfile
import numpy as np, pandas as pd
import pyfixest as pf

rng = np.random.default_rng(20240611)
O, D, T = 9, 8, 3
o, d, t = [a.ravel() for a in np.meshgrid(np.arange(O), np.arange(D), np.arange(T), indexing="ij")]
fo, fd, ft = rng.normal(0, .7, O), rng.normal(0, .6, D), np.linspace(0, .3, T)
dist = np.round(rng.uniform(.2, 3, (O, D)), 4)[o, d]
border = (dist < .9).astype(int)
gap = np.round(rng.normal(0, 1, O * D * T), 4)
eta = .8 + fo[o] + fd[d] + ft[t] - .6 * dist + .3 * border + .25 * gap
flow = rng.poisson(np.exp(eta))
wage = np.round(2 + fo[o] + fd[d] + ft[t] - .4 * dist + .2 * border + .3 * gap + rng.normal(0, .5, eta.size), 4)
data = pd.DataFrame(dict(
    flow=flow, wage=wage, dist=dist, border=border, gap=gap, origin=o + 1, destination=d + 101, year=t + 2019,
    weight=np.round(rng.uniform(.5, 2, eta.size), 3), times=rng.integers(1, 4, eta.size), log_exposure=np.round(rng.normal(0, .3, eta.size), 4)))
keep = rng.random(len(data)) < .85
data = data[keep].sample(frac=1, random_state=7).reset_index(drop=True)
# An origin from which nobody moves, and an origin and a destination that are seen once.
extra = data.iloc[:6].copy()
extra["origin"] = [50, 50, 50, 50, 60, 3]
extra["destination"] = [101, 102, 103, 104, 105, 150]
extra["flow"] = [0, 0, 0, 0, 4, 5]
data = pd.concat([data, extra], ignore_index=True)

tight = dict(fixef_tol=1e-13, fixef_maxiter=100000)

def entry(m):
    return dict(terms=list(m._coefnames), estimate=m._beta_hat.tolist(), std_error=[None if np.isnan(e) else e for e in m._se.tolist()], n=int(m._N))

linear, poisson = {}, {}
vcovs = {"iid": "iid", "HC1": "HC1", "origin": {"CRV1": "origin"}, "year": {"CRV1": "year"}, "origin+destination": {"CRV1": "origin+destination"}}
for name, v in vcovs.items():
    linear[name] = entry(pf.feols("wage ~ dist + border + gap | origin + destination", data, vcov=v, fixef_rm="singleton", **tight))
    if name != "year":
        poisson[name] = entry(pf.fepois("flow ~ dist + border + gap | origin + destination", data, vcov=v, iwls_tol=1e-13, iwls_maxiter=200, **tight))
m = pf.feols("wage ~ dist + border + gap | origin + destination", data, fixef_rm="singleton", **tight)
linear["r2"], linear["within_r2"] = float(m._r2), float(m._r2_within)
linear3 = {n: entry(pf.feols("wage ~ dist + border + gap | origin + destination + year", data, vcov=vcovs[n], weights="weight", fixef_rm="singleton", **tight)) for n in ["iid", "HC1", "origin"]}
poisson3 = {n: entry(pf.fepois("flow ~ dist + border + gap | origin + destination + year", data, vcov=vcovs[n], iwls_tol=1e-13, iwls_maxiter=200, **tight)) for n in ["HC1", "origin"]}
one = entry(pf.feols("wage ~ dist + gap | origin", data, vcov={"CRV1": "origin"}, fixef_rm="singleton", **tight))
combined = entry(pf.feols("wage ~ gap | origin^year + destination", data, vcov="HC1", fixef_rm="singleton", **tight))

R = """
d <- read.csv("data.csv"); d <- d[d$origin != 60 & d$destination != 150, ]
for (v in c("origin", "destination", "year")) d[[v]] <- factor(d[[v]])
all <- d; d <- droplevels(d[d$origin != 50, ])
show <- function(name, m, k = 2:4) cat(sprintf('"%s": {"estimate": [%s], "std_error": [%s], "log_lik": %.17g, "deviance": %.17g}', name,
  paste(sprintf("%.17g", coef(m)[k]), collapse = ", "), paste(sprintf("%.17g", sqrt(diag(vcov(m)))[k]), collapse = ", "), as.numeric(logLik(m)), deviance(m)))
tight <- glm.control(epsilon = 1e-15, maxit = 100)
cat("{"); show("linear", lm(wage ~ dist + border + gap + origin + destination, all)); cat(",\\n")
show("linear_weighted", lm(wage ~ dist + border + gap + origin + destination + year, all, weights = weight)); cat(",\\n")
p <- glm(flow ~ dist + border + gap + origin + destination, poisson, d, control = tight)
show("poisson", p); cat(",\\n")
show("poisson_offset", glm(flow ~ dist + border + gap + origin + destination + year, poisson, d, offset = log_exposure, control = tight)); cat(",\\n")
show("poisson_weighted", glm(flow ~ dist + border + gap + origin + destination, quasipoisson, d, weights = times, control = tight)); cat(",\\n")
show("poisson_frequency", glm(flow ~ dist + border + gap + origin + destination, poisson, d[rep(seq_len(nrow(d)), d$times), ], control = tight)); cat(",\\n")
cat(sprintf('"null_log_lik": %.17g,\\n', as.numeric(logLik(glm(flow ~ 1, poisson, d, control = tight)))))
e <- coef(p); first <- e[["(Intercept)"]]
cat(sprintf('"destination_effects": {"%s": %.17g, "%s": %.17g}', 103, e[["destination103"]] - e[["destination102"]], 108, e[["destination108"]] - e[["destination102"]]))
cat("}")
"""
with tempfile.TemporaryDirectory() as folder:
    data.to_csv(f"{folder}/data.csv", index=False)
    open(f"{folder}/fit.R", "w").write(R)
    r = json.loads(subprocess.run(["Rscript", "--vanilla", "fit.R"], cwd=folder, check=True, capture_output=True, text=True).stdout.replace("-Inf", "null").replace("NA", "null"))

print(json.dumps(dict(
    data={c: data[c].tolist() for c in data.columns}, linear=linear, linear3_weighted=linear3, poisson=poisson,
    poisson3=poisson3, one=one, combined=combined, r=r), indent=None))
