"""The page of key functions, written from the catalogue: `python -m touchstone.maths.library.reference`."""

from __future__ import annotations

from touchstone.maths.library.catalogue import SUBJECTS
from touchstone.maths.limits import (
    MAX_BINOMIAL,
    MAX_BITS,
    MAX_FACTORIAL,
    MAX_MATRIX_SIDE,
    MAX_SYMBOLIC_EXPONENT,
)
from touchstone.maths.values import MOST_ITEMS

HEAD = f"""# Functions of answer keys

What a question may write in `value`, `proof`, `where`, `let` and in `{{{{ }}}}`. Made from the catalogue:
`python -m touchstone.maths.library.reference > docs/key-functions.md`.

- Numbers stay exact as long as they can: `variance(x)` of whole numbers is a fraction, `stdev(x)` a root,
  `poisson_pmf(2, 3)` is `9*e^(-3)/2`. Normal, t, chi-square, F, beta and gamma are decimals of 15 digits, or
  of 12 at least: quantiles, and the far tails of all but the normal distribution.
- Each decimal knows how far it may be off. A difference that has lost its digits, of which fewer than ten are
  certain, is refused, and so is what decimals can't decide: whether a matrix is singular, which of two is
  larger, what `floor` makes of `2*f_cdf(1, 3, 3)`. The normal distribution is worked out with 45 digits:
  `normal_cdf(9.5) - normal_cdf(9)` has all that are shown.
- Where the question writes decimals, results that end are decimals: `p*(1 - p)` of 0.3 is 0.21.
- `x_i` is each element of the list `x` in turn: `sum(x_i^2, x)`, `count(x_i > 3, x)`; `y_i` is the element of
  another list at the same place. Positions count from 1: `x[1]`, `A[2, 1]`.
- `x^0` is 1 for every x, as sums of powers take it; `0^0` itself is refused, and x^x at 0.
- `1 - normal_cdf(x)` and the like keep their digits far out in the upper tail.
- `A*B`, `A*v`, `A^-1`, `A^T` are products, inverse and transpose of matrices. Two lists are never multiplied
  quietly: write `dot(u, v)` or `each(u_i*v_i, u)`. Elementwise sums are for lists of one length.
- A name that stands for nothing is a variable if it is one letter or Greek; a longer one is refused with the
  nearest name that exists. Products are written with `*`.
- `binomial_pmf(k, n, p)`, `poisson_pmf(k, lambda)` and `geometric_pmf(k, p)` with letters for the counts are
  formulas, and so is `exponential_pdf(x, rate)` with a letter. A sum, integral or limit in which the letter
  leaves the range where the formula holds is refused: `integrate(exponential_pdf(x, 2), x, -1, 1)`, where
  the density is 0 below 0. Of an end with a letter say in `assume` that it is positive.
- A closed form of an integral is kept only if numbers confirm it: a quadrature that is cut at corners, jumps
  and poles, with some numbers in place of letters (of both signs: `integrate(1/(x^2 + k^2), x, 0, oo)` is
  refused, since `pi/(2*k)` holds for positive k alone). Between corners and jumps each piece is integrated by
  itself. An antiderivative is checked against its derivative, a limit against values beside the point (on the
  sides where there are any, along the real line), a sum without a number for its end against its terms, added
  up.
- A product up to a letter, `product(k, k, 1, n)`, has a closed form where each factor has one that is proved:
  what doesn't run, powers whose exponent is a polynomial, quotients of whole-number steps (`k + 1`,
  `2*k - 1`, `1 - 1/k^2`) that are positive from the start on. All else is refused.
- An integral with letters is written with logarithms that are real wherever it has a value:
  `integrate(1/(1 - x), x, 0, b)` is `-ln(1 - b)`, `integrate(1/x, x, k, m)` is `ln(m/k)`.
- What a question assumes of a letter (`assume`) is known: with `k: positive` that integral is `pi/(2*k)`.
- A closed form with letters holds for all that is allowed of them, wherever the integral has a value and the
  formula one: the values at which a frequency, a coefficient, a discriminant or a sign vanishes are looked
  for and tried, and numbers between and beyond them. So `integrate(lambda*exp(-lambda*x), x, 0, oo)` wants
  `lambda: positive`. `integrate(|sin(x)|, x, 0, k)`, whose corners k counts, is refused: write the form.
- An odd root of a negative number is the real one where no `i` is written: `(-8)^(1/3)` is -2.
- `inv`, `solve` and `least_squares` with letters hold where there is an inverse or only one solution.
  `rref`, `nullspace` and `eigenvectors` with letters are kept where they hold for all values of the letters,
  or have no value for the others: the null space of `[[k, 1]]` is that of `[-1/k, 1]`, the one of `[[k, 0]]`
  is refused.
- What hangs on a letter is refused: the rank of `[[k, 1], [1, 1]]`, which of `|k|` and 1 is the larger
  singular value, the first eigenvalue and the order of eigenvectors. `norm`, `distance` and `unit` take
  complex entries, `dot`, projections, singular values and statistics real ones alone.
- `at(f, x, a)` works f out at a: `at(x^2/x, x, 0)` is refused, and so is a derivative where f has no real
  value. The derivative of `|x|` is `|x|/x`, which has no value at 0; a derivative that would forget such a
  jump is refused (`diff(|x|, x, 2)`).
- Bounds: integers of {MAX_BITS:,} bits, factorials to {MAX_FACTORIAL}, binomial coefficients to
  {MAX_BINOMIAL}, exponents of variables to {MAX_SYMBOLIC_EXPONENT:,}, lists of {MOST_ITEMS:,}, matrices of
  {MAX_MATRIX_SIDE} × {MAX_MATRIX_SIDE}, and the deadline.
"""


def page() -> str:
    """The whole page in Markdown."""
    parts = [HEAD]
    for subject, functions in SUBJECTS.items():
        rows = "\n".join(f"| `{name}` | {_usage(usage)} |" for name, usage in functions.items())
        parts.append(f"## {subject.capitalize()}\n\n| function | how it is called |\n| --- | --- |\n{rows}\n")
    return "\n".join(parts)


def _usage(usage: str) -> str:
    return usage.replace("|", "\\|")


if __name__ == "__main__":
    print(page(), end="")
