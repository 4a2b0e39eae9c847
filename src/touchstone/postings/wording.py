"""A language's rules for postings: words, demands, limits, the parts that a posting must hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from touchstone.core.ids import KebabId
from touchstone.core.located_yaml import Located, load_file
from touchstone.core.problems import Problem, did_you_mean
from touchstone.core.validate import Content, validate
from touchstone.postings.findings import Severity
from touchstone.postings.history_asked import is_asked
from touchstone.postings.law_words import LawWords, SexedTitles, about_other
from touchstone.postings.left_open import LeftOpen
from touchstone.postings.other_place import PlaceWords
from touchstone.postings.parts import Parts, PartsRead, PartWords
from touchstone.postings.phrases import Phrase, Phrases, masked, phrases, whole_text
from touchstone.postings.readings import Readings
from touchstone.postings.statement_words import StatementWords, UnsaidWords
from touchstone.postings.statements import read_statements
from touchstone.postings.tongues import TongueWords
from touchstone.postings.word_rules import AllWords, Hit, Worded, WordRule, unknown_groups, unknown_names
from touchstone.roles.profile import Level, Sentence, Text


class DegreeRule(Content):
    """Words that demand a degree, unless others beside them open another way.

    `write` is offered only for the phrases of `write_for`: in place of the others it would make no sentence.
    """

    severity: Severity
    find: tuple[Phrase, ...]
    unless: tuple[Phrase, ...]
    write: Text
    write_for: tuple[Phrase, ...] = ()
    why: Sentence
    source: Text


class Release(Content):
    """Technologies, the year in which they were first public, and who says so."""

    names: Annotated[tuple[Text, ...], Field(min_length=1)]
    year: Annotated[int, Field(ge=1950, le=2100)]
    source: Text


class YearsRule(Content):
    """How many counts of years may stand in a posting, how long they may be, how old technologies are.

    `many` years are too many of anything (`lead_many` of a role whose title holds a word of `lead`),
    `junior_many` of one whose title holds a word of `junior` or whose text one of `junior_role`. `unless`:
    words with which a count is no demand.
    """

    severity: Severity
    most_counts: int
    many: int = 10
    lead_many: int = 10
    lead: tuple[Phrase, ...] = ()
    junior_many: int = 5
    junior: tuple[Phrase, ...] = ()
    junior_role: tuple[Phrase, ...] = ()
    unless: tuple[Phrase, ...] = ()
    why: Sentence
    source: Text
    released: tuple[Release, ...]


class Limits(Content):
    """Lengths and numbers from which a posting is looked at."""

    must_warn: int
    must_error: int
    nice_warn: int
    tools_warn: int
    words_low: int
    words_high: int
    grade_warn: float
    grade_strong: float
    ease_low: float
    sentence_words: int
    why_must: Text
    why_words: Text
    why_grade: Text
    source: Text


class WorkMode(Content):
    """How one way of working is said: from home, on some days, on site."""

    id: Literal["remote", "hybrid", "site"]
    find: Annotated[tuple[Phrase, ...], Field(min_length=1)]

    @cached_property
    def words(self) -> Phrases:
        """Finds any of the words."""
        return phrases(self.find)


GroupName = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,20}$")]


class Language(Content):
    """Everything that a language file holds."""

    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    checked: date
    groups: dict[GroupName, Annotated[tuple[Phrase, ...], Field(min_length=1)]] = Field(default_factory=dict)
    wording: tuple[WordRule, ...]
    degree: DegreeRule
    years: YearsRule
    limits: Limits
    terms_of_the_field: tuple[Text, ...] = ()
    salary_history: LawWords
    sexed_titles: SexedTitles
    parts: tuple[PartWords, ...]
    heading_words: tuple[Text, ...] = ()
    statements: tuple[StatementWords, ...] = ()
    unsaid: tuple[UnsaidWords, ...] = ()
    work_modes: tuple[WorkMode, ...] = ()
    place_of_work: PlaceWords | None = None
    tongues: TongueWords | None = None
    left_open: LeftOpen | None = None
    skills: dict[KebabId, Annotated[tuple[Phrase, ...], Field(min_length=1)]] = Field(default_factory=dict)
    levels: dict[Level, Annotated[tuple[Phrase, ...], Field(min_length=1)]] = Field(default_factory=dict)
    name: Text | None = None

    @cached_property
    def _words(self) -> AllWords:
        return AllWords(self.wording, self.groups)

    @cached_property
    def _parts(self) -> Parts:
        return Parts(self.parts, self.heading_words, self.groups)

    def parts_of(self, text: str) -> PartsRead:
        """Which parts of a posting a text holds, by the ids of `parts`."""
        return self._parts.read(text)

    def hits(self, text: str) -> list[tuple[WordRule, list[Hit]]]:
        """What each rule of `wording` finds in a text; spans count its characters."""
        return self._words.hits(masked(text))

    def worded(self, text: str) -> Worded:
        """Where the words of each kind of `wording` stand in a text; kinds that don't are left out."""
        return {rule.id: tuple(hit.span for hit in hits) for rule, hits in self.hits(text) if hits}

    def states(self, text: str, today: date) -> Readings:
        """What a text states of what laws ask for, by the ids of `statements`."""
        return read_statements(text, self.statements, self.heading_words, today, self.unsaid)

    def asks_history(self, text: str) -> tuple[int, int] | None:
        """Where a text first asks for former pay; not where it says that it doesn't."""
        spans = self.salary_history.words.spans(whole_text(text))
        asked = (one for one in spans if is_asked(text, one))
        return next((one for one in asked if not about_other(self.salary_history, text, one)), None)

    def names_sex(self, text: str) -> tuple[int, int] | None:
        """Where a title in a text first names a sex."""
        titles = self.sexed_titles
        spans = (one for one in titles.words.spans(whole_text(text)) if titles.is_title(text, one))
        return next((one for one in spans if not about_other(titles, text, one)), None)


