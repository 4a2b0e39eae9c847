"""What stands behind an amount and leaves it worth little, hangs it on a condition, or gives it to others.

`… a year, though most get less`, `… if targets are met`, `… for the Staff level` in a posting for a senior.
What is said of a bonus or of equity beside the pay takes nothing from it: `plus equity, subject to approval`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# How a clause or the next sentence begins, and words anywhere in it.
_UNDERCUTS = re.compile(
    r"\A\W*(?:tb[acd]\b|to be (?:confirmed|determined|decided|announced|agreed|discussed)\b|not applicable\b|"
    r"n/a\b|(?:only|just) for (?:internal|managers|transfers)|see (?:the |an)?other (?:ad|posting|page)|"
    r"(?:an)?other (?:role|job|position)['’]s\b|we lied|april fool|less (?:for|at first|during|while|"
    r"until)\b|"
    r"minus (?!tax|applicable|statutory|legal))|"
    r"\bunpaid for (?:the )?first\b|\bfirst (?:\w+ ){0,2}(?:years?|months?) (?:is |are )?unpaid\b|"
    r"\bpaid only to\b|\b(?:most|many|newcomers|new hires|beginners)(?: (?:people|of us|employees|hires|"
    r"candidates))? (?:get|earn|make|start|begin|are paid|receive|end up)(?: (?:at|with|on))?(?: much| far)? "
    r"(?:less|lower|below (?:this|that|it|the (?:range|minimum))|half(?=\W*\Z| (?:of )?(?:this|that|"
    r"it)\b))\b|"
    r"\b(?:often|usually|mostly|typically|generally|normally|probably) (?:is |are |be |comes? out |"
    r"turns? out )?"
    r"(?:much |far |somewhat )?(?:lower|less)\b(?! than (?:the )?(?:top|maximum))|"
    r"\bhalf (?:of )?(?:that|this)\b|\byou (?:only |really )?(?:get|earn|receive) (?:only |just )?(?:half|"
    r"a fraction|\d{1,2} ?(?:%|percent))(?=\W*\Z| of (?:it|this|that|the (?:range|pay|salary))\b)|"
    r"\b(?:which|that) (?:is|was|has been) (?:already )?(?:filled|closed|taken)\b|\bsa(?:id|ys) (?:one|"
    r"an?|some)\b|"
    r"\bcommission[- ]only\b|\brevenue share\b|"
    r"\bin practice,? you\b|\bset by a third party\b|\bcopied from (?:a|the|another|our)\b|"
    r"\breplace (?:it |this )?before (?:publishing|posting)\b|\bchanged? without (?:prior )?notice\b|"
    r"\b(?:on paper|in theory)\W*\Z",
    re.IGNORECASE,
)
_KIND = (
    r"(?:\w+ )?(?:tokens?|crypto\w*|coins?|bitcoins?|scrip|vouchers?|gift cards?|shares|stock|equity|kind|"
    r"exposure)"
)
_NO_MONEY = re.compile(
    rf"\b(?:paid (?:\w+ )?|it (?:is )?(?:paid )?|which (?:is )?(?:paid )?)"
    rf"(?:in|as) {_KIND}\b",
    re.IGNORECASE,
)
# `Pay in other zones is usually lower.`
_ELSEWHERE = re.compile(
    r"\b(?:outside|elsewhere|other (?:\w+ )?(?:locations?|states?|zones?|regions?|cities|markets|"
    r"countries|levels?|"
    r"places)|interns?|juniors?)\b",
    re.IGNORECASE,
)
# Whose yes, or what success, the pay hangs on.
_HANGS = re.compile(
    r"\b(?:subject to|pending|awaiting|contingent (?:up)?on|conditional (?:up)?on|provided(?: that)?|"
    r"assuming|if|when|once|as long as|so long as) (?:[\w'’-]+ ){0,5}?(?:approv\w+|sign-?off|(?<!on )board|"
    r"funding|budget|"
    r"fundraising|investors?|targets?|quotas?|goals|KPIs?|OKRs?|revenue|profit\w*|milestones?)\b",
    re.IGNORECASE,
)
OTHER_MONEY = re.compile(
    r"\b(?:bonus\w*|equity|stock|shares|options|RSUs?|grants?|commissions?|incentives?|sign-?on|variable|"
    r"tokens|"
    r"allowances?|awards?|raises?|increases?|top-up|premium)\b",
    re.IGNORECASE,
)
_LEVELS = {
    "intern": "intern", "interns": "intern", "internship": "intern", "junior": "junior", "jr": "junior",
    "mid": "mid", "mid-level": "mid", "senior": "senior", "sr": "senior", "staff": "staff",
    "principal": "principal", "manager": "manager", "managers": "manager", "director": "director",
    "directors": "director", "executive": "executive", "executives": "executive",
}  # fmt: skip
_LEVEL = "|".join(sorted(_LEVELS, key=len, reverse=True))
_OF_LEVEL = re.compile(
    rf"(?:\bfor (?:the |an? |our |all |only )?|\A\W*(?:the )?|\bat (?:the )?)(?P<level>{_LEVEL})(?:[- ]"
    r"(?P<of>level|roles?|positions?|grade|band|engineers?|scientists?|analysts?|developers?)\b|(?=\W*\Z))",
    re.IGNORECASE,
)
_FOR_LEVEL = re.compile(
    r"\W*(?:this|that|it|the|these|those)\b(?: \w+){0,4}? (?:is|are|applies|apply|holds?|refers?)(?: only)? "
    r"(?=(?:for|to|at)\b)",
    re.IGNORECASE,
)


def undercut(behind: Sequence[str], following: str) -> bool:
    """Whether the clauses behind an amount, or the sentence that follows, leave in doubt that it is paid."""
    own = "".join(behind)
    if any(_UNDERCUTS.search(one) and not _ELSEWHERE.search(one) for one in (*behind, following)):
        return True
    for found in (*_HANGS.finditer(own), *_NO_MONEY.finditer(own)):
        if not OTHER_MONEY.search(own[: found.start()]):
            return True
    return False


def of_another_level(label: str, behind: Sequence[str], following: str, title: frozenset[str]) -> bool:
    """Whether an amount is that of a level other than those that the title of the posting names, if any.

    `label` is what stands right before it: `Staff: …`.
    """
    ours = {_LEVELS[word] for word in title & _LEVELS.keys()}
    if not ours:
        return False
    follows = _FOR_LEVEL.match(following)
    said = [label, *behind[:2], *([following[follows.end() :]] if follows else [])]
    named = [_LEVELS[found["level"].lower()] for one in said for found in _OF_LEVEL.finditer(one)]
    return bool(named) and not ours & set(named)
