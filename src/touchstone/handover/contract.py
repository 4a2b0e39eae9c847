"""What a hand-over contract says: the contract file, in YAML.

Only its name must be there: `needed` names what else is missing, all at once and with its reason. Figures are
bounded here where no model could ever have others; whether they agree with each other and with the data is
for `claims` and `agreement`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from touchstone.core.located_yaml import Located, load_file, load_text
from touchstone.core.printable import printable
from touchstone.core.problems import Problem
from touchstone.core.salvage import Salvaged, salvage
from touchstone.core.validate import Content, validate
from touchstone.handover.names import Task

MAX_LINE = 600  # characters: three long sentences
MAX_LINES = 60  # steps, limits, inputs: a longer list belongs in a file of its own


def _as_list(value: Any) -> Any:
    """One line may stand without its list."""
    return [value] if isinstance(value, str) else value


def _as_text(value: Any) -> Any:
    """A class such as 1 or true: YAML makes a number or a truth of it, the contract means its text."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, (int, float)) else value


def _quoted(value: Any) -> Any:
    """YAML reads 3.10 as the number 3.1, so a version that looks like a number has to stand in quotes."""
    if isinstance(value, float):
        raise ValueError("put the version in quotes: without them 3.10 is read as 3.1")
    return str(value) if isinstance(value, int) else value


TypedLine = Annotated[str, StringConstraints(min_length=1, max_length=MAX_LINE), AfterValidator(printable)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(printable)]
Token = Annotated[Name, BeforeValidator(_as_text)]
Version = Annotated[Name, BeforeValidator(_quoted)]
Lines = Annotated[tuple[TypedLine, ...], BeforeValidator(_as_list), Field(max_length=MAX_LINES)]
Ms = Annotated[float, Field(gt=0, le=10**7, allow_inf_nan=False)]
Mb = Annotated[float, Field(gt=0, le=10**8, allow_inf_nan=False)]
Figure = Annotated[float, Field(ge=-(10**15), le=10**15, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=1, le=10**13)]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-fA-F]{64}$")]
Precision = Literal["float64", "float32", "float16", "bfloat16", "int8", "int4"]


class Person(Content):
    """Somebody who can be asked. A team is not a person: `needed` asks for a name."""

    name: Name | None = None
    role: Name | None = None
    contact: TypedLine | None = None


class Framework(Content):
    """What the model was made with, in exact versions."""

    name: Name | None = None
    version: Version | None = None
    python: Version | None = None


class Artefact(Content):
    """The file that is handed over."""

    file: TypedLine | None = None
    format: Name | None = None
    sha256: Hash | None = None
    megabytes: Mb | None = None


class Claim(Content):
    """A stated figure and the bound that was agreed for it."""

    name: Name
    value: Figure | None = None
    at_least: Figure | None = None
    at_most: Figure | None = None


class Slice(Claim):
    """A stated figure of the rows where `column` says `equals`."""

    column: Name
    equals: Token
    rows: Count | None = None


class DataFile(Content):
    """A CSV or Parquet file beside the contract, and the columns that count.

    `score` is the probability of the positive class. `columns` of slices are found in either file.
    """

    file: TypedLine
    id: Name | None = None
    column: Name | None = None
    score: Name | None = None
    sha256: Hash | None = None


class Evaluation(Content):
    """The data that the figures come from, and what they were measured on."""

    split: Literal["test", "validation"] | None = None
    collected_from: date | None = None
    collected_until: date | None = None
    rows: Count | None = None
    positive: Token | None = None
    threshold: Annotated[float, Field(ge=0, le=1)] | None = None
    predictions: DataFile | None = None
    labels: DataFile | None = None
    how_labelled: TypedLine | None = None


class Training(Content):
    """What the model learned from."""

    data: TypedLine | None = None
    rows: Count | None = None
    collected_from: date | None = None
    collected_until: date | None = None


class Latency(Content):
    """Percentiles of the time of one call, in milliseconds, and where they were measured."""

    p50_ms: Ms | None = None
    p95_ms: Ms | None = None
    p99_ms: Ms | None = None
    limit_ms: Ms | None = None
    limit_at: Literal["p50", "p95", "p99"] = "p95"
    batch_size: Annotated[int, Field(ge=1, le=10**6)] | None = None
    requests: Count | None = None
    hardware: TypedLine | None = None
    measurements: DataFile | None = None


