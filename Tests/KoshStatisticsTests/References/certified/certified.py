"""Writes the NIST Statistical Reference Datasets as compact text, one file for each set.

python3 certified.py FOLDER_OF_DAT_FILES OUT

The .dat files are those of https://www.itl.nist.gov/div898/strd/ (public domain, as works of the United States
government). Each becomes NAME.txt:

    name        Misra1a
    procedure   univariate | anova | linear | nonlinear
    difficulty  lower | average | higher
    formula     y ~ b1*(1-exp(-b2*x))         for the regressions, in Kosh's syntax
    parameter   b1 2.3894212918E+02 error 2.7070075241E+00 start 500 250
    certified   residual_sum_of_squares 1.2455138894E-01
    limit       13.2
    columns     y x
    10.07 77.6
    repeat 10 2                               ten times the next two rows
    …

`limit` is the least number of correct digits among the certified figures when everything is computed without any
rounding from the data, but the data as the nearest binary numbers of 64 bits: no program that stores them so can be
expected to do better. It is computed here with fractions; not for nonlinear sets.
"""
import math
import re
import sys
from fractions import Fraction
from pathlib import Path

POWERS = lambda degree: " + ".join(["x"] + [f"I(x^{p})" for p in range(2, degree + 1)])
GAUSS = "y ~ b1*exp(-b2*x) + b3*exp(-(x-b4)^2/b5^2) + b6*exp(-(x-b7)^2/b8^2)"
LANCZOS = "y ~ b1*exp(-b2*x) + b3*exp(-b4*x) + b5*exp(-b6*x)"
FORMULAS = {
    "Norris": "y ~ x", "Pontius": "y ~ x + I(x^2)", "NoInt1": "y ~ x - 1", "NoInt2": "y ~ x - 1",
    "Filip": "y ~ " + POWERS(10), "Longley": "y ~ x1 + x2 + x3 + x4 + x5 + x6",
    **{f"Wampler{i}": "y ~ " + POWERS(5) for i in range(1, 6)},
    "Bennett5": "y ~ b1*(b2+x)^(-1/b3)", "BoxBOD": "y ~ b1*(1-exp(-b2*x))",
    "Chwirut1": "y ~ exp(-b1*x)/(b2+b3*x)", "Chwirut2": "y ~ exp(-b1*x)/(b2+b3*x)", "DanWood": "y ~ b1*x^b2",
    "ENSO": "y ~ b1 + b2*cos(2*pi*x/12) + b3*sin(2*pi*x/12) + b5*cos(2*pi*x/b4) + b6*sin(2*pi*x/b4)"
            " + b8*cos(2*pi*x/b7) + b9*sin(2*pi*x/b7)",
    "Eckerle4": "y ~ (b1/b2)*exp(-0.5*((x-b3)/b2)^2)", "Gauss1": GAUSS, "Gauss2": GAUSS, "Gauss3": GAUSS,
    "Hahn1": "y ~ (b1+b2*x+b3*x^2+b4*x^3)/(1+b5*x+b6*x^2+b7*x^3)",
    "Kirby2": "y ~ (b1+b2*x+b3*x^2)/(1+b4*x+b5*x^2)", "Lanczos1": LANCZOS, "Lanczos2": LANCZOS, "Lanczos3": LANCZOS,
    "MGH09": "y ~ b1*(x^2+x*b2)/(x^2+x*b3+b4)", "MGH10": "y ~ b1*exp(b2/(x+b3))",
    "MGH17": "y ~ b1 + b2*exp(-x*b4) + b3*exp(-x*b5)", "Misra1a": "y ~ b1*(1-exp(-b2*x))",
    "Misra1b": "y ~ b1*(1-(1+b2*x/2)^(-2))", "Misra1c": "y ~ b1*(1-(1+2*b2*x)^(-0.5))",
    "Misra1d": "y ~ b1*b2*x*((1+b2*x)^(-1))", "Nelson": "log(y) ~ b1 - b2*x1*exp(-b3*x2)",
    "Rat42": "y ~ b1/(1+exp(b2-b3*x))", "Rat43": "y ~ b1/((1+exp(b2-b3*x))^(1/b4))",
    "Roszman1": "y ~ b1 - b2*x - atan(b3/(x-b4))/pi",
    "Thurber": "y ~ (b1+b2*x+b3*x^2+b4*x^3)/(1+b5*x+b6*x^2+b7*x^3)",
}
NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[EeD][-+]?\d+)?"


def clean(number):
    """The number as NIST prints it, in a form that every program reads."""
    text = number.replace("D", "E")
    text = re.sub(r"E[+]?0+$", "", text)
    text = re.sub(r"\.(?=E|$)", "", text)
    return re.sub(r"^([-+]?)\.", r"\g<1>0.", text)


