"""One call for pages and commands: from a contract and its files to every defect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from touchstone.core.located_yaml import Located, Where
from touchstone.core.problems import Problem, in_order
from touchstone.core.templates import Template, load_template
from touchstone.handover.agreement import Agreement, agreements
from touchstone.handover.claims import check_claims
from touchstone.handover.contract import Contract, rest_of
from touchstone.handover.defects import Defect, Severity, placed
from touchstone.handover.disagreement import disagreements
from touchstone.handover.handed_in import handed_in
from touchstone.handover.measured import Find, file_defects, request
from touchstone.handover.measuring import Measure
from touchstone.handover.needed import missing
from touchstone.handover.paper import as_data, tidy

FOLDER, FILE = "handover", "contract.md.j2"
UNREAD = "unreadable-field"
CHECKED = "completeness, versions, ranges, limits, dates, and every figure against predictions and labels"


@dataclass(frozen=True)
class Checked:
    """A contract with its defects, what blocks first, and its figures beside the recomputed ones.

    `rows` are those behind the figures; None when nothing could be recomputed.
    """

    contract: Contract
    defects: tuple[Defect, ...]
    figures: tuple[Agreement, ...]
    rows: int | None
    as_of: date

    @property
    def valid(self) -> bool:
        """Whether the model may be evaluated for production: no defect is an error."""
        return all(defect.severity is not Severity.ERROR for defect in self.defects)

    def as_json(self) -> dict[str, Any]:
        """The shape that `touchstone handover validate --json` prints."""
        return {
            "name": self.contract.name,
            "version": self.contract.version,
            "valid": self.valid,
            "rows": self.rows,
            "figures": [figure.as_json() for figure in self.figures],
            "defects": [defect.as_json() for defect in self.defects],
        }


@dataclass(frozen=True)
class Texts:
    """The document in Markdown: as it is printed, without the list of defects (to stand beside one), and as a
    work sample that tells nothing of what was found."""

    whole: str
    brief: str
    sample: str


@dataclass(frozen=True)
class Handovers:
    """What contracts are checked and printed with: what measures the files, and the folder of templates."""

    measure: Measure
    templates: Path

    def check(self, contract: Contract, located: Located | None, *, find: Find, as_of: date) -> Checked:
        """Every defect of a contract. `find` says where the files lie that it names; `as_of` is today."""
        asked, defects = request(contract, find)
        defects += [*missing(contract), *check_claims(contract, as_of)]
        result = self.measure(asked) if asked else _NOTHING
        defects += [*file_defects(contract, asked, result), *disagreements(contract, result)]
        figures = tuple(agreements(contract, result))
        return Checked(contract, tuple(placed(defects, located)), figures, result["rows"], as_of)

    def check_handed_in(
        self, contract: Contract, located: Located | None, *, files: Mapping[str, bytes], as_of: date
    ) -> Checked:
        """The same for files that came from a browser, by the names that they were handed in with."""
        with handed_in(files) as find:
            return self.check(contract, located, find=find, as_of=as_of)

    def check_rest(
        self, located: Located | None, problems: Sequence[Problem], *, find: Find, as_of: date
    ) -> Checked | None:
        """What can be told of a contract of which some fields can't be read, beside these `problems`.

        What hangs on them is not told: whether they are stated, or what they would contradict.
        """
        rest = rest_of(located) if located is not None else None
        if rest is None:
            return None
        checked = self.check(rest.model, located, find=find, as_of=as_of)
        told = [one for one in checked.defects if not any(_touches(one.where, lost) for lost in rest.lost)]
        unread = [
            Defect(UNREAD, Severity.ERROR, one.said, (), one.file, one.line, one.column)
            for one in in_order(problems)
        ]
        return replace(checked, defects=(*unread, *told))

    def check_rest_handed_in(
        self, located: Located | None, problems: Sequence[Problem], *, files: Mapping[str, bytes], as_of: date
    ) -> Checked | None:
        """The same for files that came from a browser."""
        with handed_in(files) as find:
            return self.check_rest(located, problems, find=find, as_of=as_of)

    def markdown(self, checked: Checked, *, as_sample: bool = False) -> str | list[Problem]:
        """The contract as a document that two people sign, with what the check found.

        `as_sample` leaves the findings out: a work sample for somebody who is to find them.
        """
        return self._printed(checked, checked.defects, as_sample=as_sample)

    def texts(self, checked: Checked) -> Texts | list[Problem]:
        """The document in each of its forms, or what is wrong with its template."""
        found = (
            self.markdown(checked),
            self._printed(checked, ()),
            self.markdown(checked, as_sample=True),
        )
        wrong = next((one for one in found if isinstance(one, list)), None)
        return wrong if wrong is not None else Texts(*(str(one) for one in found))

    def _printed(
        self, checked: Checked, defects: Sequence[Defect], *, as_sample: bool = False
    ) -> str | list[Problem]:
        template = self.template()
        if isinstance(template, list):
            return template
        data = as_data(checked.contract, checked.figures, defects, checked.as_of, as_sample=as_sample)
        found = template.render({**data, "valid": checked.valid or as_sample})
        return [found] if isinstance(found, Problem) else tidy(found)

    def template(self) -> Template | list[Problem]:
        """The template of the document, or what is wrong with it."""
        return load_template(self.templates / FOLDER / FILE)


def _touches(where: Where, lost: Where) -> bool:
    """Whether one of the two places lies in the other; a defect of the whole touches nothing."""
    length = min(len(where), len(lost))
    return length > 0 and where[:length] == lost[:length]


_NOTHING: dict[str, Any] = {"problems": [], "hashes": {}, "slices": {}, "metrics": {}, "rows": None}


def counted(defects: Sequence[Defect]) -> tuple[int, int]:
    """How many defects are errors and how many are warnings."""
    errors = sum(defect.severity is Severity.ERROR for defect in defects)
    return errors, sum(defect.severity is Severity.WARN for defect in defects)
