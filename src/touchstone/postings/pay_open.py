"""Whether words beside an amount leave an end of the pay open: `or more`, `more for experts`, `no cap`."""

from __future__ import annotations

import re

from touchstone.postings.pay_tied import FAR, column_above

_MORE = (
    r"plus\b(?!\s+[^\W\d_])|(?:and|or)\s(?:up|upwards?|above|more|higher|beyond|over|better)\b|upwards?\b|"
    r"and\sbeyond\b|(?:und|oder)\s(?:mehr|höher)\b|et\splus\b|y\smás\b"
)
_AFTER = re.compile(
    rf"\+(?!\s?[\d$€£])|\s?\(?\s?(?:\+(?!\s?[\w$€£])|{_MORE})", re.IGNORECASE
)  # not `$90,000 + bonus`
_LEAST = re.compile(r"\s?\(?\s?(?:(?:as\s)?(?:a|the)\s)?(?:minimum|min\b|at (?:the )?least)", re.IGNORECASE)
_MOST = re.compile(
    r"\s?[,(]?\s?(?:(?:(?:as\s)?(?:a|the)\s)?(?:maximum|max\b|at (?:the )?most|tops\b)|"
    r"at the (?:top|upper|high) end\b|(?:and|or)\s(?:less|lower|under|below|down)\b|(?:und|oder)\s(?:weniger|"
    r"niedriger)\b|ou\smoins\b|o\smenos\b)",
    re.IGNORECASE,
)
# `the lowest that we pay is $90,000`, `at least $90,000 to $120,000`; `up to $90,000 to $120,000`.
_LOWEST = re.compile(
    r"\b(?:minimum|lowest|at least|floor|begins? at|no less)\b[^,;:.|\d\n]{0,40}$", re.IGNORECASE
)
_HIGHEST = re.compile(r"\b(?:maximum|highest|at most|ceiling|capped at)\b[^,;:.|\d\n]{0,40}$", re.IGNORECASE)
_FLOOR_OF_RANGE = re.compile(
    r"\b(?:at least|start(?:s|ing)? (?:at|from)|upwards of|more than|over|above|in excess of|minimum of)\s$",
    re.IGNORECASE,
)
_TOP_OF_RANGE = re.compile(
    r"\b(?:up to|as much as|at most|maximum of|less than|under|below)\s$", re.IGNORECASE
)
# `$90,000 – negotiable`, `$90,000 - ...`: a dash or `to` that leads to no amount.
_NOWHERE = re.compile(
    r"\s?(?:-|–|—|to)\s?(?:\.\.\.|…|open\b|negotiable|depending|DOE\b|[>≥]|$|(?=\n))", re.IGNORECASE
)
_ABOVE_IT = r"(?:this|that|the|these|stated|posted|above|listed|given|our)"
_IT = r"(?:ranges?|figures?|bands?|amounts?|numbers?|top|maximum|upper end|high end|level|scale)"
# What a range is stretched by, in the words behind it and in the sentences that follow.
_STRETCHED = re.compile(
    r"[(,;:–—-]\s?(?:and\s|with\s|possibly\s|but\s)?(?:up to\s\W?\s?[A-Z]{0,3}\s?\d|more for\b|more (?:is |"
    r"may be |can be )?(?:possible|available)|more depending|more if\b|more with\b|(?:higher|"
    r"above) (?:this |that )?(?:for|with|if|depending)\b|higher (?:is )?possible|open[- ]ended)"
    r"|\b(?:exceptional|outstanding|exceptionally)\b[^.\n]{0,60}\b(?:up to|more|higher|above|exceed)\b"
    r"|\b(?:may|can|could|might|will|would|are able to|willing to|happy to|ready to|prepared to|open to|"
    r"possible to)(?: also| even| well| sometimes)? (?:exceed\w*|surpass|go(?:ing)? (?:above|higher|over|"
    r"beyond|up|past)|pay(?:ing)? (?:more|higher|above|over|beyond)|offer(?:ing)? (?:more|higher|above)|"
    r"stretch|be (?:higher|more|above|exceeded|greater|paid (?:more|above|higher)|raised|increased|extended|"
    r"stretched)|earn (?:more|above|beyond)|get more|land above|fall (?:above|outside)|vary (?:outside|"
    r"beyond))\b"
    rf"|\b(?:above|beyond|over|outside(?: of)?|past|in excess of|higher than|"
    rf"more than) {_ABOVE_IT} (?:\w+ )?{_IT}\b"
    r"|\b(?:higher|more|above(?: this)?|extra|flexib\w+|negotiable) (?:\w+ )?for (?:an? |"
    r"the )?(?:exceptional|outstanding|right|very experienced|strong|stronger|senior|top|great|ideal|best|"
    r"more experienced)\b"
    r"|(?:^|[.!?;]\s)(?:even )?(?:more|higher)(?: pay| salary| figures?| amounts?| offers?)?(?: is|"
    r" are)?(?: possible| available| for| with| depending|\s?[.!])"
    r"|\bup to\b[^.\n]{0,30}\bfor (?:an? |the )?(?:exceptional|outstanding|right|very experienced)\b"
    r"|\b(?:top|upper end|high end|maximum|upper limit)(?: end)?(?: of (?:this|the|that) range)? (?:is|"
    r"are) (?:open|flexible|negotiable|only|not fixed|soft)"
    r"|\bflexib\w+ (?:on|at|with|about) the (?:top|upper|high|maximum)"
    r"|\bsky['’ ]?i?s the limit|\b(?:only|just|merely) (?:a |the )?(?:starting point|minimum|floor|guide\w*|"
    r"indicat\w+)"
    r"|\b(?:this|that|it|which|range) is (?:a |the |our )?(?:starting point|minimum|floor|entry level)\b",
    re.IGNORECASE,
)
# These deny and open at once, so that a denial beside them takes nothing back.
_NO_LIMIT = re.compile(
    r"\b(?:no|without(?: a| an| any)?) (?:salary |pay |fixed |hard |upper |top |real |set )*(?:caps?\b|"
    r"limits?\b|ceiling|maximum|upper)|\buncapped\b|\bunlimited (?:pay|salary|earnings|upside)|"
    r"\bopen[- ]ended\b|"
    rf"\b(?:not|n['’]t|never) (?:be )?(?:strictly )?(?:limited|restricted|confined|bound|capped|fixed|"
    rf"set in stone)"
    rf"(?: (?:to|by|at) (?:{_ABOVE_IT} )?(?:\w+ )?(?:{_IT}|it|this|that)\b|(?=\s?[.,;!)\n]|\s?$))",
    re.IGNORECASE,
)
# `Actual pay may be above or below this range`: both ends stand, and may be left.
_LOOSE = re.compile(
    r"\b(?:(?:above|higher|over|more|greater),? (?:or|and|and/or) (?:below|lower|under|less)|(?:below|"
    r"lower|under|less),? "
    r"(?:or|and|and/or) (?:above|higher|over|more|greater))\b(?! (?:the )?(?:market|average|median))"
    rf"|\b(?:fall|land|be|lie|vary|go|differ|sit)s?(?: somewhat| slightly)? (?:outside(?: of)?|"
    rf"from) {_ABOVE_IT} "
    rf"(?:\w+ ){{0,2}}?{_IT}\b|\b(?:fall|land|lie|vary|be) outside\b",
    re.IGNORECASE,
)
_MAY = re.compile(r"\b(?:may|can|could|might|will|would)\b", re.IGNORECASE)
_OTHER_MONEY = re.compile(
    r"\b(?:bonus|equity|budget|stock|allowance|relocation|commission|leave)", re.IGNORECASE
)
# What else may be without a limit: `The head count is not fixed.` says nothing of pay.
_OTHER_LIMITS = re.compile(
    r"\b(?:head ?count|team|teams|hours|schedule|locations?|places?|start(?:ing)? date|terms?|office days)\b",
    re.IGNORECASE,
)
_PAY = re.compile(
    r"\b(?:pay|salary|salaries|range|band|earnings|compensation|figures?|amounts?|wages?)\b", re.IGNORECASE
)
# What grows with a later post is the pay of that post: `You may earn more after a promotion.`
LATER_POST = re.compile(
    r"\b(?:promotions?|promoted|next (?:level|grade)|career (?:ladder|path))\b", re.IGNORECASE
)
# What goes up without being pay, in a sentence without a word for pay: `Revenue may go above $2 million.`
_NO_PAY = re.compile(
    r"\b(?:revenues?|turnover|sales|profits?|costs?|traffic|users|customers|funding|valuation|prices?|loads?|"
    r"temperatures?|accuracy|latency|growth|demand|models?|systems?|parameters|"
    r"data)\b",
    re.IGNORECASE,
)
_PAID = re.compile(r"\b(?:pays?|paid|paying|offers?|earn\w*|hires?|candidates?|applicants?)\b", re.IGNORECASE)
_KEPT = re.compile(r"\b(?:not|no|never|nobody|cannot|without|within)\b|n['’]t\b", re.IGNORECASE)
_SECTION = re.compile(r"\n\s*(?:#|\n[^\n.!?;]{1,60}\n)")
AFTER = 500  # characters: the rest of the sentence and those after it, as far as they stand together