def digits(value, certified):
    """-log10 of the relative error of an exact value, at most 15."""
    error = abs(value - certified) / (abs(certified) if certified else 1)
    return 15.0 if error < Fraction(1, 10**15) else -math.log10(error)


def root(value):
    """A square root to 40 digits."""
    scale = 10**80
    return Fraction(math.isqrt(int(value * scale * scale)), scale)


def least_squares(columns, y):
    """Exact coefficients, diagonal of the inverse cross products and residual sum of squares."""
    k = len(columns)
    cross = [[sum(a * b for a, b in zip(u, v)) for v in columns] for u in columns]
    matrix = [
        row + [Fraction(int(i == j)) for j in range(k)] + [sum(a * b for a, b in zip(columns[i], y))]
        for i, row in enumerate(cross)
    ]
    for i in range(k):
        pivot = next(r for r in range(i, k) if matrix[r][i] != 0)
        matrix[i], matrix[pivot] = matrix[pivot], matrix[i]
        matrix[i] = [v / matrix[i][i] for v in matrix[i]]
        for r in range(k):
            if r != i and matrix[r][i] != 0:
                factor = matrix[r][i]
                matrix[r] = [a - factor * b for a, b in zip(matrix[r], matrix[i])]
    beta = [row[-1] for row in matrix]
    rss = sum((v - sum(b * c[i] for b, c in zip(beta, columns))) ** 2 for i, v in enumerate(y))
    return beta, [matrix[i][k + i] for i in range(k)], rss


def limit(name, kind, rows, parameters, certified):
    exact = [[Fraction(float(cell)) for cell in row] for row in rows]
    want = {key: Fraction(clean(value)) for key, value in certified}
    found = {}
    if kind == "univariate":
        y = [row[0] for row in exact]
        mean = sum(y) / len(y)
        squares = sum((v - mean) ** 2 for v in y)
        found["mean"] = mean
        found["standard_deviation"] = root(squares / (len(y) - 1))
        found["lag1_autocorrelation"] = sum((a - mean) * (b - mean) for a, b in zip(y, y[1:])) / squares
    elif kind == "anova":
        groups = {}
        for group, value in exact:
            groups.setdefault(group, []).append(value)
        mean = sum(row[1] for row in exact) / len(exact)
        between = sum(len(g) * (sum(g) / len(g) - mean) ** 2 for g in groups.values())
        within = sum((v - sum(g) / len(g)) ** 2 for g in groups.values() for v in g)
        df = (len(groups) - 1, len(exact) - len(groups))
        found["f_statistic"] = (between / df[0]) / (within / df[1])
        found["r_squared"] = between / (between + within)
        found["residual_standard_deviation"] = root(within / df[1])
    elif kind == "linear":
        y = [row[0] for row in exact]
        formula = FORMULAS[name]
        degree = formula.count("^") + 1 if "^" in formula else 0
        if degree:
            columns = [[row[1] ** p for row in exact] for p in range(1, degree + 1)]
        else:
            columns = [[row[j] for row in exact] for j in range(1, len(exact[0]))]
        if "- 1" not in formula:
            columns.insert(0, [Fraction(1)] * len(y))
        beta, inverse, rss = least_squares(columns, y)
        df = len(y) - len(columns)
        mean = sum(y) / len(y) if "- 1" not in formula else Fraction(0)
        total = sum((v - mean) ** 2 for v in y)
        found["residual_standard_deviation"] = root(rss / df)
        found["r_squared"] = 1 - rss / total
        slopes = len(columns) - (0 if "- 1" in formula else 1)
        if rss:
            found["f_statistic"] = ((total - rss) / slopes) / (rss / df)
        for (parameter, estimate, error, _), value, diagonal in zip(parameters, beta, inverse):
            found[parameter], want[parameter] = value, Fraction(clean(estimate))
            found[parameter + " error"], want[parameter + " error"] = root(diagonal * rss / df), Fraction(clean(error))
    else:
        return None
    return min(digits(found[key], want[key]) for key in want)


def compact(rows):
    """Rows as text; a run of repeated pairs, or of one repeated row, once with `repeat`."""
    lines = [" ".join(row) for row in rows]
    result, i = [], 0
    while i < len(lines):
        best = (0, 1)
        for width in (1, 2):
            count = 1
            while lines[i:i + width] == lines[i + count * width:i + (count + 1) * width]:
                count += 1
            if count > 3 and count * width > best[0] * best[1]:
                best = (count, width)
        if best[0]:
            result += [f"repeat {best[0]} {best[1]}"] + lines[i:i + best[1]]
            i += best[0] * best[1]
        else:
            result.append(lines[i])
            i += 1
    return result


