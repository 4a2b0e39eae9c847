"""The words by which an amount of pay is tied to a place, or is not."""

from __future__ import annotations

import re

from touchstone.postings.pay_shapes import CURRENCY

AMOUNT = re.compile(rf"(?:{CURRENCY})\s?\d[\d.,’' ]*\d\s?[kK]?|\d[\d.,’' ]*(?:\s?[kK]\b|\s?(?:{CURRENCY}))")
SEGMENT = re.compile(r"[,:;()|•–—\n]|\s-\s")
PERIOD = (
    r"(?:\s?/\s?\w+|\W*\b(?i:per|an?|gross|base|brutto|annually|annual|yearly|hourly|monthly|year|yr|hour|hr|"
    r"month|pay|salary|usd|eur|gbp|cad)\b){0,5}"
)
BEHIND = re.compile(  # `… a year in Texas`, `… (Texas)`, `… for Berlin employees`
    rf"{PERIOD}(?:\)?,?\s*(?:which |that )?(?i:is|are|applies|apply|holds|valid|"
    r"(?:as )?(?:paid|offered))(?=\s))?"
    r"\s*(?:\(|[,–—-]?\s*(?=\b(?:(?i:only|if|when|for|in|at (?:our|the|any)|out of|from|to|excluding|except|"
    r"outside|not|but|without|with|working|living|based|relocating|moving)|[A-Z])))"
)
TIES = re.compile(
    r"\W*(?:(?:and|or|but|while|our|the|your|all|any)\s)*(?:in|for|at|to|if|when|across|within|throughout|"
    r"outside|except|excluding|candidates?|applicants?|employees?|residents?|hires?|people|those|anyone|"
    r"only|based|remote|hybrid|hired|located|working|work|where|base|starting|annual|us|zone|tier|region|"
    r"location|locations)\b",
    re.IGNORECASE,
)
SMALL = re.compile(
    r"[\s\W\d]|\b(?:our|the|a|and|or|in|for|of|at|all|only|based|office|offices|site|hub|team|teams|"
    r"employees?|"
    r"staff|candidates?|applicants?|residents?|hires?|location|locations?|metro|area|city|state|region|"
    r"remote|hybrid|on-?site|full-?time|roles?|positions?|market|markets|zone|tier|range|level|other|"
    r"people|workers?|contracts?|place|level|country|greater|areas|cities|states|regions|senior|junior|mid|"
    r"staff|lead|in-office|headquarters|hq)\b",
    re.IGNORECASE,
)
LAW = re.compile(
    r"(?:['’]s)?\s(?:[\w-]+\s){0,4}?(?:laws?|acts?|regulations?|legislation|statutes?|code|ordinances?)\b"
)
LAW_OF = re.compile(r"\b(?:laws?|act|code|legislation|regulations) (?:of|in) (?:the )?$", re.IGNORECASE)
FIRM = re.compile(
    r"(?:-based|\s(?:\w+\s)?(?:headquarters|HQ)\b|['’]s? (?:leading|largest)|"
    r"\s(?:Dynamics|Instruments|Times|Consulting|Bank|University|Group|GmbH|Inc|Ltd|LLC|AG|Labs|Technologies|"
    r"Health|Brands|Capital|Partners|Insurance|Life|Financial|Systems|Airlines|Post|Globe|Energy|Software|"
    r"Analytics|Data)\b)"
)
BASED = re.compile(r"-based\b(?! (?:company|start-?up|firm|employer|business|organi[sz]ation|team)\b)")
SEAT = re.compile(
    r"\b(?:headquarter\w*|founded|incorporated|HQ|company|parent|customers?|clients?|born|listed)\b[^,;:|"
    r"]{0,30}$",
    re.IGNORECASE,
)
MONEY = re.compile(r"\s?(?:dollars?\b|\$|GAAP|citizen|treasur|holidays?\b|-style|patent)")
BUT = re.compile(
    r"\b(?:outside(?: of)?|except(?: for| in)?|excluding|excl\.?|not (?:in|for|including|available in|open "
    r"to)|other than|apart from|without|beyond|with the exception of|but not)\s(?:\w+\s){0,2}?$",
    re.IGNORECASE,
)
LIST = re.compile(r"\s*(?:,|and|or|,\s?and|,\s?or|/|&)\s*(?:the\s)?")
REST = re.compile(
    r"\b(?:(?:all |any |the )?(?:other|remaining) (?:\w+ )?(?:locations?|states?|places?|regions?|areas?|"
    r"offices?|cities|countries|markets?|provinces?)|elsewhere|everywhere else|anywhere else|"
    r"(?:the )?rest of (?:the )?)",
    re.IGNORECASE,
)
REST_ALONE = re.compile(rf"{PERIOD}[\s,(–-]*{REST.pattern}[\s).]*\Z", re.IGNORECASE)  # `… (elsewhere)`
ZONE = re.compile(
    r"[\W_]*(?:geo(?:graphic)? |pay |location |labou?r )?(?:zone|tier|area|region|level|grade|band|step|"
    r"market|group|"
    r"cluster) [A-Z0-9]{1,3}\b[\W_]*(?:\([^()]{1,200}\)[\W_]*)?",
    re.IGNORECASE,
)
HQ = re.compile(r" (?:headquarters|HQ|head office)\b", re.IGNORECASE)
PAID_AT = re.compile(
    r"\b(?:pay|salary|compensation|wage|range)\b[^,;.]{0,20}?(?:\(|\b(?:at|in|for) (?:our|the) )$",
    re.IGNORECASE,
)
AT_SEAT = re.compile(
    rf"{PERIOD}[\s,(–-]*(?i:at|in|from|out of|for) (?:(?i:our|the) )?(?P<name>[A-Z][^\n;|]{{1,40}}?) "
    r"(?=(?i:headquarters|HQ|head office)\b)"
)
UNKNOWN = re.compile(
    r"\b(?:in|at|for) (?:our |the )?(?P<name>(?-i:[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+){0,2}))"
    r"(?: (?:office|site|hub|campus|branch|employees|residents|staff|hires|candidates|applicants)\b|\s?\Z)",
    re.IGNORECASE,
)
ENGLISH = re.compile(
    r"\b(?:salary|pay|compensation|wage|range|office|site|hub|campus|branch)\b", re.IGNORECASE
)
NO_PLACE = re.compile(
    r"(?i:euros?|dollars?|pounds?|full|part|time|data|machine|learning|software|science|engineer\w*|"
    r"scientist\w*|"
    r"analyst\w*|senior|junior|staff|lead|principal|level|grade|band|tier|zone|year|january|february|march|"
    r"april|may|june|july|august|september|october|november|december|vollzeit|teilzeit|the|this|our|your|"
    r"total|base|salary|pay|range|compensation|remote|hybrid|candidates?|experience\w*|all|usd|eur|gbp|cad)\b"
)
SAYS_WHERE = re.compile(
    r"\W*(?:(?:only )?(?:applies|apply|valid|holds?)\b|(?:this|that|these|those|the|(?:the )?(?:above|stated|"
    r"listed|posted|following))\b(?: (?:above|stated|listed|posted|given|pay|salary|base|compensation|wage|"
    r"figures?|range|ranges|amounts?|numbers?|band|one)){0,4}(?: (?:above|below|shown|stated|listed|given))?"
    r"(?: (?:is|are|applies|apply|holds?|refers?|covers?|reflects?)\b))(?: (?:only|solely|specifically|"
    r"exclusively|available|provided|valid|applicable|based|intended|the|our|pay|salary|range|what|we|a|"
    r"market))*\s?(?:for|to|in|on|at)?\b",
    re.IGNORECASE,
)
MARKED = re.compile(r"(?m)^[ ]{0,3}(?P<level>#{2,6})\s+(?P<words>[^\n]*)")
