"""The 33 rules that a JobPosting must pass, each on its own; JP27 to JP28 also look at the page.

Compiled on 2026-11-23 from schema.org (schemaorg/schemaorg, data/schema.ttl at cc71c8e, 2026-08-20) and from
copies of Google's guide to job-posting structured data (May 2026); those in `_KNOWN` are general knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from touchstone.postings import markup_places
from touchstone.postings.findings import Finding, Kind, Severity
from touchstone.postings.markup_values import Data, day_of, is_number, list_of, mapping_of, moment_of, text_of

Rule = Callable[[Data, date], Iterator[str]]

MAX_TITLE = 80  # our own limit; longer ones are cut in lists of results
# Where a rule comes from that our copies of Google's guide don't hold.
_SOURCES = {
    "JP13": "schema.org/addressCountry; suzukikenichi.com, which quotes Google's guide; read 2026-11-28",
    "JP22": "searchcandy.uk, JobPosting structured data (recommended properties), read 2026-11-28",
    "JP24": "schema.org/experienceInPlaceOfEducation (example); searchenginejournal.com on Google's "
    "announcement of 2021-03-11; read 2026-11-28; the list of the five values: general knowledge",
}
_UNITS = {"HOUR", "DAY", "WEEK", "MONTH", "YEAR"}
_EMPLOYMENT = {
    *("FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY"),
    *("INTERN", "VOLUNTEER", "PER_DIEM", "OTHER"),
}
_CREDENTIALS = (
    *("high school", "associate degree", "bachelor degree"),
    *("professional certificate", "postgraduate degree"),
)
_TOPICS = {
    "responsibilities": r"responsib|duties",
    "qualifications": r"qualif|must have",
    "skills": r"skill",
    "working hours": r"hours|full-time|part-time",
    "education requirements": r"education|degree",
    "experience requirements": r"experience",
}


def check_markup(data: Data, today: date, *, page_has_apply: bool = True) -> list[Finding]:
    """Every rule that a JobPosting breaks; `page_has_apply` says whether the page shows how to apply."""
    found = [_finding(name, severity, said) for name, severity, rule in _RULES for said in rule(data, today)]
    if not page_has_apply:
        found.append(_finding("JP28", Severity.WARN, "Nothing on the page says how to apply."))
    return found


def _finding(name: str, severity: Severity, said: str) -> Finding:
    source = _SOURCES.get(name, "schema.org and copies of Google's guide, read 2026-11-23")
    return Finding(name, Kind.MARKUP, severity, said, source=source)


def _context(data: Data, _: date) -> Iterator[str]:
    if data.get("@context") not in ("https://schema.org", "https://schema.org/"):
        yield "@context must be https://schema.org."


def _type(data: Data, _: date) -> Iterator[str]:
    if data.get("@type") != "JobPosting":
        yield "@type must be JobPosting."


def _title(data: Data, _: date) -> Iterator[str]:
    if not text_of(data.get("title")):
        yield "The title is empty."


def _title_style(data: Data, _: date) -> Iterator[str]:
    title = text_of(data.get("title"))
    organisation = text_of(mapping_of(data.get("hiringOrganization")).get("name"))
    if len(title) > MAX_TITLE:
        yield f"The title is longer than {MAX_TITLE} characters."
    if re.search(r"[!*]", title) or (len(title) > 8 and title.isupper()):
        yield "The title shouts: no '!', '*' or capitals throughout."
    if re.search(r"[$€£]|\d{2,}[.,]?\d{3}|\d{4}-\d{2}-\d{2}|#\d+|\b[A-Z]{2,}-?\d{2,}\b", title):
        yield "The title holds a pay figure, a date or a job code."
    named = rf"(?<!\w){re.escape(organisation.casefold())}(?!\w)"
    if len(organisation) > 1 and re.search(named, title.casefold()):
        yield "The title holds the name of the organisation."


def _description(data: Data, _: date) -> Iterator[str]:
    text = text_of(data.get("description"))
    if not text or text == data.get("title"):
        yield "The description is empty or repeats the title."
    elif not re.search(r"<p>|<br|\n", text):
        yield "The description has no paragraphs."


def _description_tags(data: Data, _: date) -> Iterator[str]:
    tags = set(re.findall(r"<([a-z][a-z0-9]*)", text_of(data.get("description"))))
    if extra := sorted(tags - {"p", "ul", "li", "br"}):
        yield f"The description relies on tags that are not kept: {', '.join(extra)}."


def _description_topics(data: Data, _: date) -> Iterator[str]:
    text = text_of(data.get("description"))
    missing = [topic for topic, words in _TOPICS.items() if not re.search(words, text, re.IGNORECASE)]
    if missing:
        yield f"The description says nothing about {' or '.join(missing)}."


def _posted(data: Data, today: date) -> Iterator[str]:
    found = day_of(data.get("datePosted"))
    if found is None:
        yield "datePosted must be a day such as 2026-11-23."
    elif found > today:
        yield f"datePosted is in the future: {found}. Check the posting as of that day: its law counts then."


def _valid_through(data: Data, _: date) -> Iterator[str]:
    if "validThrough" not in data:
        return
    moment, posted = moment_of(data["validThrough"]), day_of(data.get("datePosted"))
    if moment is None or moment.tzinfo is None:
        yield "validThrough must be a day and time with a zone."
    elif posted is not None and moment.date() <= posted:
        yield "validThrough must lie after datePosted."


def _organisation(data: Data, _: date) -> Iterator[str]:
    found = data.get("hiringOrganization")
    if found != "confidential" and not text_of(mapping_of(found).get("name")):
        yield "hiringOrganization needs a name, or the word 'confidential'."


def _same_as(data: Data, _: date) -> Iterator[str]:
    link = mapping_of(data.get("hiringOrganization")).get("sameAs")
    if link is not None and not text_of(link).startswith("https://"):
        yield "sameAs of the organisation must be an https address."


def _salary(data: Data, _: date) -> Iterator[str]:
    if "baseSalary" not in data:
        return
    value = mapping_of(mapping_of(data["baseSalary"]).get("value"))
    low, high = value.get("minValue"), value.get("maxValue")
    single = is_number(value.get("value"))
    if not single and not (is_number(low) and is_number(high)):
        yield "baseSalary needs a value, or minValue and maxValue."
    elif not single and low is not None and high is not None and low > high:
        yield "minValue of baseSalary is above maxValue."


def _unit(data: Data, _: date) -> Iterator[str]:
    if "baseSalary" in data:
        unit = mapping_of(mapping_of(data["baseSalary"]).get("value")).get("unitText")
        if text_of(unit) not in _UNITS:
            yield f"unitText of baseSalary must be one of {', '.join(sorted(_UNITS))}; found {unit!r}."


def _salary_shape(data: Data, _: date) -> Iterator[str]:
    if "salary" in data:
        yield "The property is called baseSalary, not salary."
    found = data.get("baseSalary")
    if found is None:
        return
    if not re.fullmatch(r"[A-Z]{3}", text_of(mapping_of(found).get("currency"))):
        yield "The currency stands in baseSalary, as three capitals."
    value = mapping_of(mapping_of(found).get("value"))
    if any(isinstance(value.get(name), str) for name in ("value", "minValue", "maxValue")):
        yield "Amounts of baseSalary are numbers, not text."


def _employment(data: Data, _: date) -> Iterator[str]:
    wrong = [kind for kind in list_of(data.get("employmentType")) if text_of(kind) not in _EMPLOYMENT]
    if wrong:
        yield f"employmentType knows {', '.join(sorted(_EMPLOYMENT))}; found {wrong[0]!r}."


def _identifier(data: Data, _: date) -> Iterator[str]:
    found = mapping_of(data.get("identifier"))
    if not (found.get("@type") == "PropertyValue" and found.get("name") and found.get("value")):
        yield "identifier should be a PropertyValue with the organisation's name and a stable number."
    posted = text_of(data.get("datePosted"))[:10]
    if posted and posted in text_of(found.get("value")):
        yield "identifier holds the day of the posting. It has to stay the same as long as the job is open."


def _direct(data: Data, _: date) -> Iterator[str]:
    if "directApply" in data and not isinstance(data["directApply"], bool):
        yield "directApply is true or false."


def _education(data: Data, _: date) -> Iterator[str]:
    found = data.get("educationRequirements")
    if found is None or found == "no requirements":
        return
    for one in list_of(found):
        if mapping_of(one).get("credentialCategory") not in _CREDENTIALS:
            yield "educationRequirements names a credentialCategory of Google's list, or 'no requirements'."


def _experience(data: Data, _: date) -> Iterator[str]:
    found = data.get("experienceRequirements")
    if found is None or found == "no requirements":
        return
    if not isinstance(mapping_of(found).get("monthsOfExperience"), int):
        yield "experienceRequirements gives monthsOfExperience as a whole number, or 'no requirements'."


def _in_place(data: Data, _: date) -> Iterator[str]:
    found = data.get("experienceInPlaceOfEducation")
    if found is not None and not isinstance(found, bool):
        yield "experienceInPlaceOfEducation is true or false."
    if found is True and not (data.get("educationRequirements") and data.get("experienceRequirements")):
        yield "experienceInPlaceOfEducation needs educationRequirements and experienceRequirements."


def _one(data: Data, _: date) -> Iterator[str]:
    if "@graph" in data or isinstance(data.get("@type"), list):
        yield "A page holds one JobPosting."


def _open(data: Data, today: date) -> Iterator[str]:
    moment = moment_of(data.get("validThrough"))
    if moment is not None and moment.date() < today:
        yield "The posting has expired: take it down."
    text = text_of(data.get("description"))
    if re.search(
        r"(application|training|processing) fee|applicants? (must|have to) pay", text, re.IGNORECASE
    ):
        yield "No payment may be asked from applicants."


def _benefit_names(data: Data, _: date) -> Iterator[str]:
    for old, new in (("benefits", "jobBenefits"), ("incentives", "incentiveCompensation")):
        if old in data:
            yield f"{old} is superseded by {new}."


def _skills(data: Data, _: date) -> Iterator[str]:
    for one in list_of(data.get("skills")):
        if not isinstance(one, str) and mapping_of(one).get("@type") != "DefinedTerm":
            yield "skills are text or DefinedTerm."


def _category(data: Data, _: date) -> Iterator[str]:
    for one in list_of(data.get("occupationalCategory")):
        if not isinstance(one, str) and mapping_of(one).get("@type") != "CategoryCode":
            yield "occupationalCategory is text or a CategoryCode."


def _openings(data: Data, _: date) -> Iterator[str]:
    found = data.get("totalJobOpenings")
    if found is not None and not (isinstance(found, int) and not isinstance(found, bool) and found >= 1):
        yield "totalJobOpenings is a whole number from 1."


def _texts(data: Data, _: date) -> Iterator[str]:
    names = ("responsibilities", "qualifications", "workHours", "jobStartDate", "industry", "employmentUnit")
    for name in names:
        if name in data and not text_of(data[name]):
            yield f"{name} must be text."


_E, _W, _I = Severity.ERROR, Severity.WARN, Severity.INFO
_RULES: tuple[tuple[str, Severity, Rule], ...] = (
    ("JP01", _E, _context),
    ("JP02", _E, _type),
    ("JP03", _E, _title),
    ("JP04", _W, _title_style),
    ("JP05", _E, _description),
    ("JP06", _W, _description_tags),
    ("JP07", _W, _description_topics),
    ("JP08", _E, _posted),
    ("JP09", _W, _valid_through),
    ("JP10", _E, _organisation),
    ("JP11", _I, _same_as),
    ("JP12", _E, markup_places.no_location),
    ("JP12", _E, markup_places.location),
    ("JP13", _E, markup_places.country),
    ("JP14", _W, markup_places.address),
    ("JP15", _E, markup_places.telecommute),
    ("JP16", _E, markup_places.says_remote),
    ("JP17", _E, markup_places.applicants),
    ("JP18", _W, _salary),
    ("JP19", _E, _unit),
    ("JP20", _E, _salary_shape),
    ("JP21", _E, _employment),
    ("JP22", _W, _identifier),
    ("JP23", _I, _direct),
    ("JP24", _I, _education),
    ("JP25", _I, _experience),
    ("JP26", _I, _in_place),
    ("JP27", _E, _one),
    ("JP28", _E, _open),
    ("JP29", _W, _benefit_names),
    ("JP30", _I, _skills),
    ("JP31", _I, _category),
    ("JP32", _I, _openings),
    ("JP33", _I, _texts),
)