@dataclass(frozen=True)
class LoadedLanguage:
    """A language's rules, or None with what is wrong with its file."""

    language: Language | None
    problems: tuple[Problem, ...] = ()


def load_language(folder: Path, name: str = "en") -> LoadedLanguage:
    """The rules of one language, from `folder/name.yaml`."""
    located = load_file(folder / f"{name}.yaml")
    if isinstance(located, Problem):
        return LoadedLanguage(None, (located,))
    language, problems = validate(located, Language)
    if language is not None:
        problems = [*_repeated(located, language), *_unknown(located, language)]
    return LoadedLanguage(None if problems else language, tuple(problems))


def languages(folder: Path) -> list[str]:
    """The languages that there are rules for, English first: postings are written in it."""
    names = (path.stem for path in folder.glob("*.yaml"))
    return sorted(names, key=lambda name: (name != "en", name))


def _repeated(located: Located, language: Language) -> Iterator[Problem]:
    """A word that stands twice in one rule would be found once only: say so at the second."""
    for r, rule in enumerate(language.wording):
        seen: set[str] = set()
        for t, term in enumerate(rule.terms):
            for f, phrase in enumerate(term.find):
                if phrase.casefold() in seen:
                    where = ("wording", r, "terms", t, "find", f)
                    yield located.problem(where, f"{phrase!r} stands twice in {rule.id!r}")
                seen.add(phrase.casefold())


def _unknown(located: Located, language: Language) -> Iterator[Problem]:
    """A phrase that names a group which the file does not have would be found nowhere."""
    for r, rule in enumerate(language.wording):
        for where, name in unknown_names(rule, language.groups):
            yield _no_group(located, ("wording", r, *where), name, language)
    for field in ("find", "unless"):
        for n, phrase in enumerate(getattr(language.degree, field)):
            for name in unknown_groups(phrase, language.groups):
                yield _no_group(located, ("degree", field, n), name, language)
    for p, part in enumerate(language.parts):
        for field in ("headings", "find", "allow", "unless", "listed"):
            for n, phrase in enumerate(getattr(part, field)):
                for name in unknown_groups(phrase, language.groups):
                    yield _no_group(located, ("parts", p, field, n), name, language)


def _no_group(located: Located, where: tuple[str | int, ...], name: str, language: Language) -> Problem:
    said, near = f"no group {name!r} in `groups`", did_you_mean(name, language.groups)
    return located.problem(where, said, near)
