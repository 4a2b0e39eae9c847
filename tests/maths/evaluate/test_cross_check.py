"""The key functions beside NumPy, SciPy and the standard library on random arguments."""

import math
import statistics
from random import Random

import numpy as np
import pytest
from scipy import stats

from touchstone.maths.evaluate import evaluate

DRAWS = 4


def value(expression, **env):
    result = evaluate({"result": expression}, env)["result"]
    assert result["ok"], result["reason"]
    return result["value"]


def text(data):
    return str(np.asarray(data).tolist())


STATISTICS = {
    "mean(x)": statistics.fmean,
    "median(x)": statistics.median,
    "variance(x)": statistics.variance,
    "pvariance(x)": statistics.pvariance,
    "stdev(x)": statistics.stdev,
    "pstdev(x)": statistics.pstdev,
    "quantile(x, 0.9)": lambda x: np.quantile(x, 0.9),
    "quantile(x, 0.37, 1)": lambda x: np.quantile(x, 0.37, method="inverted_cdf"),
    "quantile(x, 0.37, 2)": lambda x: np.quantile(x, 0.37, method="averaged_inverted_cdf"),
    "quantile(x, 0.37, 3)": lambda x: np.quantile(x, 0.37, method="closest_observation"),
    "quantile(x, 0.37, 4)": lambda x: np.quantile(x, 0.37, method="interpolated_inverted_cdf"),
    "quantile(x, 0.37, 5)": lambda x: np.quantile(x, 0.37, method="hazen"),
    "quantile(x, 0.37, 6)": lambda x: np.quantile(x, 0.37, method="weibull"),
    "quantile(x, 0.37, 8)": lambda x: np.quantile(x, 0.37, method="median_unbiased"),
    "quantile(x, 0.37, 9)": lambda x: np.quantile(x, 0.37, method="normal_unbiased"),
    "iqr(x)": stats.iqr,
    "geometric_mean(x)": stats.gmean,
    "harmonic_mean(x)": stats.hmean,
    "skewness(x)": stats.skew,
    "kurtosis(x)": lambda x: stats.kurtosis(x, fisher=False),
    "standard_error(x)": stats.sem,
    "cumsum(x)": np.cumsum,
    "softmax(x)": lambda x: np.exp(x) / np.exp(x).sum(),
}


@pytest.mark.parametrize("expression", STATISTICS)
def test_statistics_of_one_list(expression):
    random = Random(expression)
    for _ in range(DRAWS):
        x = [random.randint(1, 20) for _ in range(random.randint(3, 12))]
        x[0] += 30  # never all equal
        assert value(expression, x=text(x)) == pytest.approx(STATISTICS[expression](x), rel=1e-10)


PAIRS = {
    "covariance(x, y)": statistics.covariance,
    "correlation(x, y)": lambda x, y: stats.pearsonr(x, y).statistic,
    "rank_correlation(x, y)": lambda x, y: stats.spearmanr(x, y).statistic,
    "slope(x, y)": lambda x, y: stats.linregress(x, y).slope,
    "intercept(x, y)": lambda x, y: stats.linregress(x, y).intercept,
    "dot(x, y)": np.dot,
    "norm(x - y)": lambda x, y: np.linalg.norm(np.subtract(x, y)),
    "norm(x, 3)": lambda x, y: np.linalg.norm(x, 3),
    "angle(x, y)": lambda x, y: math.acos(np.dot(x, y) / np.linalg.norm(x) / np.linalg.norm(y)),
    "projection(x, y)": lambda x, y: np.dot(x, y) / np.dot(y, y) * np.array(y),
}


@pytest.mark.parametrize("expression", PAIRS)
def test_functions_of_two_lists(expression):
    random = Random(expression)
    for _ in range(DRAWS):
        x, y = ([random.randint(-9, 9) for _ in range(6)] for _ in "xy")
        x[0], y[1] = 13, 17
        assert value(expression, x=text(x), y=text(y)) == pytest.approx(PAIRS[expression](x, y), rel=1e-9)


