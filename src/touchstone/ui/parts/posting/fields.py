"""The fields in which a hiring manager says what the profile can't know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from touchstone.postings.employer import AiUse, Employer, Pay
from touchstone.postings.filled import from_fields
from touchstone.postings.findings import Finding
from touchstone.postings.market import MarketPay
from touchstone.postings.remote import PARTLY as AT_HOME
from touchstone.ui.parts.posting.pay import Currencies, pay_fields
from touchstone.ui.parts.posting.where_to_say import MORE
from touchstone.ui.parts.posting.widgets import KEPT, PREFIX, day, line, lines, many, one_of, whole, yes_no

REMOTE = {
    "": "Not said",
    "no": "On site",
    "hybrid": "Hybrid",
    "choice": "On site or remote, as one likes",
    "yes": "Fully remote",
}
EMPLOYMENT = {
    "": "Not said",
    "full_time": "Full time",
    "part_time": "Part time",
    "contractor": "Contractor",
    "temporary": "Temporary",
    "intern": "Internship",
}
_BY_PLACE = "“Remote” is chosen as a place of work above."
AGREEMENT = "The one whose minimum “Pay from” is. Austria asks postings to say so."
VACANCY = {"": "Not said", "existing": "An existing vacancy", "future": "A future vacancy"}


def employer_fields(
    market: Callable[[str], Sequence[MarketPay]],
    currencies: Currencies,
    places: Mapping[str, str],
    *,
    from_home: str | None = None,
) -> tuple[Employer | None, list[Finding]]:
    """The employer as filled in, with a finding for each field that can't be taken.

    `market` is what others pay, by the shape of a band; `currencies` and `places` (id and name) are those to
    choose from. `from_home` is `yes` or `choice` when “Remote” was chosen among the places, alone or beside
    others.
    """
    fields: dict[str, Any] = {}
    left, right = st.columns(2)
    with left:
        fields["name"] = line("Organisation", "name") or "Your organisation"
        fields["mission"] = line("Mission", "mission", help="What you are there for, in a sentence.")
        fields["goals"] = lines("Goals", "goals")
    with right:
        fields["reports_to"] = line("Reports to", "reports_to")
        fields["supervises"] = line("Supervises", "supervises", help="Such as: two junior engineers.")
        fields["benefits"] = lines("Benefits", "benefits")
    fields |= _where(places, from_home)
    st.caption(
        "What you type is kept in this browser, and nowhere else. To go on elsewhere, download “The posting, "
        "to go on with later” below and open it there."
    )
    fields["pay"] = pay_fields(market, currencies)
    with st.expander(MORE):
        fields |= _more()
        if fields["uses_ai"] and not fields["ai_statement"]:
            fields["ai_use"] = _ai_use()
    return from_fields({**st.session_state.get(PREFIX + "base", {}), **fields})


def _where(places: Mapping[str, str], from_home: str | None) -> dict[str, Any]:
    """Whether the work is done on site; where it may be done from home, from where: that decides on laws."""
    left, right = st.columns(2)
    with left:
        if from_home is None:
            remote = one_of("Where the work is done", "remote", REMOTE)
        else:
            remote = from_home
            st.text_input("Where the work is done", REMOTE[remote], disabled=True, help=_BY_PLACE)
    if remote not in AT_HOME:
        return {"remote": remote}
    with right:
        help_ = "Countries, states, or the European Union. The law of each is looked at."
        return {"remote": remote, "remote_from": many("May work from home in", "remote_from", places, help_)}


def _more() -> dict[str, Any]:
    left, right = st.columns(2)
    with left:
        fields: dict[str, Any] = {
            "employees": whole("Employees", "employees"),
            "employment": one_of("Employment", "employment", EMPLOYMENT),
            "hours": line("Working hours", "hours"),
            "other_pay": lines(
                "Other pay", "other_pay", help="Bonuses, commissions, equity; or that there is none."
            ),
            "overpay": yes_no("Ready to pay more than stated", "overpay"),
            "collective_agreement": line("Collective agreement", "collective_agreement", help=AGREEMENT),
            "reports_to_place": line("Place that it reports to", "reports_to_place"),
            "street": line("Street and number", "street", help="In the first place of work."),
            "postal_code": line("Postal code", "postal_code"),
            "website": line("Web site", "website", help="Begins with https://"),
        }
    with right:
        fields |= {
            "reference": line("Reference", "reference", help="Your own for this post, such as ML-07."),
            "apply": line("How to apply", "apply"),
            "apply_url": line("Web address to apply at", "apply_url", help="Begins with https://"),
            "contact": line("Contact for questions and accommodations", "contact"),
            "deadline": _deadline(),
            "steps": lines("Steps of the process", "steps"),
            "vacancy": one_of("This posting is for", "vacancy", VACANCY),
            "uses_ai": yes_no("AI screens, assesses or selects applicants", "uses_ai"),
            "ai_statement": line("Notice about AI in your own words", "ai_statement"),
            "accommodation": line("Accommodation", "accommodation"),
            "equal_opportunity": line("Equal opportunity", "equal_opportunity"),
        }
    return fields


AI_USE = {
    "tool": ("Name of the tool", None),
    "decides": ("Decisions in which it takes part", "Such as: who is invited to an interview."),
    "assesses": ("What it assesses", "The qualifications and characteristics, such as: SQL and statistics."),
    "data": ("Data that it uses, and from where", "Such as: your answers in the exercise."),
    "kept": ("How long the data are kept", "Such as: 6 months."),
    "other_way": ("How to ask for another way of selection", "Such as: write to jobs@harbour.example."),
}


def _ai_use() -> dict[str, Any] | None:
    """What a notice about AI says; New York City and other places ask for all of it."""
    st.markdown("**The notice about AI**")
    st.caption("It stands under “Process and time line”. What the place of work asks for is told below.")
    columns = st.columns(2)
    said: dict[str, Any] = {}
    for n, (name, (label, example)) in enumerate(AI_USE.items()):
        with columns[n % 2]:
            said[name] = line(label, f"ai_{name}", example)
    with columns[0]:
        said["used_from"] = day("First day of its use", "ai_used_from")
    return {name: value for name, value in said.items() if value} or None


def _deadline() -> date | str | None:
    kind = one_of("Deadline", "deadline_kind", {"": "Not said", "rolling": "None (rolling)", "day": "A day"})
    if kind != "day":
        return kind
    found = st.date_input("Apply by", key=PREFIX + "deadline", value=None, **KEPT)
    return found if isinstance(found, date) else None


def in_fields(employer: Employer, areas: Sequence[str] = ()) -> dict[str, Any]:
    """What each field shows for an employer, by its key; what has no field is kept beside them.

    `areas` are the ids of the places from which one may work from home.
    """
    said = employer.model_dump(mode="python")
    shown: dict[str, Any] = {}
    for name in ("name", "mission", "reports_to", "hours", "reports_to_place", "apply", "contact"):
        shown[name] = said[name] or ""
    for name in (
        "street",
        "postal_code",
        "reference",
        "collective_agreement",
        "website",
        "apply_url",
        "accommodation",
    ):
        shown[name] = said[name] or ""
    for name in ("ai_statement", "equal_opportunity", "remote", "employment", "vacancy"):
        shown[name] = said[name] or ""
    for name in ("goals", "benefits", "other_pay", "steps"):
        shown[name] = "\n".join(said[name])
    use = employer.ai_use or AiUse()
    shown |= {f"ai_{name}": getattr(use, name) or "" for name in AI_USE} | {"ai_used_from": use.used_from}
    shown["employees"] = employer.employees
    shown["supervises"] = _supervised(employer)
    for name in ("uses_ai", "overpay"):
        shown[name] = {True: "yes", False: "no", None: ""}[said[name]]
    shown["deadline_kind"] = (
        "rolling" if employer.deadline == "rolling" else "day" if employer.deadline else ""
    )
    shown["deadline"] = employer.deadline if isinstance(employer.deadline, date) else None
    shown |= {"minimum": None, "maximum": None, "taken-band": None}  # not those of the posting before
    if employer.pay is not None:
        ends = {"minimum": employer.pay.minimum, "maximum": employer.pay.maximum}
        shown |= {name: None if end is None else float(end) for name, end in ends.items()}
        shown |= {"currency": employer.pay.currency, "period": employer.pay.period.value}
        if employer.pay.source and None not in ends.values():
            shown["taken-band"] = {name: shown[name] for name in ends} | _behind(employer.pay)
    beside = {name: said[name] for name in ("employees_in", "tools", "posted") if said[name]}
    shown["remote_from"] = list(areas)
    return {PREFIX + name: value for name, value in shown.items()} | {PREFIX + "base": beside}


def _behind(pay: Pay) -> dict[str, str]:
    """Where a band comes from, beside its ends: whether it is a benchmark is looked up anew."""
    return {"currency": pay.currency, "period": pay.period.value, "source": pay.source or ""}


def _supervised(employer: Employer) -> str:
    found = employer.supervises
    if found is None or found is True:
        return "people" if found else ""
    if found is False or found == 0:
        return "nobody"
    return f"{found} people" if isinstance(found, int) else ", ".join(found)
