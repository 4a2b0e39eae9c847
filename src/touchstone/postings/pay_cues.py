"""Words by which a sentence with an amount says that it is not what this job pays now.

English, and the languages of the countries whose laws we hold as far as amounts are tied to pay in them. Each
list is wide on purpose: a sentence in doubt is asked about, and one plain sentence about the pay ends it.
"""

from __future__ import annotations

import re

_PAY_NOUN = (
    r"(?:pay\b|pays\b|salar\w+|wages?\b|compensation|remuneration|ranges?\b|bands?\b|rates?\b|figures?\b|"
    r"gehalt\w*|gehälter|lohn\w*|salaire\w*|sueldos?|wynagrodzeni\w*)"
)
_BESIDE_PAY = (
    r"(?:bonus\w*|boni\b|equity|benefi\w+|commissions?|stock|options|RSUs?|allowances?|overtime|tips|tax\w*|"
    r"pension|incentives?|variable|total|additional|other|supplement\w*|provision\w*|zulagen?|überstunden|"
    r"primes?|bonos?|premi\w*|location|relocation|travel|sign)"
)
# What denies nothing of the pay: `no less than`, `not only`, `not including bonus`, `doesn't depend on`.
_HARMLESS = re.compile(
    r"\b(?:no|not|never|nicht|pas|no menos|nie) (?:be )?(?:less|more|fewer|lower|higher|below|above|under|"
    r"over|beyond|later|unter|weniger|mehr|über|moins|plus de|menos|más|mniej|więcej|than)(?: than| als| de|"
    r" que| niż)?\b"
    r"|\bnot (?:only|just|merely)\b|\bnicht nur\b|\bpas seulement\b|\bno sólo\b|\bno solo\b|\bnie tylko\b"
    r"|\bno matter\b|\bwhether or not\b|\bnon-\w+|\bno (?:doubt|problem)\b"
    r"|\b(?:not|nicht|sin|non|hors|ohne|sans|without|no|nie|bez|keine?n?|zzgl)\s(?:\w+\s){0,2}"
    + _BESIDE_PAY
    + r"\b"
    r"|\b(?:not|non) (?:including|inclusive of|counting|considering|excluding|incl\.?|taking into account)\b"
    r"|(?:\bnot|\bnever|n['’]t) (?:be )?(?:negotia\w+|haggl\w+|guarante\w+|depend\w*|contingent|affected|"
    r"capped|subject|conditional|vary|chang\w+|differ\w*|exceed\w*|discriminat\w+|adjust\w*|ask\b|requir\w+|"
    r"need\b|hesitat\w*|matter\b|limited|restricted|(?:typical|usual|common|customary|expected) (?:for|to|"
    r"that)\b)"
    r"|(?:\bnot|n['’]t) (?:include|cover|contain|count|comprise|reflect|account for|"
    r"represent)\b(?=[^.;]{0,60}\b" + _BESIDE_PAY + r"\b)"
    r"|\bno (?:negotiat\w+|haggling|strings|experience|degree|sponsorship|visas?|agenc\w+|recruiters|remote|"
    r"weekends?|hidden|surprises|games|caps?\b|limits?\b|upper|maximum|exceptions|c2c)\b"
    r"|\b(?:was|were) (?:determined|calculated|developed|established|chosen|based|reviewed|benchmarked|"
    r"updated|created|approved)\b"
    r"|\bprevious (?:\w+ )?experience\b|\bprior (?:\w+ )?experience\b|\bmay (?:vary|differ|depend|also|"
    r"change)\b"
    r"|\b(?:above|below|over|beyond|than) (?:\w+ ){0,3}?competit\w+"
    r"|\b(?:above|below|over|beyond|with|to|by|on|of|against|from|at) (?:the )?(?:\w+ ){0,2}?(?:market|"
    r"industry|sector)(?:[ -](?:average|median|rates?|data|pay|levels?|standards?|norms?|location|"
    r"conditions|trends|benchmarks?))?(?! (?:average |median )?(?:of|is|are|range))\b"
    r"|\bmarket[ -](?:competitive|leading|data|based|location|driven|aligned)\b|\bcompetitive\b"
    r"|\bnot [^,;:.]{1,40}\bbut\b",
    re.IGNORECASE,
)
DENIES = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|nothing|nobody|hardly|untrue|false|wrong|incorrect|"
    r"mistaken\w*|rumou?r\w*|myth|lie|fake|hoax|unpaid|disregard|ignore|forget|scrap|mistake|error|typo|"
    r"oops|kidding|joking|joke|instead of|rather than|anything but|far from|refuse\w*|den(?:y|ies|ied)|"
    r"contrary|nicht|kein\w*|niemals|ohne|weder|statt|jamais|aucun\w*|sans|nunca|jamás|ning[uú]n\w*|tampoco|"
    r"niet|geen|nooit|zonder|nigdy|nėra|nemokame|neviens)\b|n['’]t\b|"
    r"\b(?-i:ne|pas|mai|nie|nav|sin|bez|non|n['’](?=[a-zé]))\b|[≠❌✗✘🚫⛔]|!=|<>",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:was|were|used to|had been|formerly|previously|in the past|back then|at (?:the|that) time|"
    r"no longer|any ?more|ex-\w+|hitherto|outdated|out[- ]of[- ]date|obsolete|superseded|expired|"
    r"discontinued|ceased|stopped|last (?:year|month|quarter|time|season|round|cycle|summer|winter|spring|"
    r"autumn|fall)|(?:years?|months?) ago|until (?:recently|last|20\d\d|yesterday|now)|(?:we|they|it|who|"
    r"company|team|has|have|had)(?: have| has| had)? (?:paid|offered|earned|advertised|made)|earned|"
    r"received|(?:previous|former|earlier|prior|past|old|historic(?:al)?|last)(?:['’]s)? (?:\w+ ){0,2}"
    rf"(?:{_PAY_NOUN}|posting|ad\b|offer|incumbent)|"
    r"waren|betrug\w*|früher\w*|bisher\w*|bislang|ehemal\w*|vorherig\w*|damals|zahlten|verdient\w*|était|"
    r"étaient|auparavant|précédent\w*|autrefois|payai\w+|fue|eran|antes|anterior\w*|pagab\w+|byl\w*|był\w*|"
    r"wynosił\w*|poprzedni\w*|dawniej|vorige?|vroeger|voorheen)\b|"
    r"\b(?-i:war|lag|era)(?= (?:bei|zwischen|de|bis|\d|\W*$))",
    re.IGNORECASE,
)
YEAR = re.compile(  # but no amount, and not the year since when
    r"(?<!since )(?<!founded in )(?<![\d,.$€£])\b(?P<year>(?:19|20)\d\d)\b"
    r"(?![.,]\d|\s?(?:(?-i:[A-Z]{3}\b)|[$€£]|k\b))",
    re.IGNORECASE,
)
_SOME = (
    r"(?:other|most|many|some|similar|comparable|peer|larger|bigger|big|large|rival|competing|another|"
    r"andere[nrs]?|autres|otr[ao]s|inne|innych|ander)"
)
_FIRMS = (
    r"(?:compan\w+|employers?|firms?|teams?|roles?|positions?|jobs?|start-?ups?|business\w*|"
    r"organi[sz]ations?|places|people|engineers?|scientists?|candidates?|departments?|offices?|unternehmen|"
    r"firmen|stellen|arbeitgeber\w*|entreprises|sociétés|postes|empresas|puestos|firm\w*)"
)
OTHERS = re.compile(
    rf"\b(?:competitors?|competition|competitor's|rivals?|elsewhere|peers?|others|{_SOME} (?:\w+ )?{_FIRMS}|"
    r"(?:by|from|per|via|to) (?:indeed|ziprecruiter|stepstone|talent\.com)|"
    r"est(?:imated|imates?|\.) (?:\w+ ){0,3}?by (?!us\b|our\b|the (?:team|company)\b)|glassdoor|"
    r"levels\.fyi|payscale|salary\.com|kununu|linkedin|indeed\.com|surveys?|statistics?|"
    r"percentile|colleagues?|c[efot]o|chief|director|president|parent company|(?:legal|statutory|federal|"
    r"state) minimum|minimum wage in|living wage|predecessor\w*|founders?|shareholders?|(?:market|industry|"
    r"sector|national|nationwide|going|regional) (?:\w+ ){0,2}(?:averages?|medians?|ranges?|rates?|pay|pays|"
    r"salar\w+|wages?|compensation|levels?|is|are|offers?)|"
    r"(?:(?<!\w )|(?<=\bthe ))(?:market|industry|sector)(?= ?[:=])|(?:in|across|on|throughout) (?:the|our|"
    r"this) (?:\w+ )?(?:industry|market|sector|field|profession)|"
    rf"(?:average|median|mean|typical) (?:\w+ )?{_PAY_NOUN} (?:in|at|across|among|of|for) (?!this|our|"
    rf"the (?:role|job|posi))|"
    r"(?:salary|pay|compensation|wage) (?:data|reports?|guides?|calculator|models?|studies|study)|averages?|"
    r"medians?|mean|benchmark\w*|prevailing|"
    rf"(?:their|his|her|your (?:current|last|previous|present|desired)|desired|current|"
    rf"present) (?:\w+ )?{_PAY_NOUN}|if you (?:\w+ )?(?:earn|make|get)|you (?:currently|now|already|today|"
    rf"ask|want)|"
    r"your (?:current|last|previous|present) (?:\w+ )?(?:job|role|position|employer|company)|expectations?|"
    r"(?:salary|pay|compensation) requirements?|(?:tell|"
    rf"let) us\b|state your|what you (?:want|expect|ask)|"
    r"salaries (?:at|of|in|for)|(?:engineers|scientists|analysts|employees|staff|workers|people|graduates|"
    r"developers|managers) (?:\w+ ){0,4}(?:earn|make|get|are paid|receive)|wettbewerb\w*|konkurren\w*|"
    r"mitbewerb\w*|branche\w*|branchenüblich\w*|markt\w*|durchschnitt\w*|anderswo|gehaltsvorstellung\w*|"
    r"gehaltswunsch|vorstellung\w*|concurren\w+|marché|secteur|moyen\w*|ailleurs|prétentions|competidor\w*|"
    r"mercado|promedio|expectativas?|concorren\w+|mercato|konkurenc\w*|ryn\w+|"
    r"średni\w*|branż\w*|oczekiwani\w*)\b",
    re.IGNORECASE,
)
HYPOTHETICAL = re.compile(
    r"\b(?:would|could|might|should be|may (?:be|earn|pay|make|get|receive|range)|perhaps|maybe|possibly|"
    r"probably|hope\w*|aim\w*|wish\w*|ideally|if (?:we|funding|the budget|approved)|subject to (?:funding|"
    r"budget|approval)|for (?:example|instance)|e\.g\.?|such as|imagine|suppose|examples?|sample|"
    r"illustrat\w+|hypothetical\w*|placeholder|draft|tbd|tba|tbc|to be (?:confirmed|determined|decided|"
    r"agreed|announced|discussed)|undisclosed|confidential|undecided|unknown|unclear|uncertain|könnte\w*|"
    r"würde\w*|wäre\w*|vielleicht|möglicherweise|beispiel\w*|pourrai\w+|serai\w*|peut-être|exemple|"
    r"podría\w*|sería\w*|quizás|ejemplo|mógłby|mogłoby|byłoby|przykład\w*)\b|\bz\.\s?b\b",
    re.IGNORECASE,
)
# What takes up an amount that was said: `… ; today it is not disclosed`, `… , which is what rivals pay`.
TAKES_UP = re.compile(
    r"\b(?:this|that|these|those|it|which|what|they|both|amount|figures?|range|numbers?|sum|case|true|"
    r"following|below|offer|das|dies\w*|cela|ceci|c['’]est|esto|eso)\b",
    re.IGNORECASE,
)
SHORT = re.compile(r"\W*(?:[\w'’.-]+\W+){0,3}[\w'’.-]+\W*")  # up to four words: `(last year)`
BARE_NO = re.compile(
    r"\W*(?:not|no|never|no longer|false|untrue|wrong|nein|non)(?: (?:ours|us|true|here|current|valid|"
    r"any ?more|"
    r"(?:for |the |our |in )*(?:this |that )?(?:pay|salary|job|role|position|one|company)))?\W*",
    re.IGNORECASE,
)
# `Just kidding.`, `Actually, no.`
TAKEN_BACK = re.compile(
    r"\W*(?:actually|well|or|just|sorry|oops|but)?\W*(?:no|not|nope|wrong|false|kidding|joke|joking|"
    r"not really|not quite|"
    r"not true|untrue|never mind)\W*(?:[.!?\n]|\Z)",
    re.IGNORECASE,
)
# The sentence behind: `That was our pay in 2020.`, `These are not our figures.`, `This is what a rival pays.`
FOLLOWS = re.compile(
    r"\W*(?:this|that|these|those|it|they|both|(?:the )?(?:above|figures?|numbers?|range|amounts?|salary|"
    r"pay))\b(?: (?:figures?|numbers?|range|amounts?|salary|pay|band|one))?(?: (?:above|below|here|"
    r"shown|stated|listed|given|posted))?(?:\s?['’]s| is| are| was| were|"
    r" used| has| have| had| do| does| did| no| refers?| applies| apply| describes?|"
    r" comes?| stems?| reflects?| belongs?|n['’]t)(?P<rest>[^\n]*)",
    re.IGNORECASE,
)
# `Actual pay will be set without regard to the range shown.`
SETS_ASIDE = re.compile(
    r"\b(?:without regard (?:to|for)|regardless of|irrespective of|independent(?:ly)? of|ignor(?:e|es|ing)|"
    r"disregard(?:s|ing)?) (?:the|this|that|these|those)(?: above| stated| posted| listed| given)? "
    r"(?:figures?|range|amounts?|numbers?|band|salary|pay)\b(?! of\b)",
    re.IGNORECASE,
)
NOT_OURS = re.compile(
    r"\b(?:the|our|what|this|for this|current|currently|valid|ours|real|true|accurate|correct|apply|paid|"
    r"pay\b|"
    r"salar\w+|offer\w*|case|longer|final)\b",
    re.IGNORECASE,
)


def harmless_left_out(words: str) -> str:
    """The words without those that sound like a denial and deny nothing of the pay."""
    return _HARMLESS.sub(" ~ ", words)
