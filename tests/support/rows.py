"""Random rows of all kinds and fields, sensible and not, and what has to hold of every verdict."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from random import Random
from typing import Any

from touchstone.maths.marking import mark

Row = dict[str, Any]

PLAIN = (
    "x y n a 1 2 0 -1 3/7 0.5 1e-3 10^20 pi e i oo -oo x^2 x^3-1 x/y 1/x x! e^x 2^x x^y x_1 x^50 (x+1)^9 25%"
)
CALLS = (
    "sqrt(x) abs(x) ln(x) sin(x) tan(x) floor(x) binomial(n,2) gcd(n,6) lcm(n,4) mod(n,3) max(x,1) "
    "min(x,y,0) sign(x) round(x,2) asin(x) gamma(x) log(x,2) root(x,4) sinh(x) acosh(x) exp(exp(x)) "
    "relu(x) sigmoid(x)"
)
UNUSUAL = (
    "1/0 0^0 ±1 x±1 30° conj(x) re(x) arg(x) f(x) f(x+1) dy/dx A p q true none all {} [] R Z N (-1)^n "
    "(-8)^(1/3) x^(1/3) P(A) E[X]"
)
ATOMS = tuple(f"{PLAIN} {CALLS} {UNUSUAL}".split())
JOINED = ("(%s)+(%s)", "(%s)*(%s)", "(%s)/(%s)", "(%s)^(%s)", "(%s)-(%s)", "%s %s", "%s%s")
WRAPPED = (
    *("sqrt(%s)", "abs(%s)", "ln(%s)", "sin(%s)", "floor(%s)", "-(%s)", "(%s)!", "1/(%s)", "(%s)^2", "|%s|"),
    *("atan(%s)", "exp(%s)", "sign(%s)", "root(%s,3)", "(%s)%%", "gamma(%s)", "cosh(%s)", "(%s)^(1/3)"),
)
SIGNS = ("=", "!=", "<", "<=", ">", ">=")
STATED = (
    *("(%s) and (%s)", "(%s) or (%s)", "not ((%s) and (%s))", "%s, %s", "(%s) implies (%s)", "%s; %s"),
    *("(%s) iff (%s)", "%s or %s"),
)
LISTED = (
    *("{%s,%s}", "[%s,%s]", "(%s,%s)", "(%s,%s]", "[%s,%s)", "[[%s,%s]]", "[[%s],[%s]]", "[%s;%s]"),
    *("(%s,%s) U [1,2]", "(%s,%s) ∩ [0,oo)", "{x | x>%s} ∪ {%s}", "R \\ {%s,%s}", "[[%s,1],[2,%s]]"),
    *("x in (%s,%s)", "%s < x <= %s", "(x,y)=(%s,%s)", "x ≡ %s (mod %s)", "{x | %s < x < %s}", "x=%s,y=%s"),
)
WRITTEN = (
    *(r"\frac{%s}{%s}", r"\begin{pmatrix} %s \\ %s \end{pmatrix}", r"\left(%s\right)^{%s}", r"%s \cdot %s"),
    *(r"\begin{cases} %s & x>0 \\ %s & x \le 0 \end{cases}", r"\sqrt[3]{%s}+%s", r"\binom{%s}{%s}"),
)
KINDS = (
    *(None, None, "number", "expression", "equation", "inequality", "interval", "set", "list", "tuple"),
    *("matrix", "system", "antiderivative", "logical", "probability", "choice", "choices", "text", "sql"),
)
FORMS = (
    *("expanded", "factored", "lowest_terms", "single_fraction", "partial_fractions", "completed_square"),
    *("scientific", "exact", "same", "percent", "decimal", "solved"),
)
FREEDOMS = ("renaming", "scale", "sign", "column_order", "span", "basis")
ASSUMED = ("positive", "nonnegative", "real", "integer", "complex")
QUERIES = (
    *(
        "SELECT a FROM t",
        "SELECT a, b FROM t ORDER BY a",
        "SELECT count(*) FROM t",
        "SELECT 0.1+0.2",
        "SELEC",
    ),
    *(
        "SELECT a FROM t ORDER BY b DESC LIMIT 1",
        "SELECT sum(a) FROM t GROUP BY b",
        "",
        "SELECT NULL",
        "DROP TABLE t",
    ),
    "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM c) SELECT n FROM c",
    "SELECT max(length(replace(hex(zeroblob(9999)),'0','ab'))) FROM t, t u, t v, t w, t x, t y, t z",
)
DATA = {"t": {"columns": ["a", "b"], "rows": [[1, "x"], [2, "x"], [3, None], [2.5, "y"]]}}
ODD = (
    None,
    True,
    0,
    -1,
    10**30,
    1e308,
    "",
    "x",
    "\u202e1",
    "é" * 50,
    "(" * 60,
    [],
    {},
    [[]],
    {"x": {}},
    ["1"],
    0.5,
)
OUTCOMES = {
    *("correct", "partial", "incorrect", "unreadable", "undecided", "timed_out", "invalid_row"),
}
FIELDS = ("kind", "syntax", "assume", "tolerance", "significant_figures", "decimal_places", "form", "up_to")


def expression(random: Random, depth: int) -> str:
    """Something with a value, or nearly."""
    if depth <= 0:
        return random.choice(ATOMS)
    if random.random() < 0.65:
        return random.choice(JOINED) % (expression(random, depth - 1), expression(random, depth - 1))
    return random.choice(WRAPPED) % expression(random, depth - 1)


def text(random: Random) -> str:
    """What a key or an answer may say."""
    draw = random.random()
    if draw < 0.35:
        return expression(random, random.choice((0, 1, 2, 2, 3)))
    if draw < 0.6:
        sides = expression(random, random.choice((0, 1, 1, 2))), expression(random, random.choice((0, 0, 1)))
        return random.choice(SIGNS).join(sides)
    if draw < 0.7:
        return random.choice(STATED) % (text(random)[:80], text(random)[:80])
    if draw < 0.9:
        return random.choice(LISTED) % (expression(random, 0), expression(random, random.choice((0, 0, 1))))
    return random.choice(WRITTEN) % (expression(random, 0), expression(random, 0))


def row(random: Random, deadline_ms: int) -> Row:
    """A row with any of the fields; one in twelve with something odd in one of them."""
    kind = random.choice(KINDS)
    made: Row = {"key": text(random), "answer": text(random), "deadline_ms": deadline_ms}
    if kind is not None:
        made["kind"] = kind
    if kind == "sql":
        made |= {"key": random.choice(QUERIES), "answer": random.choice(QUERIES), "data": DATA}
        made["ordered"] = random.random() < 0.5
    if kind == "choices":
        made |= {"key": random.choices("abcd", k=2), "answer": random.choices("abcd", k=2)}
    if random.random() < 0.3:
        made["answer"] = made["key"]
    made |= _settings(random)
    if random.random() < 1 / 12:
        made[random.choice((*made, *FIELDS, "variable", "names", "mistakes", "data", "other"))] = (
            random.choice(ODD)
        )
    return made


def _settings(random: Random) -> Row:
    often: dict[str, tuple[float, Any]] = {
        "form": (0.3, random.choice(FORMS)),
        "up_to": (0.15, random.sample(FREEDOMS, random.choice((1, 1, 2)))),
        "tolerance": (
            0.2,
            random.choice(({"absolute": 0.01}, {"relative": "1e-3"}, {"absolute": 1, "relative": 0.1})),
        ),
        "significant_figures": (0.1, random.choice((1, 2, 3, 10))),
        "decimal_places": (0.1, random.choice((0, 1, 2, 8))),
        "assume": (
            0.3,
            {name: random.choice(ASSUMED) for name in random.sample("xynaz", random.choice((1, 2)))},
        ),
        "variable": (0.15, random.choice("xyn")),
        "constant": (0.1, random.choice(("required", "optional"))),
        "names": (0.1, random.sample(("rate", "beta", "S", "N", "e", "i", "velocity"), 2)),
        "syntax": (0.15, random.choice(("plain", "latex", "auto"))),
        "mistakes": (0.15, [{"name": "m", "value": text(random), "credit": 0.5}]),
    }
    return {name: value for name, (share, value) in often.items() if random.random() < share}


def fault(one: Mapping[str, Any]) -> str | None:
    """What is wrong with the verdict on a row, in a sentence; None where nothing is."""
    started = time.process_time()
    try:
        verdict = mark(one)
        json.dumps(verdict, allow_nan=False)
    except Exception as error:  # noqa: BLE001  that is what is looked for
        return f"raised {error!r}"
    spent_ms = (time.process_time() - started) * 1000
    outcome, step = str(verdict["outcome"]), verdict.get("decided_by")
    limit = one.get("deadline_ms")
    if step == "error":
        return "ended in an error"
    if isinstance(limit, int) and limit > 1 and spent_ms > 2 * limit:
        return f"took {spent_ms:.0f} ms of {limit} ({step})"
    if outcome not in OUTCOMES:
        return f"the outcome {outcome!r}"
    if (outcome == "correct" and verdict["score"] != 1) or (outcome == "incorrect" and verdict["score"] != 0):
        return f"the score {verdict['score']} for {outcome}"
    return _against_itself(one, outcome) or _against_others(one, outcome)


def _plain(one: Mapping[str, Any]) -> bool:
    """Whether nothing but the values decides, in the same way on both sides."""
    loose = {
        "form",
        "up_to",
        "significant_figures",
        "decimal_places",
        "tolerance",
        "mistakes",
        "syntax",
        "constant",
    }
    kind = one.get("kind")
    return not loose & one.keys() and kind not in ("antiderivative", "sql", "choice", "choices", "text")


def _against_itself(one: Mapping[str, Any], outcome: str) -> str | None:
    same = one.get("key") == one.get("answer") and isinstance(one.get("key"), str)
    if same and outcome == "incorrect" and _plain(one):
        return "the key itself is incorrect"
    return None


def _against_others(one: Mapping[str, Any], outcome: str) -> str | None:
    if not _plain(one) or outcome not in ("correct", "incorrect"):
        return None
    other = str(mark({**one, "key": one["answer"], "answer": one["key"]})["outcome"])
    if {outcome, other} == {"correct", "incorrect"}:
        return f"is {outcome}, and {other} with key and answer exchanged"
    if outcome == "correct" and one.get("kind") in (None, "expression", "number"):
        return _beside_itself(one)
    return None


def _beside_itself(one: Mapping[str, Any]) -> str | None:
    """A key is never what it is with a little more."""
    key = str(one["key"])
    if any(sign in key for sign in "=<>,;[]{}±oRZN∪&\\%°") or any(
        w in key for w in ("and", "none", "all", "true", "inf", "P(", "E[")
    ):
        return None
    for more in ("10^(-9)", "1/7", "x^2*10^(-12)+10^(-12)"):
        if mark({**one, "answer": f"({key})+{more}"})["outcome"] == "correct":
            return f"is also right with {more} more"
    return None
