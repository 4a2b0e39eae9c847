"""Whether an amount in a posting is its pay: what stands around it, and whether its size can be pay."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

# Stems, in the languages of the countries whose laws we hold; `(?!...)` keeps `payments` out.
PAY = re.compile(
    r"\b(?:pay(?!ments?\b|roll|ers?\b|able)|paid|salar|wage|compensation|remunerat|earn(?!ings? call)|"
    r"base\b|rate\b|hiring range|range (?:is|for|of)\b|comp\b|package\b|income\b|cash\b|OTE\b|DOE\b|"
    r"on[- ]target(?=\s?[:=])|"
    r"depending on experience|gross\b|brutto|bruto|[a-z-]{0,18}(?:gehalt|entgelt)|vergütung|lohn|verdien|"
    r"salaire|rémunération|sueldo|retribu|atlyginim|alg[aą]\b|atalgojum|wynagrodzeni|mzd[ay])",
    re.IGNORECASE,
)
_NOT_PAY = re.compile(
    r"\b(?:budget|bonus|stipend|allowance|reimburs|rais(?:ed|ing)|series [a-h]\b|seed|fund(?:s|ed|ing)?\b|"
    r"invest|valu(?:ation|ed)|revenue|turnover|sales\b|profit|spend|sav(?:es?|ed|ings?)\b|cost|price|prize|"
    r"grant|equity|stock|sign[- ]on|signing|severance|capital|loans?\b|debt|fees?\b|fines?\b|shares?\b|"
    r"options?\b|RSU|401|pension|relocation|referral|(?<!machine.)(?<!deep.)learning|training|conference|"
    r"education|tuition|insurance|voucher|equipment|laptop|home office|wellness|gym|customers?\b|clients?\b|"
    r"transactions?\b|assets?\b|portfolio|markets? (?:of|worth|size|cap)|deals?\b|donat|value of|worth\b|"
    r"on top\b|extra\b|difference|increase|rise\b|gap\b|cut\b|contracts? worth|"
    r"credit|scholarship|bursar(?:y|ies)|(?<!visa )sponsorships?\b|subsid(?:y|ies)|awards?\b(?!-)|"
    r"expenses?\b|per diem|discounts?\b|rent\b|gifts?\b|(?:child ?care|travel|commut(?:e|ing)|housing|"
    r"meals?|parking|"
    r"phone|visa|moving|fitness)\s?:)",
    re.IGNORECASE,
)
_BESIDE = re.compile(  # `salary plus bonus: 60k` is still about the salary
    r"(?:plus|including|incl\.?|excluding|excl\.?|before|with|and|\+|&)\s+(?:\w+\s)?"
    r"(?:bonus(?:es)?|equity|stock|options?|variable|commissions?)\b(?!\s+of)",
    re.IGNORECASE,
)
_VARIABLE = re.compile(  # `Variable pay: 20k`, `a commission of 20k`: no less another part than a bonus
    r"(?<!is )(?<!are )\b(?:variable|commissions?)"
    r"(?: (?:pay|compensation|salary|part|component|earnings))?\s?"
    r"(?=[:=]|(?:is |are )?(?:of|up to|between)\b|\Z)",
    re.IGNORECASE,
)
_BREAK = re.compile(r"(?<!\.[A-Z])[.!?;](?=\s|$)|\n")
_AFTER = re.compile(r"[,;()|•·\n]|[.!?](?=\s|$)|\b(?:plus|and|with|or)\b|\+")
_EDGE = re.compile(r"[\W_]*")
_HEADING = re.compile(r"\s*(?:#|\*\*|__)|.*:[*_\s]*$|(?!\s*[-*+•])[^.!?;\d]{1,40}$")
MAX_HEADING = 80  # characters
FAR, NEAR = 3000, 300  # characters in which a heading, and the words of a sentence, are looked for

# Orders of magnitude of a unit of money, not rates of exchange: enough to tell a month's pay from a year's.
_UNITS = {"COP": 4000, "CLP": 900, "HUF": 350, "JPY": 150, "INR": 40, "CZK": 22, "SEK": 10, "NOK": 10}
_UNITS |= {"DKK": 7, "BRL": 5, "PLN": 4, "RON": 4}
_SIZES = {"year": (4000, 5_000_000), "month": (250, 400_000), "week": (60, 100_000), "day": (10, 20_000)}
_SIZES |= {"hour": (2, 2500)}
_NAMED = {"annum": "year", "annually": "year", "yearly": "year", "annual": "year", "monthly": "month"}
_NAMED |= {"weekly": "week", "daily": "day", "hourly": "hour", "jährlich": "year", "monatlich": "month"}
_BEGINS = {  # the unit behind `per`, by how it begins, in the languages of those countries
    "year": ("y", "ann", "an", "jahr", "año", "rok", "p."),
    "month": ("mo", "mth", "mes", "miesi", "mensuel"),
    "week": ("w", "sem"),
    "day": ("d", "tag", "jour", "día"),
    "hour": ("h", "stunde", "ora", "godzin"),
}
_LY = re.compile(r"\b(?:annual|yearly|monthly|weekly|daily|hourly)\b", re.IGNORECASE)


def begins_line(text: str, start: int) -> bool:
    """Whether nothing but a mark stands before it in its line."""
    return _EDGE.fullmatch(text[text.rfind("\n", 0, start) + 1 : start]) is not None


def tied(
    text: str, span: tuple[int, int], with_period: bool, labelled: Callable[[], bool] = lambda: False
) -> bool:
    """Whether the amount at `span` is the pay: what is said of it last before, or first behind, decides.

    Where nothing is: a period does, a line of its own, or a label that names nothing but places.
    """
    before, behind = _around(text, *span)
    behind = _BESIDE.sub(" ", behind)
    if _says(behind, first=True) is False:
        return False
    said = _says(_VARIABLE.sub(" bonus ", _BESIDE.sub(" ", before)), first=False)
    if said is None:
        said = _says(behind, first=True)
    if said is None:
        above = text[max(0, span[0] - FAR) : span[0]]
        said = _says(column_above(above), first=False)
    if said is None:
        said = None if _under_title(above) else _says(heading_above(above), first=False)
    if said is not None:
        return said
    return with_period or _stands_alone(text, *span) or labelled()


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    breaks = [found.end() for found in _BREAK.finditer(text, max(0, start - NEAR), start)]
    stop = _AFTER.search(text, end, end + 120)
    begin = breaks[-1] if breaks else max(0, start - NEAR)
    return text[begin:start], text[end : stop.start() if stop else end + 120]


def _says(words: str, *, first: bool) -> bool | None:
    """Whether the words speak of pay; where they name other money too, the first or the last of them."""
    marks = [(found.start(), True) for found in PAY.finditer(words)]
    marks += [(found.start(), False) for found in _NOT_PAY.finditer(words)]
    if not marks:
        return None
    return (min(marks) if first else max(marks))[1]


def heading_above(before: str) -> str:
    """The nearest line above that is a heading, without what follows it."""
    for line in reversed(before.split("\n")[:-1]):
        if len(line) <= MAX_HEADING and _HEADING.match(line):
            return line
    return ""


def _under_title(above: str) -> bool:
    """Whether the nearest heading is the title, whose field is no benefit: `… in reinforcement learning`."""
    lines = [line for line in above.split("\n")[:-1] if line.strip()]
    return bool(lines) and len(above) < FAR and lines[0].startswith("# ") and heading_above(above) == lines[0]


def column_above(above: str) -> str:
    """The cell over an amount in the first row of its table; nothing outside of a table."""
    *rows, row = above.split("\n")
    first = ""
    for line in reversed(rows):
        if "|" not in line:
            break
        first = line
    cells = first.split("|")
    at = row.count("|")
    return cells[at] if row.lstrip().startswith("|") and at < len(cells) else ""


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands in the line, or between two bars of it."""
    left = re.split(r"[\n|•·]|,\s|\s[–—-]\s", text[max(0, start - NEAR) : start])[-1]
    right = re.split(r"[\n|•·+]|,\s|\s[–—-]\s", text[end : end + NEAR])[0]
    return bool(_EDGE.fullmatch(left) and _EDGE.fullmatch(right.strip(".")))


def period_of(said: str | None, before: str, most: Decimal, currency: str) -> str:
    """The period that is said with the amount or last before it, else the one that suits its size."""
    if said is not None:
        word = said.lower()
        return _NAMED.get(word) or next(unit for unit, begin in _BEGINS.items() if word.startswith(begin))
    named = [_NAMED[word.lower()] for word in _LY.findall(re.split(r"\n|[.!?]\s", before[-NEAR:])[-1])]
    if named and plausible(most, currency, named[-1]):  # not the `daily` of a daily meeting
        return named[-1]
    size = most / units(currency)
    return "year" if size >= 10_000 else "month" if size >= 1000 else "hour"


def plausible(end: Decimal, currency: str, period: str) -> bool:
    """Whether anybody may be paid this; the bounds are wide, to keep out funding rounds and small change."""
    low, high = _SIZES[period]
    return low <= end / units(currency) <= high


def units(currency: str) -> int:
    """How many of a currency make one unit such as a dollar or a euro: an order of magnitude, no rate."""
    return _UNITS.get(currency, 1)
