"""The one place where services are given their content, store, grader and clock.

`services()` is quick: each part is imported and built when it is first used. A room adds its service as one
`@once` method, on `Machine` when it lives as long as the process, on `Content` when it is read from files and
must be read again when they change, on `Services` when it joins the two.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from touchstone.core.clock import Clock, SystemClock
from touchstone.core.content import ContentRoot, content_root
from touchstone.core.once import once
from touchstone.core.problems import Problem, in_order
from touchstone.salaries.band_shapes import USUAL

if TYPE_CHECKING:
    from touchstone.access.people import People
    from touchstone.assessments.review import Review
    from touchstone.assessments.service import Assessments
    from touchstone.authoring.service import Authoring
    from touchstone.banks.bank import Bank
    from touchstone.banks.taxonomy import Taxonomy
    from touchstone.handover.service import Handovers
    from touchstone.interviews.agreeing import Agreeing
    from touchstone.interviews.debriefing import Debriefing
    from touchstone.interviews.derive import Ledger
    from touchstone.interviews.letting_in import Interviewing
    from touchstone.interviews.loop import Loop
    from touchstone.interviews.panel import Panel
    from touchstone.interviews.practising import Practising
    from touchstone.interviews.readying import Readying
    from touchstone.interviews.seating import Seating
    from touchstone.interviews.weights import Weights
    from touchstone.maths.grader import Grader
    from touchstone.own_pay.reading import Known
    from touchstone.own_pay.service import OwnPay
    from touchstone.postings.draft import Desk
    from touchstone.postings.market import MarketPay
    from touchstone.postings.places import Place
    from touchstone.roles.catalogue import Catalogue
    from touchstone.roles.profile import Level, Profile
    from touchstone.roles.raci import LoadedRaci
    from touchstone.salaries.benchmark import Benchmarks
    from touchstone.store.attempts import AttemptStore
    from touchstone.store.database import Database
    from touchstone.store.panels import PanelStore
    from touchstone.store.questions import QuestionTable

MOST_WORKERS = 4  # a warm worker holds 90 MB; four mark some 20,000 answers a second
LOOK_AGAIN_SECONDS = 2.0  # how old may be what an author sees after saving a file
_ENDINGS = {".yaml", ".yml", ".csv", ".j2", ".md"}


@dataclass(frozen=True)
class Machine:
    """What lives as long as the process: clock, grader, database."""

    clock: Clock = field(default_factory=SystemClock)

    @once
    def grader(self) -> Grader:
        """The maths service. Its workers take half a second to start: a page that may need it warms it."""
        from touchstone.maths.grader import Grader

        # One person's answers never take every worker, which needs two of them.
        return Grader(workers=max(2, min(MOST_WORKERS, os.cpu_count() or 1)))

    @once
    def grader_version(self) -> str:
        """What marks answers: Touchstone's version, a hash of the maths room's source, SymPy's version."""
        from importlib.metadata import version

        import touchstone

        folder = Path(touchstone.__file__).with_name("maths")
        digest = hashlib.sha256()
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.read_bytes())
        return f"{touchstone.__version__}+{digest.hexdigest()[:12]} sympy {version('sympy')}"

    @once
    def database(self) -> Database:
        """The database at the newest revision. Raises StoreError with a sentence."""
        from touchstone.store.database import Database
        from touchstone.store.migrate import upgrade
        from touchstone.store.place import database_url

        database = Database(database_url())
        upgrade(database)
        database.clear_traces()
        return database

    @once
    def store(self) -> AttemptStore:
        """The attempts. Raises StoreError with a sentence."""
        from touchstone.store.attempts import AttemptStore

        return AttemptStore(self.database)

    @once
    def sittings(self) -> PanelStore:
        """Interviews and their scorecards. Raises StoreError with a sentence."""
        from touchstone.store.panels import PanelStore

        return PanelStore(self.database)

    @once
    def people(self) -> People:
        """Who works with interviews. Raises StoreError with a sentence."""
        from touchstone.access.people import People
        from touchstone.core.ids import new_id
        from touchstone.store.people import PeopleTable

        def beside(one: str, other: str) -> bool:
            return self.seating.seated_beside(one, other)

        return People(PeopleTable(self.database), self.clock, new_id, beside)

    @once
    def panel(self) -> Panel:
        """Scorecards, each person's own until it is submitted."""
        from touchstone.interviews.panel import Panel

        return Panel(self.sittings, self.clock, self.people.let_in)

    @once
    def seating(self) -> Seating:
        """Who is interviewed on what, and what was shown to whom."""
        from touchstone.core.ids import new_id
        from touchstone.interviews.seating import Seating

        return Seating(self.sittings, self.clock, new_id, self.people.let_in, self.people.names)

    @once
    def practising(self) -> Practising:
        """Scores of the bank's sample answers."""
        from touchstone.interviews.practising import Practising
        from touchstone.store.samples import SampleTable

        return Practising(SampleTable(self.database), self.clock, self.people.let_in)

    @once
    def agreeing(self) -> Agreeing:
        """How far a panel agrees."""
        from touchstone.interviews.agreeing import Agreeing

        return Agreeing(self.sittings, self.people.names, self.people.let_in)

    def people_let_in(self) -> frozenset[str]:
        """Ids of all who can come in now; nobody while there is no database, which this does not make."""
        from touchstone.store.place import database_exists

        return self.people.let_in() if database_exists() else frozenset()

    def ledger(self, before: datetime | None = None) -> Ledger:
        """What was shown to whom so far, or before a moment; nothing while there is no database, which this
        does not make."""
        from touchstone.interviews.derive import Ledger
        from touchstone.store.place import database_exists

        return self.seating.ledger(before=before) if database_exists() else Ledger()

    @once
    def own_pay(self) -> OwnPay:
        """What the organisation's own people are paid, for those who may see it."""
        from touchstone.core.ids import new_id
        from touchstone.own_pay.service import OwnPay
        from touchstone.store.own_pay import OwnPayTable

        return OwnPay(OwnPayTable(self.database), self.clock, new_id)

    @once
    def question_life(self) -> QuestionTable:
        """Versions of questions and what checking them found. Raises StoreError with a sentence."""
        from touchstone.store.questions import QuestionTable

        return QuestionTable(self.database)

    @once
    def debriefing(self) -> Debriefing:
        """What a panel sees together, and what a named person decides."""
        from touchstone.interviews.debriefing import Debriefing

        return Debriefing(self.sittings, self.clock, self.people.names, self.people.let_in)

    @once
    def weights(self) -> Weights:
        """What competencies weigh in a debrief, fixed before the first score is in."""
        from touchstone.interviews.weights import Weights

        return Weights(self.sittings, self.clock, self.people.let_in)


