"""Items as blocks of a bank file. Nothing is made up: what a file lacks for the bank is left to do."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

import yaml
from pydantic import ValidationError

from touchstone.banks.exchange import calculated
from touchstone.banks.exchange.items import NO_REASON, Accepted, Chosen, Item, Variable, by_chance
from touchstone.banks.question import Question
from touchstone.core.ids import KEBAB, slug
from touchstone.core.problems import Problem

LONGEST_TITLE, LONGEST_ID = 90, 70
MOST_OPTIONS = 8
TO_DO = "# to do: "  # above a block that a person has to finish; `touchstone check` names it
_HEAD = "# yaml-language-server: $schema=../docs/schemas/question_bank.json\n"
_MARKERS = "write `anchors` (what an observer sees at 1, 2, 3 and 4), `probes` and `red_flags`"
_NUMBER = re.compile(r"-?\d[\d.eE+-]*")  # what a bank file takes for one, quoted or not by PyYAML
_PROOF = "add `proof:`, a second route to the value; until then the key is not trusted"


@dataclass(frozen=True)
class About:
    """What a bank says of each question and exchange formats don't: for items without such tags."""

    skill: str
    level: str
    serves: tuple[str, ...]
    minutes: float = 4


@dataclass(frozen=True)
class Written:
    """The bank file, and what is left to do in it, each with its place."""

    text: str
    todo: tuple[Problem, ...] = ()


def bank_file(items: Iterable[Item], about: About, *, taken: Collection[str] = (), file: str) -> Written:
    """A bank file of the items. `taken` are ids that other questions have already."""
    ids = _Ids(set(taken))
    texts, line = [_HEAD], _HEAD.count("\n") + 1
    todo: list[Problem] = []
    for item in items:
        made = _Block(item, about, ids.of(item))
        todo.extend(Problem(file, line, 1, f"{made.data['id']}: {said}") for said in made.todo)
        texts.append("".join(f"{TO_DO}{said}\n" for said in made.todo) + _yaml(made.data) + "\n")
        line += texts[-1].count("\n")
    return Written("".join(texts), tuple(todo))


@dataclass
class _Ids:
    """Ids that are taken, and the number that comes next for a name that was taken before."""

    used: set[str]
    next: dict[str, int] = field(default_factory=dict)

    def of(self, item: Item) -> str:
        """A new id for an item, of its own id or its name."""
        own = item.ident.partition(".")[0]
        base = own if re.fullmatch(KEBAB, own) else slug(item.name)
        base = base[:LONGEST_ID].strip("-")
        number, name = self.next.get(base, 2), base
        while name in self.used:
            name, number = f"{base}-{number}", number + 1
        self.next[base] = number
        self.used.add(name)
        return name


@dataclass
class _Block:
    """One question as data, and what is left to do on it."""

    item: Item
    about: About
    name: str
    todo: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.data = self.head()
        {
            "choice": self.choice,
            "truefalse": self.choice,
            "number": self.number,
            "text": self.words,
            "essay": self.essay,
            "calculated": self.calculated,
        }[self.item.kind]()
        if self.item.explanation:
            self.data["solution"] = _text(self.item.explanation)
        if not self.todo:
            self.todo += _refused(self.data)
        if self.todo:
            self.data["imported"] = _held(self.item)

    def head(self) -> dict[str, Any]:
        """What every question has."""
        item, about = self.item, self.about
        told = _told(item.tags)
        title = re.sub(r" \(\d+ of \d+\)$", "", item.name)[:LONGEST_TITLE].strip()
        return {
            "id": self.name,
            "title": title if len(title) >= 3 else f"Question {title}".strip(),
            "skill": told.get("skill", [about.skill])[0],
            "level": told.get("level", [about.level])[0],
            "minutes": _whole(float(told.get("minutes", [str(about.minutes)])[0])),
            "serves": told.get("serves", list(about.serves)),
            "tools": told.get("tools", ["closed"])[0],
            "prompt": _text(item.prompt),
        }

    def choice(self) -> None:
        """Options with their reasons; a share of the points has no counterpart."""
        item = self.item
        if len(item.choices) > MOST_OPTIONS:
            self.todo.append(f"it has {len(item.choices)} options; leave at most {MOST_OPTIONS}")
        if item.single and sum(choice.share >= 1 for choice in item.choices) > 1:
            self.todo.append("several options earned all points; here one is right, or all are to be chosen")
        if item.single and any(0 < choice.share < 1 for choice in item.choices):
            self.todo.append("an option earned a part of the points; here it counts as wrong. Is that meant?")
        if item.single and any(choice.share < 0 for choice in item.choices):
            self.todo.append("a wrong option cost points; here it earns none. Is that meant?")
        if len({choice.text.lower() for choice in item.choices}) < len(item.choices):
            self.todo.append("two options say the same but for capital letters")
        if not item.single:
            self.data["choose"] = "all"
        if not item.shuffle:
            self.data["keep_order"] = True
        self.data["options"] = [
            {
                "text": _text(choice.text),
                **({"right": True} if (right := self.is_right(choice.share)) else {}),
                "why": _text(choice.feedback) or NO_REASON[right],
            }
            for choice in (sorted(item.choices, key=by_chance) if item.shuffle else item.choices)
        ]

    def is_right(self, share: float) -> bool:
        return share >= 1 if self.item.single else share > 0

    def number(self) -> None:
        """The key and its tolerance; answers that earn a part become mistakes."""
        item = self.item
        key = max(item.accepted, key=lambda answer: answer.share)
        self.data["answer"] = _answer(key.value, key.tolerance, "absolute")
        others = [one for one in item.accepted if one is not key]
        if any(one.tolerance != key.tolerance or one.value == key.value for one in others):
            self.todo.append(
                "several ranges earned points, each with its own share; here one answer counts, with one "
                f"tolerance, and listed values beside it: {_ranges(item.accepted)}"
            )
        self.lost_points()
        self.mistakes(
            [
                (one.value, one.share, one.feedback)
                for one in others
                if one.share < 1 and one.value != key.value
            ]
        )
        self.todo.append(_PROOF)

    def lost_points(self) -> None:
        """An answer that cost points costs none here."""
        if any(one.share < 0 for one in self.item.accepted):
            self.todo.append("an answer cost points; here it earns none. Is that meant?")

    def mistakes(self, found: Sequence[tuple[str, float, str]]) -> None:
        if found:
            self.data["mistakes"] = [
                {
                    "name": f"answer-{place}",
                    "value": value,
                    **({"credit": round(share, 4)} if share > 0 else {}),
                    "says": _text(said) or "This is not the right value.",
                }
                for place, (value, share, said) in enumerate(found, 1)
            ]

    def words(self) -> None:
        """A person marks words: the accepted ones are the model answer."""
        accepted = [answer.value for answer in self.item.accepted if answer.share >= 1]
        said = "Accepted: " + "; ".join(_text(word) for word in accepted)
        partly = [one for one in self.item.accepted if 0 < one.share < 1]
        if partly:
            said += ". In part: " + "; ".join(f"{_text(one.value)} ({one.share:.0%})" for one in partly)
        self.data["model_answer"] = said
        self.lost_points()
        self.todo.append(f"words are marked by a person here, or ask it as a choice: {_MARKERS}")

    def essay(self) -> None:
        """A person marks it: anchors are written by one."""
        if self.item.notes:
            self.data["model_answer"] = _text(self.item.notes)
        self.todo.append(_MARKERS)

    def calculated(self) -> None:
        """Wild cards become parameters, formulas expressions."""
        names = calculated.names_for([variable.name for variable in self.item.variables])
        key = max(self.item.accepted, key=lambda answer: answer.share)
        try:
            value = calculated.expression(key.value, names)
            self.data["prompt"] = calculated.slots(_text(self.item.prompt), names)
            wrong = [
                (calculated.expression(one.value, names), one.share, one.feedback)
                for one in self.item.accepted
                if one.share < 1
            ]
        except calculated.NoCounterpart as error:
            self.todo.append(f"{error}; write the answer `{key.value}` by hand")
            value, wrong = None, []  # no key at all: a made-up one might be believed
        params = {names[variable.name]: _param(variable) for variable in self.item.variables}
        self.data = {**{k: v for k, v in self.data.items() if k != "prompt"}, "params": params} | {
            "prompt": self.data["prompt"]
        }
        if value is not None:
            self.data["answer"] = _answer(value, key.tolerance, key.scale)
        self.mistakes(wrong)
        self.todo.append(_PROOF)


