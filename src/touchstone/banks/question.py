"""The bank format: one question as it stands in a bank file."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints, model_validator

from touchstone.banks.answers import Answer, Mistake, Option, Simulate, Tolerance
from touchstone.banks.exchange.items import Item
from touchstone.banks.expressions import Expression
from touchstone.banks.figure import Figure
from touchstone.banks.params import Param, ParamName
from touchstone.banks.query import Query
from touchstone.core.hashes import content_hash
from touchstone.core.ids import DottedId, KebabId, SnakeId
from touchstone.core.validate import Content

Level: TypeAlias = Literal["junior", "mid", "senior"]
Tools: TypeAlias = Literal["closed", "open", "assistant"]
Kind: TypeAlias = Literal["maths", "choice", "sql", "spoken"]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=6_000)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=600)]

# An expert's guess of the share that fails, until answers are in: the middle of each level's third.
DIFFICULTY: dict[Level, float] = {"junior": 0.3, "mid": 0.5, "senior": 0.7}
SINGLE = "answer"  # the id of the only part of a question without `parts`


class Proof(Content):
    """The second route to the key, where it can only come close (a numeric method): value and closeness."""

    value: Expression
    tolerance: Tolerance


class Task(Content):
    """What a part asks and how it is marked: `answer` for mathematics, `options`, or `query` for SQL."""

    prompt: Prose = ""
    answer: Answer | None = None
    proof: Expression | Proof | None = Field(
        default=None, description="A second, independent route to the key."
    )
    simulate: Simulate | None = Field(
        default=None, description="A random experiment that must agree with the key."
    )
    mistakes: tuple[Mistake, ...] = ()
    options: tuple[Option, ...] = ()
    query: Query | None = Field(default=None, description="The key as a query, with the tables it runs on.")
    choose: Literal["one", "all"] | None = Field(
        default=None,
        description="`one` right option (when left out), or `all` that are right.",
    )
    keep_order: bool = Field(default=False, description="Show the options in the order written.")
    hints: tuple[Line, ...] = Field(default=(), max_length=4)
    solution: Prose = ""

    @model_validator(mode="after")
    def _one_way_to_mark(self) -> Task:
        if (self.answer is not None) + bool(self.options) + (self.query is not None) > 1:
            raise ValueError("a question has either `answer`, `options` or `query`, not two of them")
        if self.proof is not None and self.simulate is not None:
            raise ValueError("a question has either `proof` or `simulate`, not both")
        if self.query is not None and (self.simulate is not None or isinstance(self.proof, Proof)):
            raise ValueError("a query is proved by another query: `proof: SELECT …`")
        proved = self.proof is not None or self.simulate is not None or bool(self.mistakes)
        if self.answer is None and self.query is None and proved:
            raise ValueError("`proof`, `simulate` and `mistakes` belong to an `answer`, which is missing")
        return self

    @property
    def chooses(self) -> Literal["one", "all"]:
        """Whether one option is to be chosen or all that are right."""
        return self.choose or "one"


class Part(Task):
    """One part of a question with several. Its id is a name for its right value in later expressions."""

    id: SnakeId
    prompt: Prose
    points: float = Field(default=1.0, gt=0, le=10, description="Its weight beside the other parts.")
    follow: tuple[SnakeId, ...] = Field(
        default=(), description="Earlier parts whose value, as the candidate gave it, this part is marked on."
    )


class FollowUp(Content):
    """A question on the candidate's own numbers, asked after the answer: what to ask, what to listen for."""

    ask: Line
    listen_for: Line


ORIGIN = (
    "The sample answers that come with Touchstone are made up, and their scores are their authors', by the "
    "anchors: no panel has agreed on them. Let your own panel agree on them, or on others."
)


class Calibration(Content):
    __doc__ = f"""A sample answer with its score by the anchors, to train markers. {ORIGIN}"""

    answer: Prose
    score: int = Field(ge=1, le=4)
    because: Line


