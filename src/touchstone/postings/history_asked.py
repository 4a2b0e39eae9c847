"""Whether words such as `your current salary` ask for it, or say that it isn't asked for."""

from __future__ import annotations

import re

_NOT_ASKED = re.compile(
    r"\b(?:(?:do|does|will|shall|must|need|should|may) not|never|cannot|no need|not (?:required|needed|"
    r"asked)|without)\b[^.;:!?\n]{0,60}\Z"
    # `Please don't send a photo, your age or your current pay`: the last of what is not wanted.
    r"|n['’]t (?:include|send|add|attach|mention|give|state|provide|tell)\b[^.;:!?\n]{0,60}(?:,| or| nor) \Z"
    r"|\b(?:do|does|wo|ca|must|need|should)n?['’]t\b[^,.;:!?\n]{0,60}\Z",
    re.IGNORECASE,
)
# `Don't forget your payslips`, `not considered without your salary history`: a denial of the other thing.
_ASKED_AFTER_ALL = re.compile(
    r"\b(?:forget|hesitate|omit|skip|fail|neglect|leave out|be afraid|be shy|apply)\b[^.;:!?\n]{0,60}\Z"
    r"|(?:\b(?:not|cannot|never|no)\b|n['’]t\b)[^.;:!?\n]{0,60}\bwithout\b[^.;:!?\n]{0,60}\Z"
    r"|\b(?:not|never|no)\b[^.;:!?\n]{0,60}\b(?:unless|until|only)\b[^.;:!?\n]{0,60}\Z",
    re.IGNORECASE,
)
_SHOWN = r"(?:shared|stated|given|disclosed|sent|told|named|mentioned|included|shown|revealed)"
_WANTED = (
    r"(?:asked(?: for| about)?|requested|required|needed|considered|relevant|of interest|taken into account|"
    r"used|wanted|sought|collected|important|necessary|expected|looked at|a (?:criterion|factor|condition))"
)
_MATTERS = r"(?:matter|count|affect|play (?:a|any) (?:part|role)|influence|interest us|concern us|change)"
_ENDS = (
    r"(?=\W*(?:[.;!?\n]|\Z)| (?:here|by us|to us|for us|from you|anywhere|at any (?:point|time)|in our|in the"
    r"|in any|when we|our offer|your offer|the offer|what we|for this|for the|you are offered)\b)"
    r"(?![^.;!?\n]*\b(?:but|before|until|unless|yet|except|later|still|though|however)\b)"
)
_DENIED_BEHIND = re.compile(
    r"\A(?: (?:inquir\w+|enquir\w+|questions?|requests?|information|data|details))?(?:"
    rf" (?:(?:is|are|was)(?: not|n['’]t| never| neither)|(?:will|wo)(?: not|n['’]t| never) be) {_WANTED}"
    r"| (?:is|are) (?:irrelevant|immaterial|unimportant|banned|prohibited|forbidden|unlawful|illegal|"
    r"off limits|"
    r"none of our business|your (?:own )?business|private|of no (?:interest|importance|concern|relevance))"
    rf"| (?:does|do|will|would)(?: not|n['’]t) {_MATTERS}"
    rf"| (?:need|should|must)(?: not|n['’]t) be {_SHOWN}"
    r"| (?:plays?|has|have) no (?:part|role|bearing|influence|weight)"
    rf"){_ENDS}",
    re.IGNORECASE,
)
# `Applications without your payslips are not considered.`
_REFUSED = re.compile(
    r"\A[^.;!?\n]{0,40} (?:(?:(?:will|can|are|is)(?: ?not|n['’]t)|won['’]t) (?:be )?(?:considered|accepted|"
    r"looked at|processed)|(?:will be|are|is) (?:rejected|ignored|declined|discarded))\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"\bwithout\b[^.;:!?\n]{0,60}\Z", re.IGNORECASE)
_BEFORE, _BEHIND = 140, 160  # characters


def is_asked(text: str, span: tuple[int, int]) -> bool:
    """Whether the words at `span` are asked for: nothing before or right behind them denies it."""
    before = text[max(0, span[0] - _BEFORE) : span[0]]
    if _WITHOUT.search(before) and _REFUSED.match(text[span[1] : span[1] + _BEHIND]):
        return True
    if _NOT_ASKED.search(before[-80:]):
        return _ASKED_AFTER_ALL.search(before) is not None
    return _DENIED_BEHIND.match(text[span[1] : span[1] + _BEHIND]) is None
