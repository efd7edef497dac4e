"""The model of the benchmark with statsmodels: logit.py FILE prints its table, logit.py FILE coefficients the bare numbers.

The arrays interface, which starts faster than the formula interface: the peer at its best.
"""

import sys

import pandas as pd
import statsmodels.api as sm

pupils = pd.read_csv(sys.argv[1])
regions = pd.get_dummies(pupils["region"], drop_first=True, dtype=float)
predictors = sm.add_constant(pd.concat([pupils[["girl", "kazakh", "score"]], regions], axis=1))
fit = sm.Logit(pupils["moves"], predictors).fit(disp=0)
if len(sys.argv) > 2:
    for value in fit.params:
        print(repr(float(value)))
else:
    print(fit.summary())