class Memory(Content):
    """Megabytes (10^6 bytes) at the peak of serving, and what the machine allows."""

    peak_mb: Mb | None = None
    limit_mb: Mb | None = None


class Input(Content):
    """One field that the model takes."""

    name: Name
    type: Name | None = None
    unit: Name | None = None
    minimum: Figure | None = None
    maximum: Figure | None = None
    missing: TypedLine | None = None


class Watched(Content):
    """A figure that is watched in production, and when somebody is called."""

    name: Name
    alert_when: TypedLine | None = None
    every: Name | None = None


class Monitoring(Content):
    """Who watches what, and how changes of the data are noticed."""

    responsible: Name | None = None
    watched: Annotated[tuple[Watched, ...], Field(max_length=MAX_LINES)] = ()
    drift: TypedLine | None = None


class Rollback(Content):
    """The way back when the model fails."""

    to_version: Version | None = None
    when: TypedLine | None = None
    steps: Lines = ()
    minutes: Annotated[float, Field(gt=0, le=10**5)] | None = None


class Support(Content):
    """How the data scientist goes on helping after deployment."""

    who: Name | None = None
    until: date | None = None
    retraining: TypedLine | None = None


class Contract(Content):
    """A hand-over contract. None is “not said yet”, never zero."""

    name: Name
    version: Version | None = None
    task: Task | None = None
    purpose: TypedLine | None = None
    agreed: date | None = None
    owner: Person | None = None
    receiver: Person | None = None
    framework: Framework | None = None
    dependencies: Annotated[dict[Name, Version], Field(max_length=400)] = Field(default_factory=dict)
    artefact: Artefact | None = None
    parameters: Count | None = None
    precision: Precision | None = None
    evaluation: Evaluation | None = None
    metrics: Annotated[tuple[Claim, ...], Field(max_length=40)] = ()
    slices: Annotated[tuple[Slice, ...], Field(max_length=200)] = ()
    training: Training | None = None
    latency: Latency | None = None
    memory: Memory | None = None
    inputs: Annotated[tuple[Input, ...], Field(max_length=2000)] = ()
    preprocessing: Lines = ()
    limits: Lines = ()
    monitoring: Monitoring | None = None
    rollback: Rollback | None = None
    support: Support | None = None


Loaded = tuple[Contract | None, Located | None, list[Problem]]


def load_contract(path: Path) -> Loaded:
    """The contract in a file with the places of its values, or None with every problem at its line."""
    return _checked(load_file(path))


def read_contract(text: str, *, name: str = "<text>") -> Loaded:
    """The contract in YAML text; the twin of `load_contract`."""
    return _checked(load_text(text, name=name))


def from_fields(fields: Mapping[str, Any]) -> tuple[Contract | None, list[str]]:
    """The contract in what a person filled in, or None with a sentence for each field that can't be taken."""
    contract, problems = validate(Located("the fields", said(fields)), Contract)
    return contract, [problem.message for problem in problems]


def said(value: Any) -> Any:
    """The value without what was left empty, at every depth: None, no text, no lines, nothing inside."""
    if isinstance(value, Mapping):
        inner = {name: said(item) for name, item in value.items()}
        return {name: item for name, item in inner.items() if item not in (None, "", [], (), {})}
    if isinstance(value, (list, tuple)):
        return [item for item in map(said, value) if item not in (None, "", [], {})]
    return value


def as_yaml(contract: Contract) -> str:
    """The contract as a file that `load_contract` reads; what was not said is left out."""
    held = contract.model_dump(mode="json", exclude_defaults=True)
    text: str = yaml.safe_dump(held, allow_unicode=True, sort_keys=False, width=100)
    return text


def rest_of(located: Located) -> Salvaged[Contract] | None:
    """What is left of a contract with mistakes, to look for more of them; None when nothing is, or when most
    of its fields are those of something else."""
    if not isinstance(located.data, dict):
        return None
    if 2 * len(located.data.keys() - Contract.model_fields.keys()) > len(located.data):
        return None
    return salvage(located, Contract, (), {("name",): "The model"})


def _checked(located: Located | Problem) -> Loaded:
    if isinstance(located, Problem):
        return None, None, [located]
    if not isinstance(located.data, dict):
        hint = "known: " + ", ".join(Contract.model_fields)
        message = "a hand-over contract begins with fields such as 'name: …'"
        return None, located, [located.problem((), message, hint)]
    contract, problems = validate(located, Contract)
    return contract, located, problems