class Source(Content):
    """Where a claimed fact comes from, and when somebody last looked."""

    title: Line
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=400)] | None = None
    checked: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Question(Task):
    """One question of a bank, for one kind of marking: mathematics, choice or spoken (marked by a person)."""

    id: KebabId
    title: Annotated[str, StringConstraints(min_length=3, max_length=90)]
    skill: DottedId = Field(description="`area.subtopic.skill`, as in _taxonomy.yaml.")
    level: Level
    minutes: float = Field(gt=0, le=60)
    serves: tuple[KebabId, ...] = Field(min_length=1, description="Duties in the role profiles that need it.")
    tools: Tools = Field(default="closed", description="What a candidate may use.")
    params: dict[ParamName, Param] = Field(default_factory=dict)
    symbols: tuple[ParamName, ...] = Field(
        default=(), description="Unknowns that the prompt and the answer use, such as x."
    )
    let: dict[ParamName, Expression] = Field(default_factory=dict, description="Names for derived values.")
    where: tuple[Expression, ...] = Field(default=(), description="What must hold for the drawn numbers.")
    prompt: Prose
    figure: Figure | None = None
    parts: tuple[Part, ...] = Field(default=(), max_length=6)
    anchors: dict[Literal["1", "2", "3", "4"], Prose] | None = Field(
        default=None, description="What an observer sees at 1, 2, 3 and 4."
    )
    probes: tuple[Line, ...] = Field(default=(), max_length=3)
    red_flags: tuple[Line, ...] = ()
    model_answer: Prose = ""
    calibration: tuple[Calibration, ...] = ()
    follow_ups: tuple[FollowUp, ...] = Field(default=(), max_length=4)
    difficulty: float | None = Field(
        default=None, ge=0, le=1, description="Expert guess; from the level when left out."
    )
    enemies: tuple[KebabId, ...] = Field(
        default=(), description="Questions that never stand in the same form."
    )
    sample: bool = Field(
        default=False, description="Shown to candidates beforehand; stands in no interview form."
    )
    source: Source | None = None
    accept: dict[KebabId, Line] = Field(
        default_factory=dict, description="Linter rules that don't apply here, each with why."
    )
    imported: Item | None = Field(
        default=None, description="As another system had it, until the question is finished here."
    )

    @model_validator(mode="after")
    def _one_kind(self) -> Question:
        if self.imported is not None:  # unfinished, and so never asked: what is missing is told by `checks`
            return self
        marked = bool(self.answer or self.options or self.query)
        if marked + bool(self.parts) + (self.anchors is not None) != 1:
            raise ValueError(
                "a question has exactly one of `answer`, `options`, `query`, `parts` or `anchors`"
            )
        if self.anchors is not None and set(self.anchors) != {"1", "2", "3", "4"}:
            raise ValueError("`anchors` describes what an observer sees at each of 1, 2, 3 and 4")
        if self.anchors is None and (self.probes or self.red_flags or self.model_answer or self.calibration):
            raise ValueError("`probes`, `red_flags`, `model_answer` and `calibration` belong to `anchors`")
        return self

    @property
    def area(self) -> str:
        """The first step of the skill, such as `statistics`."""
        return self.skill.split(".")[0]

    @property
    def subtopic(self) -> str:
        """The first two steps of the skill, such as `statistics.descriptive`."""
        return ".".join(self.skill.split(".")[:2])

    @property
    def kind(self) -> Kind:
        """How it is marked: `maths`, `choice` and `sql` by the grader, `spoken` by a person."""
        if self.anchors is not None:
            return "spoken"
        if any(task.query for _, task in self.tasks):
            return "sql"
        return "maths" if any(task.answer for _, task in self.tasks) else "choice"

    @property
    def expected_difficulty(self) -> float:
        """The expected share of wrong answers, 0 to 1."""
        return DIFFICULTY[self.level] if self.difficulty is None else self.difficulty

    @property
    def tasks(self) -> list[tuple[str, Task]]:
        """Its parts by id; one called `answer` when it has no `parts`; none when a person marks it."""
        if self.parts:
            return [(part.id, part) for part in self.parts]
        return [] if self.anchors is not None else [(SINGLE, self)]

    @cached_property
    def hash(self) -> str:
        """SHA-256 of what the file says, in any layout. Fields at their default don't count, so a format
        that grows a field leaves every older hash as it was."""
        return content_hash(self.model_dump(mode="json", exclude_defaults=True))
