"""The words of sentences that state pay. Whatever else stands beside an amount leaves it in doubt.

A list of what denies pay never ends (`Disregard the salary of …`), one of what states it nearly does: labels,
a few verbs, the job, the place. So a sentence is taken at its word only when all its words are known.
"""

from __future__ import annotations

import re

_WORDS = """
a an the this that these our your you we us i it its they their and or as at by for from in of on per to up
with within across between plus incl including excl excluding about around approx approximately circa ca
roughly both each all any here there is are be been being will shall can may also now currently today
presently

pay pays paid paying salary salaries wage wages compensation comp remuneration range ranges ranging band
bands rate rates scale figure package income earnings earn earns earning ote tc base basic basis gross net
total target cash fixed annual annually annualised annualized yearly monthly weekly daily hourly year years
month months week weeks day days hour hours annum pa usd eur gbp minimum maximum min max low high lower
higher lowest highest least most end ends starting start starts begins beginning top bottom limit floor
ceiling median midpoint mid-point point full full-time part-time time fte w2 c2c contract contractor
permanent estimated expected anticipated reasonable reasonably good faith good-faith actual initial hiring
posted advertised listed stated offered offer offers offering provide provides provided receive receives get
gets make makes expect expects set sits lands lies lie fall falls come comes go goes going run runs amount
amounts equal equals reads stands vary varies var determined budgeted approved negotiable flexible have has
having into targeted located commencement employment company employer organisation organization everybody
everyone perks pensions euro euros dollar dollars pound pounds believe believes intend intends disclose
disclosing disclosed share show display listing follows following below note job role roles position
positions post posting vacancy opening opportunity level levels grade step team location locations office
offices region city state states country countries area zone tier remote remotely hybrid on-site onsite
headquarters hq site hub campus plant branch
based candidate candidates applicant applicants hire hires person people selected successful qualified new
residents resident except outside all k collective agreement bargaining overpay overpayment who whoever
due reasons eligible obliged obligated required which what disclose state
someone somebody experience experienced skills
qualifications depending depends dependent
according commensurate fair public transparent competitive generous attractive great open honest market
market-competitive market-leading industry above over under top-of-market than more less well at-market
geographic metro labor labour cost costs several bonus bonuses equity stock options benefits commission
incentive incentives variable allowance holiday pension 401k rsu rsus part one component components
elements only just either but typical typically

u.s usa uk eu ny nyc wa co nj il sf bay la dc york francisco angeles jersey washington colorado california
illinois san los seattle boston austin chicago denver berlin munich london paris dublin amsterdam vienna
zurich madrid barcelona warsaw vilnius riga toronto vancouver ontario montreal canada germany ireland europe
london-based us-based remote-first
anticipate anticipates estimate estimates

das dein deine deiner ihr ihre ihrem unser unsere der die den dem des ein eine einem einer für fuer diese
dieser diesem dieses stelle rolle gehalt jahresgehalt jahresbruttogehalt kv-mindestgehalt kv-gehalt
monatsgehalt mindestgehalt bruttogehalt bruttojahresgehalt grundgehalt zielgehalt gehaltsspanne gehaltsband
gehaltsrahmen vergütung jahresvergütung entgelt mindestentgelt lohn verdienst brutto netto beträgt liegt
gilt wird bei zwischen bis von ab ist sind wir zahlen bieten du sie erhältst erhalten pro jahr monat stunde
im am standort standorten kollektivvertragliche kollektivvertragliches kollektivvertraglichen monatliches
jährliches position auf basis vollzeit vollzeitbasis wochenstunden stunden vollzeitbeschäftigung
je nach erfahrung und oder mehr laut kv kollektivvertrag überzahlung möglich mindestens spanne umfasst
inkl zzgl le les un une de ce cette poste salaire salaires rémunération brut bruts brute annuel annuelle
mensuel est sont sera entre et à par mois nous offrons proposons vous percevez selon expérience pour fixe
fourchette brutos anuales lordi annui lorde annue el las una del este esta puesto sueldo salario salarios
retribución bruto bruta anual mensual es será y por año mes ofrecemos pagamos según experiencia para rango
lo retribuzione stipendio lordo lorda annuo annua mensile è tra e questo questa ruolo offriamo wynagrodzenie
płaca pensja wynosi od do miesięcznie rocznie oferujemy na tym stanowisku widełki zł atlyginimas atlyginimo
alga algas mėn mēn prieš mokesčius nuo iki no līdz mzda plat hrubého mesačne het salaris bedraagt ligt
tussen en maand jaar wij bieden loon
"""
_KNOWN = frozenset(_WORDS.split())
# States, provinces and countries, which count where they are written as names: `pay_places` finds only those.
_NAMES = """
Alabama Alaska Arizona Arkansas Connecticut Delaware Florida Georgia Hawaii Idaho Indiana Iowa Kansas
Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska
Nevada Hampshire Mexico Carolina Dakota North South West Ohio Oklahoma Oregon Pennsylvania Rhode Island
Tennessee Texas Utah Vermont Virginia Wisconsin Wyoming Alberta Manitoba Brunswick Newfoundland Nova
Scotia Prince Edward Quebec Québec Saskatchewan British Columbia Austria Latvia Lithuania Italy Spain
France Poland Netherlands
"""
_PLACES = frozenset(_NAMES.split())
_THIS_JOB = re.compile(
    r"\b(?:this|our)\s(?:[\w/&+’'-]+\s){0,6}?(?:role|position|job|post|posting|opportunity|vacancy|opening|"
    r"contract)s?\b",
    re.IGNORECASE,
)
_OTHER_PLACES = re.compile(  # the pay of which places that is, `pay_places` tells
    r"\b(?:other|remaining) (?:\w+ )?(?:locations?|states?|places|regions?|areas|offices|cities|countries|"
    r"markets|provinces)\b",
    re.IGNORECASE,
)
_BY_LAW = re.compile(  # `we are legally obliged to state`; `the legal minimum wage is` is no pay
    r"\b(?:legal (?:reasons|requirements|obligations)|legally (?:obliged|required|obligated|bound)|"
    r"(?:required|obliged) by (?:the )?(?:austrian )?law|austrian law)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:this|our|we|we['’]re|you|your|you['’]ll|~)(?!\w)", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_][\w’'`´.-]*")
_SHORT_FORM = re.compile(r"(?:we|you|it|they|that|here|there)['’](?:re|ll|s|ve|d)\Z", re.IGNORECASE)
_AFTER_IN = re.compile(r"\b(?:in|for|within|across|from|to|and|or|[A-Z][\w.-]*)[\s,/–-]+\Z")
_SIGNS = re.compile(
    r"(?:usd|eur|gbp|cad|aud|chf|pln|sek|nok|dkk|czk|huf|inr|sgd|jpy|brl|ron|cop|clp)\Z", re.IGNORECASE
)
# Words with which what stands behind an amount leaves it, and is about something else: `depending on …`.
_LEAVES = re.compile(
    r"\W*(?:$|(?:per|p|a|an|plus|and|or|with|depending|depends|based|dependent|doe|dependant|commensurate|"
    r"according|plus|"
    r"including|incl|excluding|excl|inclusive|exclusive|as well|in addition|on top|along|together|alongside|"
    r"in|for|within|"
    r"gross|net|brutto|netto|base|annual\w*|yearly|monthly|hourly|daily|weekly|ote|total|to start|upon|w2|"
    r"c2c|fte|on target|"
    r"range|pro rata|full[- ]time|remote|je nach|abhängig|inkl|zzgl|und|plus|selon|et|según|y|brut|bruto|"
    r"lord[oa]|miesięcznie|"
    r"if|when|where|since|so|subject to (?:experience|location|level)|outside ir35|inside ir35|reviewed|"
    r"offers|equity|bonus|"
    r"negotiable|usd|eur|gbp|cad|k|im|pro|par|por|al|dependent|target|salary|salaries|pay|"
    r"compensation)\b)",
    re.IGNORECASE,
)

_DIFFERENCE = re.compile(
    r"\W*(?:less|more|below|above|under|over|better|higher|lower|too|behind)\b", re.IGNORECASE
)


def states(before: str, behind: str, title: frozenset[str]) -> bool:
    """Whether all words of what leads to an amount are known to state pay, and those behind it leave it.

    `title` are words of the posting's own title: `the salary of a data engineer`.
    """
    whole = _THIS_JOB.sub(" ~ ", _BY_LAW.sub(" ", _OTHER_PLACES.sub(" ", before)))
    own = _OWN.search(whole) is not None or _THIS_JOB.search(behind) is not None
    named = own or not re.search(
        r"\b(?:is|are|was|pays?|offers?|earns?|makes?|gets?)\b", whole, re.IGNORECASE
    )
    if not all(_known(one, whole, title, named) for one in _TOKEN.finditer(whole)):
        return False
    if _DIFFERENCE.match(behind):
        return False
    return bool(_LEAVES.match(behind)) or all(
        _known(one, behind, title, own) for one in _TOKEN.finditer(_THIS_JOB.sub(" ~ ", behind))
    )


def _known(found: re.Match[str], text: str, title: frozenset[str], named: bool) -> bool:
    word = found.group().strip(".’'-")
    small = word.lower()
    plain = small.removesuffix("'s").removesuffix("’s")
    if (
        plain in _KNOWN
        or word.removesuffix("'s").removesuffix("’s") in _PLACES
        or small in title
        or _SHORT_FORM.match(small)
        or _SIGNS.match(small)
    ):
        return True
    if all(part in _KNOWN or part in title or part[:1].isdigit() for part in plain.split("-")):
        return True
    if not word[:1].isupper() or re.match(r"\s(?:the|a|an|our|this|that|your)\b", text[found.end() :]):
        return False  # `Disregard the salary of …`
    return named or (word.isupper() and len(word) <= 4) or bool(_AFTER_IN.search(text[: found.start()]))


_TITLE = re.compile(r"\s*[#*_ ]*(?P<words>[^\n.!?:$€£]{3,100}?)[*_ ]*(?:\n|\Z)")


def title_words(text: str) -> frozenset[str]:
    """The words of a posting's title: its first line, unless that is a sentence or holds money."""
    found = _TITLE.match(text)
    if found is None or re.search(r"\d{3}", found["words"]):
        return frozenset()
    words = [one.strip(".’'-").lower() for one in _TOKEN.findall(found["words"])]
    return frozenset(part for word in words for part in (word, *word.split("-"), f"{word}s"))
