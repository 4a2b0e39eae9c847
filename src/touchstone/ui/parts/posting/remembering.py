"""What a browser may give back to the form: a browser may send anything, and a wrong value breaks a field."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from touchstone.postings.compose import HEADINGS
from touchstone.postings.edits import MAX_EDITS
from touchstone.postings.employer import Employer

Typed = Annotated[str, Field(max_length=1_000_000)]
End = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]
YesNo = Literal["", "yes", "no"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=False)


class Band(_Strict):
    """A band that was taken over, by which its source is known again."""

    minimum: End
    maximum: End
    currency: Typed
    period: Typed
    source: Typed


class Fields(_Strict):
    """The fields, by the names of their widgets; None and empty: not filled in."""

    name: Typed = ""
    mission: Typed = ""
    goals: Typed = ""
    reports_to: Typed = ""
    supervises: Typed = ""
    benefits: Typed = ""
    minimum: End | None = None
    maximum: End | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Za-z]{3}$")] | None = None
    period: Literal["hour", "day", "week", "month", "year"] | None = None
    remote: Literal["", "no", "hybrid", "choice", "yes"] = ""
    remote_from: Annotated[tuple[Typed, ...], Field(max_length=60)] = ()
    employees: Annotated[int, Field(ge=1, le=10**8)] | None = None
    employment: Literal["", "full_time", "part_time", "contractor", "temporary", "intern"] = ""
    hours: Typed = ""
    other_pay: Typed = ""
    overpay: YesNo = ""
    collective_agreement: Typed = ""
    reports_to_place: Typed = ""
    street: Typed = ""
    postal_code: Typed = ""
    reference: Typed = ""
    website: Typed = ""
    apply: Typed = ""
    apply_url: Typed = ""
    contact: Typed = ""
    deadline_kind: Literal["", "rolling", "day"] = ""
    deadline: date | None = None
    steps: Typed = ""
    vacancy: Literal["", "existing", "future"] = ""
    uses_ai: YesNo = ""
    ai_statement: Typed = ""
    ai_tool: Typed = ""
    ai_decides: Typed = ""
    ai_assesses: Typed = ""
    ai_data: Typed = ""
    ai_kept: Typed = ""
    ai_other_way: Typed = ""
    ai_used_from: date | None = None
    accommodation: Typed = ""
    equal_opportunity: Typed = ""
    base: dict[str, Any] = Field(default_factory=dict)
    taken_band: Annotated[Band | None, Field(alias="taken-band")] = None
    currency_chosen: Annotated[bool | None, Field(alias="currency-chosen")] = None


class Line(_Strict):
    """A changed line of a composed posting."""

    section: Literal[tuple(HEADINGS)]  # type: ignore[valid-type]
    source: Annotated[str, Field(max_length=200)]
    made: Typed
    text: Typed | None


class Edited(_Strict):
    """The changes of a role and a level."""

    role: Annotated[str, Field(max_length=80)]
    level: Annotated[str, Field(max_length=20)]
    lines: Annotated[list[Line], Field(max_length=MAX_EDITS)] = []
    own: Annotated[
        list[tuple[Literal[tuple(HEADINGS)], Typed]],  # type: ignore[valid-type]
        Field(max_length=MAX_EDITS),
    ] = []


class Remembered(_Strict):
    """Everything that is kept."""

    fields: Fields = Field(default_factory=Fields)
    edits: Annotated[list[Edited], Field(max_length=60)] = []
    profiles: Annotated[list[Annotated[str, Field(max_length=100_000)]], Field(max_length=10)] = []
    role: Annotated[str, Field(max_length=80)] = ""
    text: Typed = ""

    @staticmethod
    def names() -> list[str]:
        """The names of all fields, as their widgets have them."""
        return [field.alias or name for name, field in Fields.model_fields.items()]

    def state(self, places: Collection[str]) -> dict[str, Any]:
        """What the widgets are given: only what was filled in, and only places that are known."""
        said = self.fields.model_dump(by_alias=True, exclude_defaults=True)
        if "remote_from" in said:
            said["remote_from"] = [place for place in said["remote_from"] if place in places]
        return said


def read(text: Any, most: int) -> Remembered | None:
    """What is kept in a text of at most `most` characters; None for nothing, and for what is not ours."""
    if not isinstance(text, str) or not 2 < len(text) <= most:
        return None
    try:
        found = Remembered.model_validate_json(text)
        found.fields.base = _base(found.fields.base)
    except (ValidationError, ValueError):
        return None
    return found


def _base(said: dict[str, Any]) -> dict[str, Any]:
    """What an employer file says that has no field. Raises ValidationError."""
    known = {name: said[name] for name in ("employees_in", "tools", "posted") if name in said}
    if "posted" in known:
        known["posted"] = date.fromisoformat(str(known["posted"]))
    employer = Employer.model_validate({"name": "x", **known})
    return {name: getattr(employer, name) for name in known}
