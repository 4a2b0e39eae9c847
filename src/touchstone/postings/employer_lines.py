"""Lines of a posting that come from the employer, or that the employer may put in place of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from touchstone.postings.employer import AiUse, Employer
from touchstone.postings.posting import Line
from touchstone.postings.words import (
    boss,
    capital,
    day,
    in_prose,
    listed,
    listed_places,
    number,
    pay_range,
    stop,
)
from touchstone.roles.profile import Level, Profile


def pay(_: Profile, __: Level, employer: Employer, ___: Sequence[str]) -> Iterator[Line]:
    """The range that the employer states, and what is paid beside it."""
    if employer.pay is not None:
        single = employer.pay.minimum is not None and employer.pay.minimum == employer.pay.maximum
        name = "The pay is" if single else "The pay range is"
        yield Line(f"{name} {pay_range(employer.pay)}.", "employer.pay")
        if employer.collective_agreement and employer.pay.minimum is not None:
            least = pay_range(employer.pay.model_copy(update={"maximum": employer.pay.minimum}))
            text = f"The minimum pay by {_agreement(employer.collective_agreement)} is {least}."
            yield Line(text, "employer.collective_agreement")
    if employer.overpay is not None:
        more = "We are ready to pay more for matching qualification and experience."
        yield Line(more if employer.overpay else "We don't pay more than this.", "employer.overpay")
    for n, text in enumerate(employer.other_pay):
        yield Line(stop(capital(text)), f"employer.other_pay.{n}")


def _agreement(name: str) -> str:
    """`the collective agreement (IT-KV)`, or a name that says by itself that it is one."""
    if re.search(r"\bcollective (?:bargaining )?agreement\b", name, re.IGNORECASE):
        return name if re.match(r"(?:the|our|a|an) ", name, re.IGNORECASE) else f"the {name}"
    return f"the collective agreement ({name})"


def team(profile: Profile, level: Level, employer: Employer, _: Sequence[str]) -> Iterator[Line]:
    """Whom the person reports to and supervises."""
    if employer.reports_to:
        yield Line(stop(f"You report to {boss(employer.reports_to)}"), "employer.reports_to")
    else:
        yield Line(f"You report to {profile.reporting.reports_to}.", "profile.reporting.reports_to")
    yield _supervises(profile, level, employer)


_NOBODY = re.compile(r"\bnobody\b|\bno direct reports\b")  # as profiles say it


def _supervises(profile: Profile, level: Level, employer: Employer) -> Line:
    said = employer.supervises
    usual = profile.reporting.supervises[level]
    if said is True and _NOBODY.search(usual):
        return Line("You supervise people.", "employer.supervises")
    if said is None or said is True or said == ():
        return Line(usual, f"profile.reporting.supervises.{level}")
    if said is False or said == 0:
        return Line("You work under a supervisor, and you supervise nobody.", "employer.supervises")
    if isinstance(said, int):
        people = "one person" if said == 1 else f"{number(said)} people"
        return Line(f"You supervise {people}.", "employer.supervises")
    words = listed([text.rstrip(".") or text for text in said])
    text = capital(words) if words.lower().startswith("you ") else f"You supervise {words}"
    return Line(stop(text), "employer.supervises")


def goals(_: Profile, __: Level, employer: Employer, ___: Sequence[str]) -> Iterator[Line]:
    """What the employer wants to reach."""
    return (Line(stop(capital(text)), f"employer.goals.{n}") for n, text in enumerate(employer.goals))


def mission(_: Profile, __: Level, employer: Employer, ___: Sequence[str]) -> Iterator[Line]:
    """What the employer is there for."""
    if employer.mission:
        yield Line(stop(capital(employer.mission)), "employer.mission")


def place(_: Profile, __: Level, employer: Employer, places: Sequence[str]) -> Iterator[Line]:
    """Where the work is done."""
    places, from_home = (list(map(in_prose, names)) for names in (places, employer.remote_from))
    if employer.remote == "yes":
        home = from_home or places
        within = f" in {listed_places(home, 'or')}" if home else ""
        yield Line(f"This job is fully remote: you work from home{within}.", "employer.remote")
        return
    if employer.remote == "choice":
        site = f"in {listed_places(places, 'or')}" if places else "on site"
        within = f" in {listed_places(from_home, 'or')}" if from_home else ""
        yield Line(f"You choose: work {site}, or fully from home{within}.", "employer.remote")
        return
    if places:
        yield Line(f"You work in {listed_places(places, 'or')}.", "employer.places")
    if employer.remote == "hybrid":
        how = "partly from home and partly on site"
        if from_home:
            how = f"partly on site and partly from home in {listed_places(from_home, 'or')}"
        yield Line(f"You work {how}.", "employer.remote")
    if employer.remote == "no":
        yield Line("You work on site.", "employer.remote")


_EMPLOYMENT = {
    "full_time": "This is a full-time job.",
    "part_time": "This is a part-time job.",
    "contractor": "This is work as a contractor.",
    "temporary": "This is a temporary job.",
    "intern": "This is an internship.",
}


def employment(_: Profile, __: Level, employer: Employer, ___: Sequence[str]) -> Iterator[Line]:
    """Kind of employment and hours."""
    if employer.employment:
        yield Line(_EMPLOYMENT[employer.employment], "employer.employment")
    if employer.hours:
        yield Line(stop(f"Working hours: {employer.hours}"), "employer.hours")


def benefits(_: Profile, __: Level, employer: Employer, ___: Sequence[str]) -> Iterator[Line]:
    """What comes beside pay."""
    return (Line(stop(capital(text)), f"employer.benefits.{n}") for n, text in enumerate(employer.benefits))


def process(_: Profile, __: Level, employer: Employer, ___: Sequence[str]) -> Iterator[Line]:
    """Steps, deadline, vacancy, and whether AI takes part."""
    for n, text in enumerate(employer.steps):
        yield Line(stop(capital(text)), f"employer.steps.{n}")
    if employer.deadline == "rolling":
        yield Line(
            "There is no deadline; we accept applications until the post is filled.", "employer.deadline"
        )
    elif employer.deadline is not None:
        yield Line(f"Apply by {day(employer.deadline)}.", "employer.deadline")
    if employer.vacancy == "existing":
        yield Line("This posting is for an existing vacancy.", "employer.vacancy")
    if employer.vacancy == "future":
        yield Line("This posting is not for an existing vacancy.", "employer.vacancy")
    yield from ai_notice(employer)


def ai_notice(employer: Employer) -> Iterator[Line]:
    """Whether AI takes part, and how: every part that some place's law asks for, as far as it is known."""
    if employer.ai_statement:
        yield Line(stop(employer.ai_statement), "employer.ai_statement")
    elif employer.uses_ai is False:
        said = "We don't use artificial intelligence to screen, assess or select applicants."
        yield Line(said, "employer.uses_ai")
    elif employer.uses_ai or employer.ai_use is not None:
        yield from _ai_used(employer.ai_use or AiUse())


