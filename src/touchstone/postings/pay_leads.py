"""What leads into a sentence about pay and makes it somebody else's, or no more than supposed.

`Do not believe anyone who writes: the pay is …`, `If you were a manager: …`; but `Note: the pay is …`.
"""

from __future__ import annotations

import re

_SAYS = (
    r"(?:writ(?:es?|ten|ing)|wrote|sa(?:ys?|id|ying)|claim(?:s|ed|ing)?|tells?|told|reads|quot(?:es?|ed)|"
    r"posted|promis(?:es?|ed)|advertis(?:es?|ed)|announc(?:es?|ed)|stat(?:es?|ed)|spreads?|repeats?)"
)
_SOMEBODY = (
    r"(?:any ?one|any ?body|some ?(?:one|body)|whoever|people|those|everybody who|they|he|she|scam\w*|"
    r"fraud\w*|impost[eo]rs?|agenc(?:y|ies)|recruiters?|(?:an?|any|some|another|old|bad|wrong|fake|"
    r"false) "
    r"(?:\w+ )?(?:ads?|adverts?|advertisements?|postings?|pages?|sites?|e?-?mails?|messages?|posters?|"
    r"articles?|blogs?|trolls?|bots?))"
)
_NOT = r"(?:\b(?:not|never|nobody|no one|stop|avoid|beware of)\b|n['’]t\b)"
_NOT_SAID = re.compile(  # and what is not to be believed, or to be said
    rf"\b{_SOMEBODY}(?: \w+){{0,4}}? {_SAYS}\b"
    rf"|(?<!\bneed )(?<!\bto ){_NOT} (?:\w+ ){{0,2}}?(?:believ\w+|trust\w*|listen|rely|heed|fall for|buy|"
    rf"take)"
    rf"|(?:\A|[.,;] )\W*(?:please )?(?:do not|don['’]t|never) (?:ever )?{_SAYS}\b"
    r"|\b(?:lie|untrue|false|wrong|fake|hoax|myth|rumou?r) (?:\w+ ){0,3}?(?:to|that|which|who|says?|ad)\b"
    r"|\bsupposedly|\ballegedly|\bso-called\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:imagine|suppose|supposing|pretend|assume|assuming|hypothetical\w*|placeholders?|templates?|"
    r"(?:bad|fictitious|made-up|invented|mock|dummy) \w+|dreams?|ideal world|perfect world|"
    r"(?:another|other|parallel|different) (?:world|universe|life|company|country|job|role|position|"
    r"employer))\b"
    r"|\A\W*(?:had|were|should) (?:we|you|this|it|the|there|i)\b"
    r"|\b(?:if|unless|once|as soon as|when|provided(?: that)?|until) (?:only )?"
    r"(?:we|this|it|there|the|they|(?:you(?:['’]re)?)(?= (?:\w+ ){0,4}?(?:were|was|had|could|would|managers?|"
    r"manage|directors?|executives?|leads?|leaders?|heads?|promoted|promotion|partners?|principal|senior|"
    r"staff|passed|passes|hit|meet|met|reach(?:ed)?|targets?|probation)\b))"
    r"(?! (?:[\w-]+ ){0,6}?(?:law|act|comes|ask|want|in|from|at|based|located|performed|remote\w*|hybrid|"
    r"on-?site)\b)"
    r"|\bafter (?:\w+ ){0,2}?(?:years?|months?|probation)\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:we|we['’]re|our(?: \w+)?)\W+\Z", re.IGNORECASE)


def doubtful(lead: str) -> bool:
    """Whether the words that lead into a sentence keep it from being said by the employer, of this job."""
    if _SUPPOSED.search(lead):
        return True
    return any(not _OURS.search(lead[: found.start()]) for found in _NOT_SAID.finditer(lead))