def open_below(text: str, ends: tuple[int, int, int], *, ranged: bool) -> bool:
    """Whether what stands beside an amount makes it the most that is paid: `$150,000 max`.

    `ends` are where the words begin, where the last amount ends and where its period does.
    """
    before = text[max(0, ends[0] - 60) : ends[0]]
    if ranged:
        return _TOP_OF_RANGE.search(before) is not None
    return bool(_stands_at(_MOST, text, ends) or _TOP_OF_RANGE.search(before) or _HIGHEST.search(before))


def open_above(text: str, ends: tuple[int, int, int], *, ranged: bool) -> bool:
    """Whether what stands beside an amount, or a range, says that more may be paid.

    `ends` as for `open_below`: `$55 or more an hour`, `$55 an hour or more`.
    """
    if any(_AFTER.match(text, end) for end in ends[1:]):
        return True
    before = text[max(0, ends[0] - 60) : ends[0]]
    if _FLOOR_OF_RANGE.search(before):
        return True
    if not ranged and (
        _LOWEST.search(before) or _NOWHERE.match(text, ends[1]) or _stands_at(_LEAST, text, ends)
    ):
        return True
    behind = _SECTION.split(text[ends[1] : ends[2] + AFTER], maxsplit=1)[0]
    return any(_opens(behind, found, ranged) for found in _STRETCHED.finditer(behind)) or any(
        not _of_another_thing(_sentence(behind, found)) for found in _NO_LIMIT.finditer(behind)
    )


