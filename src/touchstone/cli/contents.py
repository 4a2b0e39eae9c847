"""Every kind of content: how to know it, how to check it, its schema. A new kind adds one entry to KINDS."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from touchstone.core.clock import SystemClock
from touchstone.core.content import ContentRoot
from touchstone.core.located_yaml import load_file
from touchstone.core.problems import Problem, in_order, shown_path

Check = Callable[[Sequence[Path], ContentRoot], list[Problem]]
Schema = Callable[[], dict[str, Any]]


@dataclass(frozen=True)
class Kind:
    """One kind of content.

    `folder` is its folder under the content root and `endings` those of its files. `check` gives the problems
    of the named files. `typical` are fields by which a file of it is known elsewhere. `schema` makes the JSON
    Schema `docs/schemas/{name}.json`.
    """

    name: str
    folder: str
    endings: tuple[str, ...]
    check: Check
    typical: frozenset[str] = frozenset()
    schema: Schema | None = None

    def named(self, count: int) -> str:
        """So many of its files, as a reader calls them: `1 law`, `6 files of roles`."""
        what = CALLED.get(self.name, self.name.replace("_", " "))
        one, _, rest = what.partition(" of ")
        many = what if count == 1 else f"{one}s" + (f" of {rest}" if rest else "")
        return f"{count:,} {many}"

    def files(self, folder: Path) -> list[Path]:
        """Its files in a folder and the folders below; also what only bears such a name, to be told of it."""
        return [path for path in _below(folder) if path.suffix in self.endings]


def _below(folder: Path) -> list[Path]:
    """All that lies below a folder, but for what an import is about to move."""
    from touchstone.salaries.renewal import among_them

    return sorted(path for path in folder.rglob("*") if not among_them(path.relative_to(folder)))


def _banks(paths: Sequence[Path], root: ContentRoot) -> list[Problem]:
    from touchstone.cli.bank_check import check_banks

    return check_banks(paths, root)


def _bank_schema() -> dict[str, Any]:
    from touchstone.banks.schema import bank_schema

    return bank_schema()


def _taxonomy_schema() -> dict[str, Any]:
    from touchstone.banks.schema import taxonomy_schema

    return taxonomy_schema()


def _roles(paths: Sequence[Path], root: ContentRoot) -> list[Problem]:
    from touchstone.roles.catalogue import load_catalogue, read_profile
    from touchstone.roles.raci import load_raci

    topics = _topics(root)
    problems: list[Problem] = []
    for path in paths:
        if path.name.startswith("_"):
            roles = load_catalogue(path.parent, topics=topics).names
            problems.extend(load_raci(path.parent, roles=roles).problems)
        else:
            anywhere = path.resolve().parent != root.roles.resolve()
            problems.extend(read_profile(load_file(path), topics=topics, anywhere=anywhere)[1])
    return problems


def _topics(root: ContentRoot) -> Collection[str] | None:
    from touchstone.banks.taxonomy import FILE, load_taxonomy

    return load_taxonomy(root.banks / FILE).names if (root.banks / FILE).is_file() else None


def left_out(root: ContentRoot) -> list[str]:
    """A sentence for each kind of reference that was not checked, since files that it means are broken."""
    from touchstone.banks.taxonomy import FILE, load_taxonomy
    from touchstone.roles.catalogue import load_catalogue

    said = []
    if root.roles.is_dir() and (broken := load_catalogue(root.roles).problems):
        files = ", ".join(sorted({problem.file for problem in broken}))
        said.append(f"Names of roles and duties were not checked: mend {files} first.")
    if (root.banks / FILE).is_file() and load_taxonomy(root.banks / FILE).problems:
        said.append(
            f"Names of skills and topics were not checked: mend {shown_path(root.banks / FILE)} first."
        )
    if root.salaries.is_dir():
        from touchstone.salaries.table import load_tables

        said.extend(load_tables(root.salaries).unchecked)
    return said


def _profile_schema() -> dict[str, Any]:
    from touchstone.roles.profile import Profile

    return Profile.model_json_schema()


def _raci_schema() -> dict[str, Any]:
    from touchstone.roles.raci import Raci

    return Raci.model_json_schema()


def _templates(paths: Sequence[Path], root: ContentRoot) -> list[Problem]:
    from touchstone.bootstrap import template_problems

    return [problem for path in paths for problem in template_problems(path)]


def _loops(paths: Sequence[Path], root: ContentRoot) -> list[Problem]:
    from touchstone.banks.bank import load_banks
    from touchstone.interviews.loop import load_loop
    from touchstone.roles.catalogue import load_catalogue

    topics = _topics(root)
    roles = load_catalogue(root.roles).names if root.roles.is_dir() else None
    bank = load_banks(root.banks) if root.banks.is_dir() else None
    ids = bank.questions if bank is not None and not bank.problems else None
    return [
        problem for path in paths for problem in load_loop(path, roles=roles, topics=topics, questions=ids)[1]
    ]


def _loop_schema() -> dict[str, Any]:
    from touchstone.interviews.loop import Loop

    return Loop.model_json_schema()


def _salaries(paths: Sequence[Path], root: ContentRoot) -> list[Problem]:
    from touchstone.salaries.table import load_tables

    today = SystemClock().now().date()
    return _of(paths, lambda folder: load_tables(folder, today=today, settle=False).problems)


def _laws(paths: Sequence[Path], root: ContentRoot) -> list[Problem]:
    from touchstone.postings.law_cases import law_problems
    from touchstone.postings.statutes import load_laws
    from touchstone.postings.wording import load_language
    from touchstone.salaries.table import load_tables

    tables = load_tables(root.salaries)
    if any(said.startswith("Names of places") for said in tables.unchecked):
        return _of(paths, lambda folder: load_laws(folder).problems)
    spoken = load_language(root.language).language
    kinds = {rule.id for rule in spoken.wording} if spoken else None

    def problems(folder: Path) -> list[Problem]:
        return law_problems(folder, tables.regions, excused=tables.broken_places, kinds=kinds)

    return _of(paths, problems)


def _law_schema() -> dict[str, Any]:
    from touchstone.postings.statutes import Law

    return Law.model_json_schema()


def _employers(paths: Sequence[Path], root: ContentRoot) -> list[Problem]:
    from touchstone.postings.employer import load_employer

    return [problem for path in paths for problem in load_employer(path)[1]]


def _employer_schema() -> dict[str, Any]:
    from touchstone.postings.employer import Employer

    return Employer.model_json_schema()


def _saved_postings(paths: Sequence[Path], root: ContentRoot) -> list[Problem]:
    from touchstone.postings.saved import load_saved

    return [problem for path in paths for problem in load_saved(path)[1]]


def _saved_schema() -> dict[str, Any]:
    from touchstone.postings.saved import SavedPosting

    return SavedPosting.model_json_schema()


def _contracts(paths: Sequence[Path], root: ContentRoot) -> list[Problem]:
    from touchstone.handover.contract import load_contract

    return [problem for path in paths for problem in load_contract(path)[2]]


def _contract_schema() -> dict[str, Any]:
    from touchstone.handover.contract import Contract

    return Contract.model_json_schema()


def _language(paths: Sequence[Path], root: ContentRoot) -> list[Problem]:
    from touchstone.postings.wording import load_language

    return [problem for path in paths for problem in load_language(path.parent, path.stem).problems]


def _language_schema() -> dict[str, Any]:
    from touchstone.postings.wording import Language

    return Language.model_json_schema()


def _sources_schema() -> dict[str, Any]:
    from pydantic import TypeAdapter

    from touchstone.salaries.sources import Source

    return TypeAdapter(list[Source]).json_schema()


def _series_schema() -> dict[str, Any]:
    from pydantic import TypeAdapter

    from touchstone.salaries.sources import Series

    return TypeAdapter(list[Series]).json_schema()


def _recipe_schema() -> dict[str, Any]:
    from pydantic import TypeAdapter

    from touchstone.salaries.sources import Step

    return TypeAdapter(list[Step]).json_schema()


def _occupations_schema() -> dict[str, Any]:
    from pydantic import TypeAdapter

    from touchstone.salaries.sources import RoleMapping

    return TypeAdapter(list[RoleMapping]).json_schema()


def _of(paths: Sequence[Path], load: Callable[[Path], Iterable[Problem]]) -> list[Problem]:
    """The problems of the named files, where a kind is loaded a folder at a time."""
    named = {shown_path(path) for path in paths}
    folders = sorted({path.parent for path in paths})
    return [problem for folder in folders for problem in load(folder) if problem.file in named]


ROLE_FIELDS = frozenset({"duties", "levels", "reporting", "lifecycle", "success", "must", "nice"})
LAW_FIELDS = frozenset({"duties", "statute", "places", "confidence", "last_checked"})
EMPLOYER_FIELDS = frozenset({"name", "goals", "mission", "employees", "benefits"})
POSTING_FIELDS = frozenset({"posting", "role", "level", "profile", "lines", "employer"})
CONTRACT_FIELDS = frozenset({"evaluation", "metrics", "artefact", "rollback", "framework", "receiver"})
LANGUAGE_FIELDS = frozenset({"wording", "parts"})
PAY_LISTS = frozenset(
    {"recipe.yaml", "role_occupations.yaml", "series.yaml", "sources.yaml"}
)  # beside tables
ALIKE = 2  # typical fields that a file must hold to be taken for a kind: one may be chance

CALLED = {
    "role": "file of roles",
    "language": "file of words",
    "employer": "employer file",
    "question_bank": "file of questions",
    "handover_contract": "hand-over contract",
}

KINDS: tuple[Kind, ...] = (
    Kind(
        "question_bank",
        "question_banks",
        (".yaml",),
        _banks,
        frozenset({"prompt", "skill", "serves", "answer", "options", "anchors", "params", "subtopics"}),
        _bank_schema,
    ),
    Kind("taxonomy", "question_banks", (), _banks, frozenset(), _taxonomy_schema),
    Kind("role", "roles", (".yaml",), _roles, ROLE_FIELDS, _profile_schema),
    Kind("raci", "roles", (), _roles, frozenset(), _raci_schema),
    Kind("template", "templates", (".j2",), _templates),
    Kind(
        "interview_loop",
        "templates",
        (".yaml",),
        _loops,
        frozenset({"stages", "competencies"}),
        _loop_schema,
    ),
    Kind("salary_table", "salary_data", (".csv", ".yaml"), _salaries),
    Kind("pay_source", "salary_data", (), _salaries, schema=_sources_schema),
    Kind("pay_series", "salary_data", (), _salaries, schema=_series_schema),
    Kind("pay_recipe", "salary_data", (), _salaries, schema=_recipe_schema),
    Kind("role_occupations", "salary_data", (), _salaries, schema=_occupations_schema),
    Kind("law", "laws", (".yaml",), _laws, LAW_FIELDS, _law_schema),
    Kind("language", "language", (".yaml",), _language, LANGUAGE_FIELDS, _language_schema),
    Kind("employer", "employers", (), _employers, EMPLOYER_FIELDS, _employer_schema),
    Kind("posting", "postings_saved", (), _saved_postings, POSTING_FIELDS, _saved_schema),
    Kind("handover_contract", "handovers", (), _contracts, CONTRACT_FIELDS, _contract_schema),
)


_ENDINGS = {
    folder: tuple(sorted({ending for kind in KINDS if kind.folder == folder for ending in kind.endings}))
    for folder in {kind.folder for kind in KINDS}
}
WHERE = (
    f"content lies in {', '.join(f'{folder}/' for folder, endings in sorted(_ENDINGS.items()) if endings)}"
)
FLAT = frozenset({"roles", "laws", "language", "salary_data"})  # read without the folders below them
# Endings of what somebody may take for content, in any case.
LIKE_CONTENT = frozenset(
    {".yaml", ".yml", ".json", ".csv", ".tsv", ".xlsx", ".xls", ".j2", ".jinja", ".jinja2"}
)


def _above(path: Path) -> list[str]:
    """The names of the folders that a file lies in, the nearest first."""
    here = path.parent.resolve()
    return [here.name, *(folder.name for folder in here.parents)]


def passed_over(path: Path) -> list[Problem]:
    """A problem for each thing below a folder that looks like content and that nothing reads."""
    found = _below(path) if path.is_dir() else []
    told = ((one, _why_unread(one)) for one in found)
    return [Problem(shown_path(one), *_start(one), *why) for one, why in told if why is not None]


def _start(path: Path) -> tuple[int, int]:
    """The first line and column of a file; a folder has none."""
    return (0, 0) if path.is_dir() else (1, 1)


def _why_unread(path: Path) -> tuple[str, str] | None:
    """Why nothing reads it, and what to do; None when it is read, or is no content."""
    folder = next((name for name in _above(path) if _ENDINGS.get(name)), None)
    if folder is None:
        return None
    endings = _ENDINGS[folder]
    if path.is_symlink() and path.is_dir():
        return "a link to a folder is not followed: nothing in it is read", "put the files here"
    if path.suffix.lower() in LIKE_CONTENT and path.suffix not in endings and not path.is_dir():
        return f"files that end in {path.suffix} are not read here", f"read are {' and '.join(endings)}"
    if path.suffix in endings and folder in FLAT and path.parent.resolve().name != folder:
        return f"in {folder}/ no folders are read", f"move it up to {folder}/"
    return None


def check_everything(root: ContentRoot) -> list[Problem]:
    """The problems of all content under the root, by file and line."""
    problems: list[Problem] = []
    for kind in KINDS:
        folder = root.path / kind.folder
        if kind.endings and folder.is_dir():
            problems.extend(kind.check(kind.files(folder), root))
            problems.extend(passed_over(folder))
    return in_order(problems)


NOTHING = "no files"  # of a kind that is known


def counted(paths: Iterable[Path], root: ContentRoot) -> str:
    """How many files of each kind are looked at, in words; of all content when no path is named.

    Then it says where that lies: it is not always in the working folder, and a copy's owner must know.
    """
    named = [file for path in paths for file in _files(path)]
    kinds = [kind for kind in KINDS if kind.endings]
    found: dict[Kind, int] = {}
    for kind in kinds if not named else ():
        folder = root.path / kind.folder
        found[kind] = len(kind.files(folder)) if folder.is_dir() else 0
    for file in named:
        known = kind_of(file)
        if known is not None:
            found[known] = found.get(known, 0) + 1
    each = [kind.named(count) for kind, count in found.items() if count]
    total = sum(found.values())
    where = "" if named else f" of {root.path.resolve()}"
    return (
        f"{total:,} file{'s' if total != 1 else ''}{where} ({', '.join(each)})"
        if total
        else f"{NOTHING}{where}"
    )


def check_paths(paths: Iterable[Path], root: ContentRoot) -> list[Problem]:
    """The problems of the named files and folders, each recognised by where it lies or what is in it."""
    problems: list[Problem] = []
    files: dict[Kind, list[Path]] = {}
    for path in paths:
        for file in _files(path):
            kind = kind_of(file)
            if kind is None:
                problems.extend(_unknown(file, named=not path.is_dir()))
            elif file not in files.setdefault(kind, []):
                files[kind].append(file)
        problems.extend(passed_over(path))
    for kind, found in files.items():
        problems.extend(kind.check(found, root))
    return in_order(problems)


def holding_nothing(paths: Iterable[Path]) -> list[Path]:
    """The folders among them with no file of a known kind: a wrong name would pass for sound content."""
    return [path for path in paths if path.is_dir() and not any(map(kind_of, _files(path)))]


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    endings = {ending for kind in KINDS for ending in kind.endings}
    return [file for file in _below(path) if file.suffix in endings]


def kind_of(path: Path) -> Kind | None:
    """The kind of a file, from the nearest content folder that it lies in or else the fields that it holds.

    A link lies where it stands, whatever it leads to.
    """
    for folder in _above(path):
        for kind in KINDS:
            if kind.folder == folder and path.suffix in kind.endings:
                return kind
    if _pay_table(path) or (path.name in PAY_LISTS and any(map(_pay_table, path.parent.glob("*.csv")))):
        return next(kind for kind in KINDS if kind.name == "salary_table")
    if path.suffix not in (".yaml", ".yml"):
        return None
    located = load_file(path)
    if isinstance(located, Problem):
        return None
    items = located.data if isinstance(located.data, list) else [located.data]
    held = {str(field) for item in items if isinstance(item, dict) for field in item}
    likest = max(KINDS, key=lambda kind: len(kind.typical & held))
    return likest if len(likest.typical & held) >= ALIKE else None


def _pay_table(path: Path) -> bool:
    """Whether a file is a CSV with the columns of a pay table."""
    from touchstone.salaries.table import is_table

    return path.suffix == ".csv" and path.is_file() and is_table(path)


def _unknown(path: Path, *, named: bool) -> list[Problem]:
    """A broken file of no known kind still gets its line; a good one is a mistake only when it was named."""
    if path.suffix in (".yaml", ".yml"):
        located = load_file(path)
        if isinstance(located, Problem):
            return [located]
    if not named:
        return []
    message = "this is no content that Touchstone knows"
    return [Problem(shown_path(path), 1, 1, message, WHERE)]
