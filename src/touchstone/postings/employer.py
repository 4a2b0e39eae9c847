"""What an employer says about itself and the post: the employer file, in YAML or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn

import yaml
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    StringConstraints,
    model_validator,
)

from touchstone.core.files import read_text
from touchstone.core.located_yaml import MAX_BYTES, Located, load_text
from touchstone.core.money import Period
from touchstone.core.printable import printable
from touchstone.core.problems import Problem, shown_path
from touchstone.core.validate import Content, validate

_VALUE = re.compile(r'"(?:\\.|[^"\\])*"|(?P<constant>-?Infinity|NaN)|(?P<digits>\d{1000,})', re.DOTALL)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")  # JSON writes 🚀 as two of them, YAML can't
MAX_LINE = 600  # characters: three long sentences
MAX_LINES = 30  # goals, benefits, steps: more is not read by anybody


def _as_list(value: Any) -> Any:
    """One line may stand without its list."""
    return [value] if isinstance(value, str) else value


def _as_number(value: Decimal) -> int | float | str:
    """The amount as a number of a file; as text where a number would not hold it exactly."""
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else str(value)


TypedLine = Annotated[str, StringConstraints(min_length=1, max_length=MAX_LINE), AfterValidator(printable)]
Lines = Annotated[tuple[TypedLine, ...], BeforeValidator(_as_list), Field(max_length=MAX_LINES)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(printable)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"']+$", max_length=500)]
Amount = Annotated[
    Decimal,
    Field(gt=0, le=Decimal(10) ** 12, allow_inf_nan=False),
    PlainSerializer(_as_number, when_used="json"),  # a file says 200000, as a person does
]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class Pay(Content):
    """The range that the employer expects to pay. One end alone leaves it open; equal ends are one figure."""

    minimum: Amount | None = None
    maximum: Amount | None = None
    currency: Currency
    period: Period
    source: TypedLine | None = None  # where it comes from when it is not the employer's own

    @model_validator(mode="after")
    def _ends(self) -> Pay:
        if self.minimum is None and self.maximum is None:
            raise ValueError("pay has no figure; give minimum and maximum")
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise ValueError(_above(self.minimum, self.maximum))
        return self


class AiUse(Content):
    """How AI takes part in the hiring, for the notices that laws ask for: a sentence or a few words each.

    `tool` is the product's name, `decides` the decisions in which it takes part and for what, `assesses` the
    qualifications that it looks at, `data` which data and from where, `kept` for how long, `used_from` the
    first day of its use, `other_way` how to ask for another selection or an accommodation.
    """

    tool: Name | None = None
    decides: TypedLine | None = None
    assesses: TypedLine | None = None
    data: TypedLine | None = None
    kept: TypedLine | None = None
    used_from: date | None = None
    other_way: TypedLine | None = None


class Employer(Content):
    """The employer and the post. Only the name must be there; completeness names what else a posting needs.

    `reference` is the post's own, the same as long as it is advertised. `employees` counts all;
    `employees_in` those at one place, for laws that count so. `supervises` is a number, yes or no, or
    words. `overpay`: ready to pay above the minimum. `collective_agreement`: the one whose minimum the lowest
    pay is. `uses_ai`: whether AI screens, assesses or selects applicants; `ai_use` says how, unless
    `ai_statement` does. `remote: choice`: on site or from home, as the person likes; `remote_from`: the
    places from which one may work from home. None is unknown.
    """

    name: Name
    reference: Name | None = None
    goals: Annotated[tuple[TypedLine, ...], Field(max_length=MAX_LINES)] = ()
    mission: TypedLine | None = None
    employees: Annotated[int, Field(ge=1, le=10**8)] | None = None
    employees_in: dict[str, Annotated[int, Field(ge=0, le=10**8)]] = Field(default_factory=dict)
    benefits: Lines = ()
    places: Lines = ()
    street: TypedLine | None = None
    postal_code: Name | None = None
    remote: Literal["no", "hybrid", "choice", "yes"] | None = None
    remote_from: Lines = ()
    supervises: bool | Annotated[int, Field(ge=0, le=10**6)] | Lines | None = None
    reports_to: TypedLine | None = None
    reports_to_place: TypedLine | None = None
    pay: Pay | None = None
    other_pay: Lines = ()
    overpay: bool | None = None
    collective_agreement: TypedLine | None = None
    employment: Literal["full_time", "part_time", "contractor", "temporary", "intern"] | None = None
    hours: TypedLine | None = None
    tools: Lines = ()
    posted: date | None = None
    deadline: date | Literal["rolling"] | None = None
    steps: Lines = ()
    apply: TypedLine | None = None
    apply_url: Url | None = None
    contact: TypedLine | None = None
    website: Url | None = None
    uses_ai: bool | None = None
    ai_statement: TypedLine | None = None
    ai_use: AiUse | None = None
    vacancy: Literal["existing", "future"] | None = None
    accommodation: TypedLine | None = None
    equal_opportunity: TypedLine | None = None


def load_employer(path: Path) -> tuple[Employer | None, list[Problem]]:
    """The employer in a YAML or JSON file, or None with every problem at its line."""
    text = read_text(path, MAX_BYTES)
    if isinstance(text, Problem):
        return None, [text]
    read = _json if path.suffix.lower() == ".json" else load_text
    return _checked(read(text, name=shown_path(path)))


def read_employer(text: str, *, name: str = "<text>") -> tuple[Employer | None, list[Problem]]:
    """The employer in text that is YAML, or JSON when it begins with a brace."""
    return _checked(_json(text, name=name) if text.lstrip().startswith("{") else load_text(text, name=name))


def _checked(located: Located | Problem) -> tuple[Employer | None, list[Problem]]:
    if isinstance(located, Problem):
        return None, [located]
    if not isinstance(located.data, dict):
        said = "an employer file begins with fields such as 'name: …'"
        return None, [located.problem((), said, "known: " + ", ".join(Employer.model_fields))]
    employer, problems = validate(located, Employer)
    return employer, [*problems, *_upside_down(located, problems)]


def _upside_down(located: Located, problems: Sequence[Problem]) -> Iterator[Problem]:
    """Ends of pay in the wrong order, when another mistake in `pay` keeps the model from looking at them."""
    pay = located.data.get("pay")
    if not problems or not isinstance(pay, dict) or any("is above" in p.message for p in problems):
        return
    low, high = pay.get("minimum"), pay.get("maximum")
    if isinstance(low, (int, float)) and isinstance(high, (int, float)) and low > high:
        yield located.problem(("pay", "minimum"), _above(low, high))


def _above(low: Decimal | float, high: Decimal | float) -> str:
    return f"the minimum {float(low):,.12g} is above the maximum {float(high):,.12g}"


def _json(text: str, *, name: str) -> Located | Problem:
    """JSON is YAML but for tabs and some escapes, so YAML gives the places and JSON the values."""
    located = load_text(_SURROGATE.sub("xxxxxx", text.replace("\t", " ")), name=name)
    if isinstance(located, Problem):
        return located
    try:
        data = json.loads(text, parse_constant=_refuse)
        json.dumps(data, ensure_ascii=False).encode()  # half a character is text that can't be written
    except json.JSONDecodeError as error:
        return Problem(name, error.lineno, error.colno, f"this is not JSON: {error.msg}")
    except (ValueError, RecursionError) as error:
        return _odd_value(text, name) or Problem(name, 0, 0, f"this is not JSON: {error}")
    return Located(name, data, located.places, located.keys)


def _odd_value(text: str, name: str) -> Problem | None:
    """The first value that JSON can't hold, at its place: the parser tells neither line nor column."""
    for found in _VALUE.finditer(text):
        if found["constant"]:
            said = f"{found.group()} is not a number"
        elif found["digits"]:
            said = f"a number of {len(found.group()):,} digits is not read"
        elif _whole(found.group()):
            continue
        else:
            said = "this text holds half a character, an escape of two of which one is missing"
        before = text[: found.start()]
        line, column = before.count("\n") + 1, found.start() - before.rfind("\n")
        return Problem(name, line, column, f"this is not JSON: {said}")
    return None


def _whole(quoted: str) -> bool:
    try:
        json.loads(quoted).encode()
    except UnicodeEncodeError:
        return False
    except ValueError:
        return True  # wrong in another way, which the parser has told of
    return True


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number")


def as_yaml(employer: Employer) -> str:
    """The employer as a file that `load_employer` reads; what was not said is left out."""
    said = employer.model_dump(mode="json", exclude_defaults=True)
    text: str = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=100)
    return text
