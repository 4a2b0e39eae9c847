"""Checks located data against a pydantic model; every error keeps its file, line and column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, ValidationError
from pydantic_core import CoreSchema

from touchstone.core.expected import expected
from touchstone.core.located_yaml import Key, Located, Where
from touchstone.core.problems import Problem, did_you_mean
from touchstone.core.strictness import plain, strict

M = TypeVar("M", bound=BaseModel)
MOST_FIELDS = 40  # that a hint lists: more than our widest model has, an employer


class Content(BaseModel):
    """Base of all content models: unknown fields are errors, no value is guessed, nothing changes later.

    `minutes: "4"`, `shipped: NO` and `points: true` are refused, not read as 4, false and 1.
    """

    # No field needs infinity; one that slips in stops whoever writes JSON of it later.
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        found: CoreSchema = strict(handler(source))
        return found


class Cells(Content):
    """Base of the rows of a table, whose cells are text until a model says that they are numbers."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema: CoreSchema = plain(handler(source))
        return schema


def validate(located: Located, model: type[M], where: Where = ()) -> tuple[M | None, list[Problem]]:
    """The part of `located` at `where` as a `model`, or None with all its problems."""
    data = at(located.data, where)
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=True)
        return None, [_problem(located, model, where, data, e) for e in found]


def validate_each(located: Located, model: type[M]) -> tuple[list[tuple[Where, M]], list[Problem]]:
    """A file that is a list: the good items with their paths, and the problems of the others."""
    if not isinstance(located.data, list):
        return [], [located.problem((), f"expected a list, found {_kind(located.data)}")]
    good: list[tuple[Where, M]] = []
    problems: list[Problem] = []
    for index in range(len(located.data)):
        item, found = validate(located, model, (index,))
        problems.extend(found)
        if item is not None:
            good.append(((index,), item))
    return good, problems


def unique(
    items: Sequence[tuple[Located, Where, M]], name: Callable[[M], str], what: str
) -> tuple[list[tuple[Located, Where, M]], list[Problem]]:
    """The items whose name is new, and a problem for each that repeats an earlier one."""
    first: dict[str, str] = {}
    good: list[tuple[Located, Where, M]] = []
    problems: list[Problem] = []
    for located, where, item in items:
        key = name(item)
        if key in first:
            message = f"the {what} {key!r} exists already"
            problems.append(located.problem((*where, "id"), message, f"first at {first[key]}"))
            continue
        line, column = located.place((*where, "id"))
        first[key] = f"{located.file}:{line}:{column}"
        good.append((located, where, item))
    return good, problems


def _problem(located: Located, model: type[BaseModel], base: Where, data: Any, error: Any) -> Problem:
    inner = real_path(data, error["loc"])
    where = (*base, *inner)
    if error["type"] == "extra_forbidden":
        known = _known_fields(model, inner[:-1])
        name = str(inner[-1]) if inner else "?"
        return located.problem(where, f"unknown field {name!r}", _field_hint(name, known), key=True)
    if error["type"] == "missing":
        return located.problem(where, f"the field {str(error['loc'][-1])!r} is missing")
    return located.problem(where, _sentence(error))


def _field_hint(name: str, known: set[str]) -> str | None:
    if not name.isidentifier():  # half of a text that YAML cut
        return "a comma inside {…} ends a value: put the whole text in quotes"
    return did_you_mean(name, known, list_when_at_most=MOST_FIELDS)


def _sentence(error: Any) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    if error["type"] in ("literal_error", "enum"):
        found, choices = error["input"], error["ctx"]["expected"]
        known = [name.strip("' ") for name in choices.replace(" or ", ", ").split(", ")]
        hint = did_you_mean(str(found), known, list_when_at_most=0)
        return f"found {found!r}, expected {choices}" + (f"; {hint}" if hint else "")
    what = expected(error)
    message = f"expected {what}" if what else error["msg"][0].lower() + error["msg"][1:]
    return f"{message}, found {_shown(error['input'])}"


def _shown(value: Any) -> str:
    text = _kind(value) if isinstance(value, (list, dict)) else repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _kind(value: Any) -> str:
    names = {dict: "a mapping", list: "a list", str: "text", type(None): "nothing"}
    return names.get(type(value), repr(value))


def real_path(data: Any, loc: tuple[Key, ...]) -> Where:
    """pydantic's location without the names of union members, which are not in the file."""
    path: list[Key] = []
    for step in loc:
        in_mapping = isinstance(data, dict) and step in data
        in_list = isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data)
        if in_mapping or in_list:
            data = data[step]
            path.append(step)
    return tuple(path)


def at(data: Any, where: Where) -> Any:
    """The value at a path that exists."""
    for step in where:
        data = data[step]
    return data


def _known_fields(model: type[BaseModel], path: Where) -> set[str]:
    """All field names that may stand at `path`, over every member of a union on the way."""
    models = [model]
    for step in path:
        if isinstance(step, int):
            continue
        models = [m for owner in models for m in _models_in(_annotation(owner, step))] or models
    return {field.alias or name for m in models for name, field in m.model_fields.items()}


def _annotation(model: type[BaseModel], name: str) -> Any:
    for field_name, field in model.model_fields.items():
        if name in (field_name, field.alias):
            return field.annotation
    return None


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models_in(inner)]