def template_problems(path: Path) -> list[Problem]:
    """What is wrong with a template; where its folder tells what it is given, unknown names too."""
    from touchstone.core.template_names import EVERY, load_problems
    from touchstone.handover import paper as contract_paper
    from touchstone.handover.service import FOLDER as CONTRACTS
    from touchstone.interviews.paper_names import PAPERS
    from touchstone.postings.render import FOLDER, NAMES

    known = {FOLDER: NAMES, CONTRACTS: contract_paper.NAMES, "interviews": PAPERS.get(path.name, EVERY)}
    return load_problems(path, known.get(path.resolve().parent.name, EVERY))


@dataclass(frozen=True)
class Content:
    """Everything that is read from the content folders, each part on first use."""

    root: ContentRoot

    @once
    def taxonomy(self) -> Taxonomy:
        """The areas, subtopics and skills that questions and profiles name."""
        from touchstone.banks.taxonomy import FILE, load_taxonomy

        return load_taxonomy(self.root.banks / FILE)

    @once
    def catalogue(self) -> Catalogue:
        """The role profiles."""
        from touchstone.roles.catalogue import load_catalogue

        return load_catalogue(self.root.roles, topics=self.taxonomy.names)

    @once
    def raci(self) -> LoadedRaci:
        """Who does what in the four steps, by maturity of the team."""
        from touchstone.roles.raci import load_raci

        return load_raci(self.root.roles, roles=self.catalogue.names)

    @once
    def bank(self) -> Bank:
        """The questions of all banks, and their problems."""
        from touchstone.banks.bank import load_banks
        from touchstone.banks.cache import Cache
        from touchstone.store.place import data_folder, make_private

        with contextlib.suppress(OSError):  # without a folder nothing is kept: that is said where it matters
            make_private(data_folder())
        return load_banks(self.root.banks, cache=Cache(data_folder() / "cache" / "banks"))

    @once
    def loop(self) -> tuple[Loop | None, list[Problem]]:
        """The interviews of a loop, or None with what is wrong with its file."""
        from touchstone.interviews.loop import FILE, load_loop

        names = self.taxonomy.names
        questions = None if self.bank.problems else self.bank.questions
        path, roles = self.root.templates / FILE, self.catalogue.names
        return load_loop(path, roles=roles, topics=names, questions=questions)

    @once
    def benchmarks(self) -> Benchmarks:
        """The pay tables and what they answer."""
        from touchstone.salaries.benchmark import Benchmarks
        from touchstone.salaries.table import load_tables

        return Benchmarks(load_tables(self.root.salaries))

    def market_pay(
        self, profile: Profile, level: Level, places: Sequence[Place], as_of: date, shape: str = USUAL
    ) -> tuple[MarketPay, ...]:
        """What others pay for a post in each place: a band with its source, or what is missing for one."""
        from touchstone.postings.market import market_pay

        return market_pay(self.benchmarks, profile.base or profile.id, level.value, places, as_of, shape)

    @once
    def desk(self) -> Desk:
        """What postings are made and checked with."""
        from touchstone.postings.draft import Desk
        from touchstone.postings.places import Atlas
        from touchstone.postings.statutes import load_laws
        from touchstone.postings.wording import load_language

        laws = load_laws(self.root.laws)
        atlas = Atlas(self.benchmarks.tables.regions, laws.by_id)
        wording = load_language(self.root.language)
        return Desk(self.root.templates, laws, atlas, wording, self.market_pay)

    @property
    def languages(self) -> list[str]:
        """The languages in which a text can be checked."""
        from touchstone.postings.wording import languages

        return languages(self.root.language)

    def desk_in(self, language: str) -> Desk:
        """The desk with the rules of another language, for texts that are written in it."""
        from touchstone.postings.wording import load_language

        if language == "en":
            return self.desk
        return replace(self.desk, wording=load_language(self.root.language, language))

    @once
    def handovers(self) -> Handovers:
        """What hand-over contracts are checked and printed with."""
        from touchstone.handover.measuring import measured_apart
        from touchstone.handover.service import Handovers

        return Handovers(measured_apart, self.root.templates)

    def red_lines(self, place: str) -> tuple[str, ...] | str:
        """What the law of a place forbids to ask, a line each; a sentence when there is no such place."""
        from touchstone.postings.former_pay import forbidden

        found = self.desk.atlas.find(place)
        return found if isinstance(found, str) else forbidden(self.desk.laws.by_id.values(), found)

    @property
    def problems(self) -> list[Problem]:
        """Every problem in the content that pages use, by file and line; `check` adds doubts about texts."""
        from touchstone.banks.duties import unknown_duties

        found = [
            *self.desk.problems,
            *self.bank.problems,
            *self.catalogue.problems,
            *self.raci.problems,
            *self.loop[1],
            *self.benchmarks.tables.problems,
            *unknown_duties(self.bank, self.catalogue.duties),
            *(p for path in self.root.templates.rglob("*.j2") for p in template_problems(path)),
        ]
        return in_order(found)