def parse(path):
    text = path.read_text(encoding="latin-1").replace("\r", "")
    name = re.search(r"Dataset Name:\s*(\w+)", text).group(1)
    difficulty = (re.search(r"(Lower|Average|Higher) Level of Difficulty", text) or [None, "Lower"])[1].lower()
    head, data = re.split(r"\nData:?[^\n]*\n(?=\s*-*\n|\s*[-\d.]|\s*Treatment|\s*Instrument|\s*\n)", text, maxsplit=1)[:2] \
        if text.count("\nData:") < 2 else text.rsplit("\nData:", 1)
    header = data.split("\n", 1)
    parameters, certified = [], []

    def find(key, pattern):
        match = re.search(pattern + r"[^\n]*?(" + NUMBER + r")(?![\d.])\s*(?:\(exact\))?\s*\n", text)
        if match:
            certified.append((key, match.group(1)))

    if "Univariate" in text:
        kind, columns = "univariate", ["y"]
        find("mean", r"Sample Mean(?:\s+ybar)?:")
        find("standard_deviation", r"Sample Standard Deviation \(denom. = n-1\)(?:\s+s)?:")
        find("lag1_autocorrelation", r"Sample Autocorrelation Coefficient \(lag 1\) r\(1\):")
        rows = [[clean(n)] for n in re.findall(NUMBER, data.split("---\n")[-1])]
    elif "Analysis of Variance\n" in text:
        kind, columns = "anova", ["treatment", "y"]
        between = re.search(r"Between \w+\s+(\d+)\s+(\S+)\s+(\S+)\s+(\S+)", text)
        certified.append(("f_statistic", between.group(4)))
        find("r_squared", r"Certified R-Squared")
        certified.append(("residual_standard_deviation", re.search(
            r"Certified Residual\s+Standard Deviation\s+(\S+)", text).group(1)))
        table = [re.findall(NUMBER, line) for line in data.split("\n")]
        width = int(between.group(1)) + 1
        body = [row for row in table if len(row) == width]
        if [int(float(cell)) for cell in body[0]] == list(range(1, width + 1)):
            body = body[1:]
        rows = [[str(j + 1), clean(row[j])] for j in range(width) for row in body]
    elif "Nonlinear" in text:
        kind = "nonlinear"
        for match in re.finditer(rf"^\s*(b\d+) =\s+({NUMBER})\s+({NUMBER})\s+({NUMBER})\s+({NUMBER})", head, re.M):
            parameters.append((match[1], match[4], match[5], (clean(match[2]), clean(match[3]))))
        find("residual_sum_of_squares", r"Residual Sum of Squares:")
        columns = re.findall(r"\b([xy]\d?)\b", header[0])
        rows = [[clean(n) for n in re.findall(NUMBER, line)] for line in header[1].split("\n") if line.strip()]
    else:
        kind = "linear"
        for match in re.finditer(rf"^\s*B(\d+)\s+({NUMBER})\s+({NUMBER})", head, re.M):
            parameters.append((f"b{match[1]}", match[2], match[3], None))
        certified.append(("residual_standard_deviation", re.search(
            r"Residual\s+Standard Deviation\s+(\S+)", head).group(1)))
        find("r_squared", r"R-Squared")
        f = re.search(rf"\nRegression\s+\d+\s+\S+\s+\S+\s+({NUMBER})\s*\n", head)
        if f:
            certified.append(("f_statistic", f.group(1)))
        columns = re.findall(r"\b([xy]\d?)\b", header[0])
        rows = [[clean(n) for n in re.findall(NUMBER, line)] for line in header[1].split("\n") if line.strip()]
    assert all(len(row) == len(columns) for row in rows), (name, columns, [r for r in rows if len(r) != len(columns)][:3])
    observations = re.search(r"(\d+)\s+Observations", text)
    if observations:
        assert len(rows) == int(observations.group(1)), (name, len(rows), observations.group(1))
    return name.removesuffix("t"), kind, difficulty, columns, rows, parameters, certified


def main():
    source, out = map(Path, sys.argv[1:])
    for path in sorted(source.glob("*.dat")):
        if "NIST" not in path.read_text(encoding="latin-1") and path.stem == "Meixner":
            continue  # not one of NIST's
        name, kind, difficulty, columns, rows, parameters, certified = parse(path)
        lines = [f"name        {name}", f"procedure   {kind}", f"difficulty  {difficulty}"]
        if name in FORMULAS:
            lines.append(f"formula     {FORMULAS[name]}")
        for parameter, estimate, error, starts in parameters:
            start = f" start {starts[0]} {starts[1]}" if starts else ""
            lines.append(f"parameter   {parameter} {clean(estimate)} error {clean(error)}{start}")
        lines += [f"certified   {key} {clean(value)}" for key, value in certified]
        best = limit(name, kind, rows, parameters, certified)
        if best is not None:
            lines.append(f"limit       {best:.1f}")
        lines.append("columns     " + " ".join(columns))
        (out / f"{name}.txt").write_text("\n".join(lines + compact(rows)) + "\n")


main()
