"""Writes the golden files of PythonModelTest: models trained by Python's XGBoost, and what it
predicts with them. All data is generated. Made with XGBoost 1.7.4 of Debian 12:

    python3 golden.py
"""

import csv

import numpy as np
import xgboost as xgb

NAMES = ["step", "log_level", "mean_7", "weekday", "price", "promoted"]
TYPES = ["q", "q", "q", "c", "q", "q"]
ROWS, MISSING = 2000, 0.15

rng = np.random.default_rng(7)
rows = np.column_stack(
    [
        rng.integers(1, 29, ROWS),
        rng.normal(1, 1, ROWS),
        rng.gamma(4, 0.25, ROWS),
        rng.integers(0, 7, ROWS),
        rng.uniform(1, 5, ROWS),
        rng.integers(0, 2, ROWS),
    ]
).astype(np.float32)
expected = rows[:, 2] * np.where(rows[:, 3] > 4, 1.6, 0.8) * np.exp(0.3 * rows[:, 5] - 0.1 * rows[:, 4])
ratio = rng.poisson(4 * expected).astype(np.float32) / 4
rows[rng.random(rows.shape) < MISSING] = np.nan


def matrix(values, label=None):
    return xgb.DMatrix(
        values,
        label,
        missing=np.nan,
        feature_names=NAMES,
        feature_types=TYPES,
        enable_categorical=True,
    )


shared = {"tree_method": "hist", "max_depth": 4, "eta": 0.2, "seed": 1, "nthread": 1}
mean = xgb.train(
    {**shared, "objective": "reg:tweedie", "tweedie_variance_power": 1.1}, matrix(rows, ratio), 25
)
# This version has no quantile objective; what counts is that there is one output a level.
quantiles = xgb.train(
    {**shared, "objective": "reg:squarederror"},
    matrix(rows, np.column_stack([0.5 * ratio, ratio, 1.5 * ratio])),
    15,
)
for form in ("json", "ubj"):
    mean.save_model(f"mean.{form}")
    quantiles.save_model(f"quantiles.{form}")

probe = rows[:40].copy()
probe[-1] = np.nan
means = mean.predict(matrix(probe))
outputs = quantiles.predict(matrix(probe))
with open("rows.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(NAMES + ["mean", "lower", "median", "upper"])
    for i in range(len(probe)):
        cells = ["" if np.isnan(v) else repr(float(v)) for v in probe[i]]
        out.writerow(cells + [repr(float(v)) for v in [means[i], *outputs[i]]])