def _of_pay(said: str) -> bool:
    return bool(_PAY.search(said) or _PAID.search(said))


def _of_another_thing(said: str) -> bool:
    """Whether a sentence speaks of other money, or of what is no money."""
    return bool(_OTHER_MONEY.search(said) or (_OTHER_LIMITS.search(said) and not _PAY.search(said)))


def _stands_at(words: re.Pattern[str], text: str, ends: tuple[int, int, int]) -> bool:
    """Whether the words stand behind an amount or its period, or over it in the head of its table."""
    above = column_above(text[max(0, ends[0] - FAR) : ends[0]])
    return any(words.match(text, end) for end in ends[1:]) or bool(words.match(" " + above.strip()))


def loose_words(text: str, end: int) -> str | None:
    """The sentence behind a range by which the pay may be above or below it; None where there is none."""
    behind = _SECTION.split(text[end : end + AFTER], maxsplit=1)[0]
    for found in _LOOSE.finditer(behind):
        said = _sentence(behind, found)
        if _MAY.search(said) and _opens(behind, found, False):
            return " ".join(said.split()).strip(" .;*-–,")[:120]
    return None


def _opens(text: str, found: re.Match[str], ranged: bool) -> bool:
    """Whether words stretch the pay: not a bonus, and no denial goes before them in their sentence.

    Nor where they only let the pay leave a range with both ends, which `loose_words` tells of.
    """
    said = _sentence(text, found)
    if ranged and _LOOSE.search(said) and _MAY.search(said):
        return False
    if LATER_POST.search(said) or (_NO_PAY.search(said) and not _of_pay(said)):
        return False
    if "\n\n" in text[: found.start()] and not _of_pay(said):
        return False
    ahead = said[: max(0, said.find(found.group().strip()))]
    return not (_OTHER_MONEY.search(said) or _KEPT.search(ahead) or re.search(r"\bwithin\b", said))


def _sentence(text: str, found: re.Match[str]) -> str:
    """The sentence of `text` in which a match stands."""
    at = found.start() + len(found.group()) - len(found.group().lstrip(".!?; "))
    start = max(text.rfind(mark, 0, at) for mark in (". ", "; ", "! ", "\n", ".\n")) + 1
    stops = [stop for mark in (". ", ".\n", "; ", "\n") if (stop := text.find(mark, found.end())) >= 0]
    return text[start : min(stops, default=len(text))]
