"""Jinja templates as data: strict, without Python, bounded in time and size; every error has its line.

Only plain data goes in (mappings, lists, text, numbers, booleans, null). Text is escaped for Markdown unless
it is a `Markdown`. A template that does too much or names what does not exist gives a `Problem`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
    nodes,
    pass_context,
)
from jinja2 import Template as JinjaTemplate
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing

from touchstone.core.files import read_text
from touchstone.core.markdown import Markdown, escape
from touchstone.core.problems import Problem, did_you_mean, shown_path
from touchstone.core.template_rules import FILTERS, LOOP, TESTS, refusals

MAX_BYTES = 100_000  # of a template; ours are near 4,000
MAX_OUTPUT = 400_000  # characters; a long posting has 10,000, a kit 100,000
MAX_STEPS = 20_000  # of all loops together; a kit with 60 questions takes about 2,000
MAX_SECONDS = 2.0  # a posting takes 2 ms

_BUDGET = " budget"  # with a blank: no template can name it
_WRONG_USE = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)


class _TooMuch(Exception):
    """A template that does too much; `line` is the compiled line when the traceback does not hold it."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


@dataclass
class _Budget:
    steps: int = MAX_STEPS
    until: float = field(default_factory=lambda: time.monotonic() + MAX_SECONDS)

    def step(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise _TooMuch(f"the loops take more than {MAX_STEPS:,} steps")
        if time.monotonic() > self.until:
            raise _TooMuch(f"the template takes longer than {MAX_SECONDS:g} seconds")


class _Missing(StrictUndefined):
    """A name that is not in the data; says so with the nearest one that is."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        owner, name = self._undefined_obj, self._undefined_name
        full = f", in {self._undefined_hint!r}" if self._undefined_hint else ""
        if owner is missing:
            return f"there is no {name!r} here{full}"
        if not isinstance(owner, Mapping):
            return (
                f"there is no {name!r} in a {'list' if isinstance(owner, (list, tuple)) else 'single value'}"
            )
        hint = did_you_mean(str(name), map(str, owner), list_when_at_most=12)
        return f"there is no {name!r} here{full}" + (f"; {hint}" if hint else "")

    def with_step(self, step: str) -> _Missing:
        """The same missing name, as the beginning of a longer one."""
        full = f"{self._undefined_hint or self._undefined_name}.{step}"
        return type(self)(full, self._undefined_obj, self._undefined_name)


class _Environment(SandboxedEnvironment):
    """Looks names up in data only: no Python attribute can be reached, whatever the template says."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, _Missing):  # `a.b` where there is no `a`: that is what the message names
            return obj.with_step(str(argument))
        if isinstance(obj, LoopContext):
            return getattr(obj, argument) if argument in LOOP else self.undefined(name=argument)
        if isinstance(obj, Mapping) and argument in obj:
            return obj[argument]
        if isinstance(obj, (list, tuple)) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.undefined(obj=obj, name=argument)


@dataclass(frozen=True)
class Template:
    """A template that may be used; `render` fills it."""

    file: str
    text: str
    compiled: JinjaTemplate = field(repr=False, compare=False)

    def render(self, data: Mapping[str, Any]) -> str | Problem:
        """The filled template, or the first problem with its line.

        Raises TypeError when `data` holds anything but plain data: that would be a mistake of ours.
        """
        _plain(data)
        try:
            return self._filled({**data, _BUDGET: _Budget()})
        except _TooMuch as error:
            return self._problem(error, str(error), line=error.line)
        except UndefinedError as error:
            return self._problem(error, *_named(str(error), data))
        except (TemplateError, *_WRONG_USE) as error:
            return self._problem(error, f"this can't be filled in: {error}")

    def _filled(self, data: dict[str, Any]) -> str:
        size, parts = 0, []
        steps: Any = self.compiled.root_render_func(self.compiled.new_context(data))
        for part in steps:
            size += len(part)
            if size > MAX_OUTPUT:
                said = f"what it makes is longer than {MAX_OUTPUT:,} characters"
                raise _TooMuch(said, steps.gi_frame.f_lineno)
            parts.append(part)
        return "".join(parts)

    def _problem(
        self, error: BaseException, message: str, hint: str | None = None, *, line: int | None = None
    ) -> Problem:
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self.file:
                line = trace.tb_lineno
            trace = trace.tb_next
        line = self.compiled.get_corresponding_lineno(line or 1)
        quoted = message.split("'")[1] if message.count("'") >= 2 else ""
        return Problem(self.file, line, column(self.text, line, quoted), message, hint)


def load_template(path: Path) -> Template | list[Problem]:
    """The template in a file, or everything that is wrong with it."""
    text = read_text(path, MAX_BYTES)
    return [text] if isinstance(text, Problem) else parse_template(text, name=shown_path(path))


@lru_cache(maxsize=64)
def _parsed(text: str, name: str) -> Template | tuple[Problem, ...]:
    environment = _environment()
    try:
        tree = environment.parse(text, name, name)
        refused = refusals(tree)
        if refused:
            return tuple(
                Problem(name, r.line, column(text, r.line, r.word), r.message, r.hint) for r in refused
            )
        for loop in list(tree.find_all(nodes.For)):
            loop.iter = nodes.Filter(loop.iter, "bounded", [], [], None, None, lineno=loop.lineno)
        code = environment.compile(tree, name, name)
    except TemplateSyntaxError as error:
        said = f"this is not a template: {error.message or 'unknown'}"
        return (Problem(name, error.lineno, column(text, error.lineno, ""), said),)
    except (RecursionError, SyntaxError, MemoryError):
        return (Problem(name, 1, 1, "the template is nested too deeply"),)
    return Template(name, text, JinjaTemplate.from_code(environment, code, {}))


def parse_template(text: str, *, name: str = "<template>") -> Template | list[Problem]:
    """The template in `text`; the twin of `load_template`."""
    if len(text) > MAX_BYTES:
        return [Problem(name, 0, 0, f"the template is longer than {MAX_BYTES:,} characters")]
    found = _parsed(text, name)
    return found if isinstance(found, Template) else list(found)


def syntax_tree(text: str) -> nodes.Template:
    """The parts of a template that `parse_template` took."""
    return _environment().parse(text)


def _environment() -> _Environment:
    environment = _Environment(
        undefined=_Missing,
        finalize=_shown,
        autoescape=False,  # finalize escapes for Markdown; HTML is made from the Markdown later
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.clear()  # no range, lipsum, dict, cycler
    environment.filters = {name: call for name, call in environment.filters.items() if name in FILTERS}
    environment.filters |= {"bounded": _bounded, "stop": _stop, "join": _joined}
    environment.tests = {name: call for name, call in environment.tests.items() if name in TESTS}
    return environment


def _shown(value: Any) -> Any:
    if value is None:
        raise ValueError("the value is empty (null); ask with 'if' first")
    if isinstance(value, (Markdown, Undefined)):
        return value
    if not isinstance(value, (str, int, float)):
        raise TypeError("only text and numbers can be printed")
    return escape(str(value))


@pass_context
def _bounded(context: Context, value: Any) -> Iterator[Any]:
    if isinstance(value, (str, Mapping)) or not isinstance(value, Iterable):
        raise TypeError("a loop goes over a list")
    budget: _Budget = context.get(_BUDGET)
    return _counted(value, budget)


def _counted(value: Iterable[Any], budget: _Budget) -> Iterator[Any]:
    for item in value:
        budget.step()
        yield item


def _joined(value: Any, between: str = "") -> str:
    """The texts of a list in one. Text alone is no list: `t|join('…')|join('…')` would grow without end."""
    if not isinstance(value, (list, tuple)) or not all(isinstance(one, (str, int, float)) for one in value):
        raise TypeError("'join' takes a list of texts, such as 'places'")
    text = str(between).join(map(str, value))
    if len(text) > MAX_OUTPUT:
        raise _TooMuch(f"what it makes is longer than {MAX_OUTPUT:,} characters")
    return text


def _stop(value: Any) -> Any:
    """The text with a full stop at its end, unless it ends with a stop already."""
    text = str(value).rstrip()
    ended = text if text[-1:] in (".", "!", "?", ":", "") else text + "."
    return Markdown(ended) if isinstance(value, Markdown) else ended


def _plain(value: Any) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _plain(key)
            _plain(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _plain(inner)
    elif not (value is None or isinstance(value, (str, int, float, bool))):
        raise TypeError(f"a template takes plain data, not {type(value).__name__}")


def _named(message: str, data: Mapping[str, Any]) -> tuple[str, str | None]:
    """The message with a hint at the top-level names when it has none."""
    if " here" not in message or ";" in message:
        return message, None
    return message, did_you_mean(message.split("'")[1], data, list_when_at_most=12)


def column(text: str, line: int, word: str) -> int:
    """Where `word` stands in the line (from 1), else where its first expression begins, else 1."""
    lines = text.splitlines()
    if not 1 <= line <= len(lines):
        return 0 if line == 0 else 1
    at = lines[line - 1].find(word) if word else -1
    if at < 0:
        at = min((p for p in map(lines[line - 1].find, ("{{", "{%", "{#")) if p >= 0), default=0)
    return at + 1
