"""The fields in which a hiring manager says what the profile can't know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from touchstone.core.money import Period
from touchstone.postings.employer import MAX_LINE, Employer, from_fields, read_employer

PREFIX = "employer-"
REMOTE = {"": "Not said", "no": "On site", "hybrid": "Hybrid", "yes": "Fully remote"}
EMPLOYMENT = {
    "": "Not said",
    "full_time": "Full time",
    "part_time": "Part time",
    "contractor": "Contractor",
    "temporary": "Temporary",
    "intern": "Internship",
}
YES_NO = {"": "Not said", "yes": "Yes", "no": "No"}
VACANCY = {"": "Not said", "existing": "An existing vacancy", "future": "A future vacancy"}
PERIODS = {period.value: f"a {period.value}" for period in Period}
CURRENCIES = ("USD", "EUR", "GBP", "CAD", "PLN", "RON", "BRL", "COP", "CLP", "CHF", "SEK", "INR", "AUD")


def employer_fields() -> tuple[Employer | None, list[str]]:
    """The employer as filled in, with a sentence for each field that can't be taken."""
    _upload()
    fields: dict[str, Any] = {}
    left, right = st.columns(2)
    with left:
        fields["name"] = _line("Organisation", "name") or "Your organisation"
        fields["mission"] = _line("Mission", "mission", help="What you are there for, in a sentence.")
        fields["goals"] = _lines("Goals", "goals")
    with right:
        fields["reports_to"] = _line("Reports to", "reports_to")
        fields["supervises"] = _line("Supervises", "supervises", help="Such as: two junior engineers.")
        fields["benefits"] = _lines("Benefits", "benefits")
    fields["pay"] = _pay()
    with st.expander("More about the post"):
        fields |= _more()
    return from_fields(fields)


def _pay() -> dict[str, Any] | None:
    low, high, currency, period = st.columns(4)
    with low:
        minimum = _number("Pay from", "minimum")
    with high:
        maximum = _number("Pay to", "maximum")
    with currency:
        unit = st.selectbox("Currency", CURRENCIES, key=PREFIX + "currency", accept_new_options=True, **_KEPT)
    with period:
        per = _one_of("For", "period", PERIODS, default="year")
    if minimum is None and maximum is None:
        return None
    pay = {"minimum": minimum, "maximum": maximum, "currency": (unit or "").upper(), "period": per}
    return {name: value for name, value in pay.items() if value is not None}


def _more() -> dict[str, Any]:
    left, right = st.columns(2)
    with left:
        fields: dict[str, Any] = {
            "employees": _whole("Employees", "employees"),
            "remote": _one_of("Where the work is done", "remote", REMOTE),
            "employment": _one_of("Employment", "employment", EMPLOYMENT),
            "hours": _line("Working hours", "hours"),
            "other_pay": _lines(
                "Other pay", "other_pay", help="Bonuses, commissions, equity; or that there is none."
            ),
            "reports_to_place": _line("Place that it reports to", "reports_to_place"),
        }
    with right:
        fields |= {
            "apply": _line("How to apply", "apply"),
            "contact": _line("Contact for questions and accommodations", "contact"),
            "deadline": _deadline(),
            "steps": _lines("Steps of the process", "steps"),
            "vacancy": _one_of("This posting is for", "vacancy", VACANCY),
            "uses_ai": _yes_no("AI screens, assesses or selects applicants", "uses_ai"),
            "ai_statement": _line("Notice about AI", "ai_statement"),
            "equal_opportunity": _line("Equal opportunity", "equal_opportunity"),
        }
    return fields


def _deadline() -> date | str | None:
    kind = _one_of("Deadline", "deadline_kind", {"": "Not said", "rolling": "None (rolling)", "day": "A day"})
    if kind != "day":
        return kind
    found = st.date_input("Apply by", key=PREFIX + "deadline", value=None, **_KEPT)
    return found if isinstance(found, date) else None


_KEPT: dict[str, Any] = {"persist_state": "session"}


def _line(label: str, name: str, help: str | None = None) -> str | None:
    found: str | None = st.text_input(label, key=PREFIX + name, max_chars=MAX_LINE, help=help, **_KEPT)
    return found


def _lines(label: str, name: str, help: str | None = None) -> list[str]:
    text = st.text_area(f"{label}, one a line", key=PREFIX + name, height=100, help=help, **_KEPT)
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _number(label: str, name: str) -> float | None:
    return st.number_input(label, key=PREFIX + name, value=None, min_value=0.0, format="%.0f", **_KEPT)


def _whole(label: str, name: str) -> int | None:
    found = st.number_input(label, key=PREFIX + name, value=None, min_value=1, step=1, **_KEPT)
    return int(found) if found is not None else None


def _one_of(label: str, name: str, options: dict[str, str], *, default: str = "") -> str | None:
    index = list(options).index(default)
    shown: Callable[[str], str] = lambda choice: options.get(choice, choice)  # noqa: E731
    return st.selectbox(label, list(options), index, key=PREFIX + name, format_func=shown, **_KEPT) or None


def _yes_no(label: str, name: str) -> bool | None:
    return {"yes": True, "no": False}.get(_one_of(label, name, YES_NO) or "")


def _upload() -> None:
    """An employer file fills the fields; a broken one is told with its lines."""
    with st.expander("Load an employer file"):
        file = st.file_uploader(
            "YAML or JSON", type=["yaml", "yml", "json"], key="employer-file", max_upload_size=1
        )
    if file is None or st.session_state.get("employer-loaded") == file.file_id:
        return
    st.session_state["employer-loaded"] = file.file_id
    employer, problems = read_employer(file.getvalue().decode("utf-8", "replace"), name=file.name)
    if employer is None:
        st.error("This file can't be used. Mend these lines and load it again.", icon=":material/block:")
        st.code("\n".join(str(problem) for problem in problems[:50]), language=None)
        return
    st.session_state.update(in_fields(employer))


def in_fields(employer: Employer) -> dict[str, Any]:
    """What each field shows for an employer, by its key."""
    said = employer.model_dump(mode="python")
    shown: dict[str, Any] = {}
    for name in ("name", "mission", "reports_to", "hours", "reports_to_place", "apply", "contact"):
        shown[name] = said[name] or ""
    for name in ("ai_statement", "equal_opportunity", "remote", "employment", "vacancy"):
        shown[name] = said[name] or ""
    for name in ("goals", "benefits", "other_pay", "steps"):
        shown[name] = "\n".join(said[name])
    shown["employees"] = employer.employees
    shown["supervises"] = _supervised(employer)
    shown["uses_ai"] = {True: "yes", False: "no", None: ""}[employer.uses_ai]
    shown["deadline_kind"] = (
        "rolling" if employer.deadline == "rolling" else "day" if employer.deadline else ""
    )
    if isinstance(employer.deadline, date):
        shown["deadline"] = employer.deadline
    if employer.pay is not None:
        ends = {"minimum": employer.pay.minimum, "maximum": employer.pay.maximum}
        shown |= {name: None if end is None else float(end) for name, end in ends.items()}
        shown |= {"currency": employer.pay.currency, "period": employer.pay.period.value}
    return {PREFIX + name: value for name, value in shown.items()}


def _supervised(employer: Employer) -> str:
    found = employer.supervises
    if found is None or found is True:
        return ""
    if found is False or found == 0:
        return "nobody"
    return f"{found} people" if isinstance(found, int) else ", ".join(found)