def _refused(data: dict[str, Any]) -> list[str]:
    """What the bank would refuse in a block: a text that is too long, and the like."""
    try:
        Question.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False, include_context=False)
        return [f"{'.'.join(map(str, one['loc']))}: {one['msg'].lower()}" for one in found]
    return []


def _held(item: Any) -> Any:
    """An item, or a part of one, as plain data without what is as usual."""
    if isinstance(item, tuple):
        return [_held(one) for one in item]
    if not isinstance(item, Item | Chosen | Accepted | Variable):
        return item
    held = {one.name: getattr(item, one.name) for one in fields(item) if one.name != "line"}
    usual = {one.name: one.default for one in fields(item)}
    return {name: _held(value) for name, value in held.items() if value != usual[name]}


def _told(tags: Iterable[str]) -> dict[str, list[str]]:
    """What tags of our own writing say: `skill:…`, `level:…`, `minutes:…`, `serves:…`, `tools:…`."""
    found: dict[str, list[str]] = {}
    for tag in tags:
        name, _, value = tag.partition(":")
        if (name in {"skill", "level", "serves", "tools"} and re.fullmatch(r"[a-z0-9._-]+", value)) or (
            name == "minutes" and re.fullmatch(r"\d{1,2}(\.\d)?", value) and float(value) > 0
        ):
            found.setdefault(name, []).append(value)
    return found


def _ranges(accepted: Sequence[Accepted]) -> str:
    return ", ".join(f"{one.value} ± {one.tolerance or 0:g} for {one.share:.0%}" for one in accepted)


def _answer(value: str, tolerance: float | None, scale: str) -> dict[str, Any]:
    made: dict[str, Any] = {"value": value}
    if tolerance:
        made["tolerance"] = {scale: tolerance}
    return made


def _param(variable: Variable) -> dict[str, Any]:
    low, high = Decimal(repr(variable.low)), Decimal(repr(variable.high))
    if variable.low >= variable.high or (high - low) % (step := Decimal(1).scaleb(-variable.decimals)):
        return {
            "choice": sorted({_whole(value) for value in variable.values or (variable.low, variable.high)})
        }
    if variable.decimals == 0 and low == int(low):
        return {"integer": [int(low), int(high)]}
    return {"decimal": [_whole(variable.low), _whole(variable.high), _whole(float(step))]}


def _whole(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value


def _text(markdown: str) -> str:
    """The Markdown as a bank's template: two braces together would open a slot."""
    return re.sub(r"\}(?=\})", "} ", re.sub(r"\{(?=\{)", "{ ", markdown))


class _Dumper(yaml.SafeDumper):
    """Texts of several lines as blocks, so that a person can read and edit them."""


def _represent(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else "'" if _NUMBER.fullmatch(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent)


def _yaml(data: dict[str, Any]) -> str:
    return yaml.dump([data], Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=140)