@dataclass(frozen=True)
class Services:
    """What pages and commands take: content joined to the machine."""

    machine: Machine
    content: Content

    @property
    def clock(self) -> Clock:
        """The machine's clock, in UTC."""
        return self.machine.clock

    @once
    def assessments(self) -> Assessments:
        """Self-tests: attempts, answers, marking."""
        from touchstone.assessments.asking import DrawnBank
        from touchstone.assessments.service import Assessments

        machine = self.machine
        bank = DrawnBank(self.content.bank, machine.grader)
        return Assessments(machine.store, machine.grader, bank, machine.clock, _seed, machine.grader_version)

    @once
    def review(self) -> Review:
        """Answers that wait for a person, and marking again."""
        from touchstone.assessments.marker import Marker
        from touchstone.assessments.review import Review

        machine = self.machine
        return Review(Marker(machine.store, machine.grader, machine.clock, machine.grader_version))

    @once
    def interviews(self) -> Interviewing:
        """Interview sets, kits and briefs, for whoever may set up interviews."""
        from touchstone.banks.drawing import draw
        from touchstone.interviews.letting_in import Interviewing
        from touchstone.interviews.service import Interviews

        content, machine = self.content, self.machine
        desk = Interviews(
            content.bank,
            content.root.templates,
            lambda question, seed: draw(question, seed, machine.grader),
            machine.ledger,
            the_loop=content.loop[0],
        )
        return Interviewing(desk, machine.people_let_in)

    @once
    def readying(self) -> Readying:
        """A candidate's whole loop at once. Raises StoreError with a sentence."""
        from touchstone.interviews.readying import Readying

        machine = self.machine
        return Readying(self.interviews, machine.seating, machine.people, machine.clock)

    @once
    def authoring(self) -> Authoring:
        """Work on the bank: variants with keys, editing, health, history."""
        from touchstone.authoring.model import Exposure
        from touchstone.authoring.service import Authoring
        from touchstone.core.ids import new_id

        machine = self.machine

        def exposure() -> Exposure:
            ledger = machine.seating.ledger()
            return Exposure(ledger.shown, ledger.candidates)

        store, duties = machine.question_life, self.content.catalogue.duties
        return Authoring(self.content.bank, store, machine.grader, machine.clock, new_id, exposure, duties)

    @once
    def own_words(self) -> Known:
        """What words in an organisation's own pay file may mean: roles, places, currencies."""
        from touchstone.own_pay.market import market
        from touchstone.own_pay.reading import Known

        catalogue, benchmarks = self.content.catalogue, self.content.benchmarks
        roles = benchmarks.tables.roles

        def find_role(name: str) -> str | None:
            profile = catalogue.find(name)
            return profile.id if profile is not None and profile.id in roles else None

        currencies = frozenset(benchmarks.rates.currencies())
        titles = tuple(role.title for role in roles.values())
        today = self.clock.now().date()

        def units_per_usd(currency: str) -> float | None:
            rate = benchmarks.rates.nearest(currency, today.year, today)
            return rate.units_per_usd if rate else None

        markets = cache(lambda role, level, place: market(benchmarks, role, level, place, today))
        regions, rated = benchmarks.tables.regions, cache(units_per_usd)
        return Known(regions, find_role, titles, currencies, rated, markets)

    def warm(self) -> None:
        """Builds what a first visitor would otherwise wait for: content, maths workers, database."""
        for part in (self.content.catalogue, self.content.bank, self.assessments):
            assert part is not None

    @property
    def content_problems(self) -> list[Problem]:
        """Every problem in the content files, for who can mend them."""
        return self.content.problems