_AI_PARTS = {
    "decides": "It takes part in these decisions",
    "assesses": "It assesses these qualifications and characteristics",
    "data": "It uses these data",
    "kept": "How long we keep the data",
    "other_way": "To ask for another way of selection or for an accommodation",
}


def _ai_used(how: AiUse) -> Iterator[Line]:
    tool = f" ({how.tool})" if how.tool else ""
    said = f"We use artificial intelligence{tool} to screen, assess or select applicants for this job."
    yield Line(said, "employer.uses_ai")
    for name, begins in _AI_PARTS.items():
        if text := getattr(how, name):
            yield Line(stop(f"{begins}: {text}"), f"employer.ai_use.{name}")
    if how.used_from is not None:
        yield Line(f"It is used from {day(how.used_from)} on.", "employer.ai_use.used_from")


def accommodation(_: Profile, __: Level, employer: Employer, ___: Sequence[str]) -> Iterator[Line]:
    """Whom to ask for an accommodation."""
    if employer.accommodation:
        yield Line(stop(employer.accommodation), "employer.accommodation")
        return
    whom = f" Write to {employer.contact}." if employer.contact else ""
    text = f"Tell us if you need an accommodation at any step of the application.{whom}"
    yield Line(text, "house.accommodation")


def apply(_: Profile, __: Level, employer: Employer, ___: Sequence[str]) -> Iterator[Line]:
    """How to apply and whom to ask."""
    if employer.apply:
        yield Line(stop(employer.apply), "employer.apply")
    if employer.apply_url:
        yield Line(f"Apply at {employer.apply_url}", "employer.apply_url")
    if employer.contact:
        yield Line(stop(f"Questions: {employer.contact}"), "employer.contact")
    if employer.reference:
        yield Line(stop(f"Reference: {employer.reference}"), "employer.reference")


def equal(_: Profile, __: Level, employer: Employer, ___: Sequence[str]) -> Iterator[Line]:
    """What the employer says about equal opportunity."""
    if employer.equal_opportunity:
        yield Line(stop(employer.equal_opportunity), "employer.equal_opportunity")