def _sorted_eigenvalues(a):
    return np.sort(np.linalg.eigvalsh(a))


def _projection(a):
    return a @ np.linalg.pinv(a)


MATRICES = {
    "det(A)": np.linalg.det,
    "inv(A)": np.linalg.inv,
    "A^3": lambda a: np.linalg.matrix_power(a, 3),
    "rank(A)": np.linalg.matrix_rank,
    "trace(A)": np.trace,
    "norm(A)": np.linalg.norm,
    "norm(A, 2)": lambda a: np.linalg.norm(a, 2),
    "condition_number(A)": np.linalg.cond,
    "singular_values(A)": lambda a: np.linalg.svd(a, compute_uv=False),
    "pinv(A)": np.linalg.pinv,
    "projection_matrix([[A[1,1], 1], [A[2,1], 0], [2, 5]])": lambda a: _projection(
        np.array([[a[0, 0], 1], [a[1, 0], 0], [2, 5]])
    ),
    "eigenvalues(A*A^T)": lambda a: _sorted_eigenvalues(a @ a.T),
    "solve(A, [1, 2, 3])": lambda a: np.linalg.solve(a, [1, 2, 3]),
}


@pytest.mark.parametrize("expression", MATRICES)
def test_functions_of_a_matrix(expression):
    random = Random(expression)
    for _ in range(DRAWS):
        a = np.array([[random.randint(-5, 5) for _ in range(3)] for _ in range(3)])
        if abs(np.linalg.det(a)) < 0.5:
            continue
        assert value(expression, A=text(a)) == pytest.approx(MATRICES[expression](a), rel=1e-8, abs=1e-9)


def test_least_squares_is_the_same_on_floats_and_fractions():
    random = Random(1)
    a = np.array([[1, random.randint(0, 9)] for _ in range(8)])
    b = [random.randint(0, 20) for _ in range(8)]
    wanted = np.linalg.lstsq(a, b, rcond=None)[0]
    assert value("least_squares(A, b)", A=text(a), b=text(b)) == pytest.approx(wanted)
    assert value("least_squares(normal_cdf(0)*2*A, b)", A=text(a), b=text(b)) == pytest.approx(wanted)


# expression in two parameters → (SciPy's, ranges of the arguments)
REAL = (-3.0, 3.0)
POSITIVE = (0.2, 6.0)
SHARE = (0.01, 0.99)
LAWS = {
    "normal_pdf(a, b, c)": (stats.norm.pdf, (REAL, REAL, POSITIVE)),
    "normal_cdf(a, b, c)": (stats.norm.cdf, (REAL, REAL, POSITIVE)),
    "normal_quantile(a, b, c)": (stats.norm.ppf, (SHARE, REAL, POSITIVE)),
    "t_pdf(a, b)": (stats.t.pdf, (REAL, POSITIVE)),
    "t_cdf(a, b)": (stats.t.cdf, (REAL, POSITIVE)),
    "t_quantile(a, b)": (stats.t.ppf, (SHARE, POSITIVE)),
    "chi2_pdf(a, b)": (stats.chi2.pdf, (POSITIVE, POSITIVE)),
    "chi2_cdf(a, b)": (stats.chi2.cdf, (POSITIVE, POSITIVE)),
    "chi2_quantile(a, b)": (stats.chi2.ppf, (SHARE, POSITIVE)),
    "f_pdf(a, b, c)": (stats.f.pdf, (POSITIVE, POSITIVE, POSITIVE)),
    "f_cdf(a, b, c)": (stats.f.cdf, (POSITIVE, POSITIVE, POSITIVE)),
    "f_quantile(a, b, c)": (stats.f.ppf, (SHARE, POSITIVE, POSITIVE)),
    "beta_pdf(a, b, c)": (stats.beta.pdf, (SHARE, POSITIVE, POSITIVE)),
    "beta_cdf(a, b, c)": (stats.beta.cdf, (SHARE, POSITIVE, POSITIVE)),
    "beta_quantile(a, b, c)": (stats.beta.ppf, (SHARE, POSITIVE, POSITIVE)),
    "gamma_pdf(a, b, c)": (lambda x, k, r: stats.gamma.pdf(x, k, scale=1 / r), (POSITIVE,) * 3),
    "gamma_cdf(a, b, c)": (lambda x, k, r: stats.gamma.cdf(x, k, scale=1 / r), (POSITIVE,) * 3),
    "gamma_quantile(a, b, c)": (
        lambda q, k, r: stats.gamma.ppf(q, k, scale=1 / r),
        (SHARE, POSITIVE, POSITIVE),
    ),
    "exponential_pdf(a, b)": (lambda x, r: stats.expon.pdf(x, scale=1 / r), (POSITIVE, POSITIVE)),
    "exponential_cdf(a, b)": (lambda x, r: stats.expon.cdf(x, scale=1 / r), (POSITIVE, POSITIVE)),
    "exponential_quantile(a, b)": (lambda q, r: stats.expon.ppf(q, scale=1 / r), (SHARE, POSITIVE)),
}