def _seed() -> int:
    return secrets.randbelow(2**31)


Stamp = tuple[tuple[str, int, int], ...]


def stamp(root: ContentRoot) -> Stamp:
    """Name, time and size of every content file: differs as soon as one is saved, added or removed."""
    folders = (root.roles, root.banks, root.templates, root.salaries, root.laws, root.language)
    files = (path for folder in folders if folder.is_dir() for path in folder.rglob("*"))
    return tuple(sorted(_stamped(path) for path in files if path.suffix in _ENDINGS))


def _stamped(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:  # removed while we looked
        return str(path), 0, 0
    return str(path), found.st_mtime_ns, found.st_size


class Holder:
    """Keeps one `Services` for the process and renews its content when a file changes."""

    def __init__(self, machine: Machine, root: ContentRoot) -> None:
        self._lock = threading.Lock()
        self._looked = time.monotonic()
        self._stamp = stamp(root)
        self._current = Services(machine, Content(root))

    def services(self) -> Services:
        """The current services; looks at the files at most once in two seconds."""
        with self._lock:
            if time.monotonic() - self._looked >= LOOK_AGAIN_SECONDS:
                self._renew()
            return self._current

    def _renew(self) -> None:
        self._looked = time.monotonic()
        root = self._current.content.root
        found = stamp(root)
        if found != self._stamp:
            self._stamp = found
            self._current = Services(self._current.machine, Content(root))


class _Process:
    @once
    def holder(self) -> Holder:
        """Built on first use and kept until the process ends."""
        return Holder(Machine(), content_root())


_PROCESS = _Process()


def services() -> Services:
    """The process's services. Cheap: call it at the start of every page run and every command."""
    return _PROCESS.holder.services()