@pytest.mark.parametrize("expression", LAWS)
def test_continuous_laws(expression):
    law, ranges = LAWS[expression]
    random = Random(expression)
    for _ in range(DRAWS):
        arguments = [round(random.uniform(*ends), 3) for ends in ranges]
        env = dict(zip("abc", map(str, arguments), strict=False))
        assert value(expression, **env) == pytest.approx(law(*arguments), rel=1e-8)


COUNTS = {
    "binomial_pmf(k, n, p)": lambda k, n, p: stats.binom.pmf(k, n, p),
    "binomial_cdf(k, n, p)": lambda k, n, p: stats.binom.cdf(k, n, p),
    "binomial_quantile(p, n, p)": lambda k, n, p: stats.binom.ppf(p, n, p),
    "poisson_pmf(k, n*p)": lambda k, n, p: stats.poisson.pmf(k, n * p),
    "poisson_cdf(k, n*p)": lambda k, n, p: stats.poisson.cdf(k, n * p),
    "geometric_pmf(k, p)": lambda k, n, p: stats.geom.pmf(k, p),
    "geometric_cdf(k, p)": lambda k, n, p: stats.geom.cdf(k, p),
    "negative_binomial_pmf(k, n, p)": lambda k, n, p: stats.nbinom.pmf(k, n, p),
    "negative_binomial_cdf(k, n, p)": lambda k, n, p: stats.nbinom.cdf(k, n, p),
    "hypergeometric_pmf(k, 3*n, n, n)": lambda k, n, p: stats.hypergeom.pmf(k, 3 * n, n, n),
    "hypergeometric_cdf(k, 3*n, n, n)": lambda k, n, p: stats.hypergeom.cdf(k, 3 * n, n, n),
}


@pytest.mark.parametrize("expression", COUNTS)
def test_laws_of_counts(expression):
    random = Random(expression)
    for _ in range(DRAWS):
        n = random.randint(1, 60)
        k, p = random.randint(0, n), round(random.uniform(0.02, 0.98), 2)
        wanted = COUNTS[expression](k, n, p)
        assert value(expression, k=str(k), n=str(n), p=str(p)) == pytest.approx(wanted, rel=1e-8, abs=1e-300)


@pytest.mark.parametrize(("n", "p"), [(3000, "0.37"), (5000, "0.001")])
def test_long_sums_stay_accurate(n, p):
    k = round(n * float(p))
    wanted = stats.binom.cdf(k, n, float(p))
    assert value("binomial_cdf(k, n, p)", k=str(k), n=str(n), p=p) == pytest.approx(wanted, rel=1e-10)
