"""The bank as its keepers see it. Every method takes who asks, and refuses whoever may not see keys."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from touchstone.access.people import KEYS_ALONE, Person, Right
from touchstone.authoring import block as blocks
from touchstone.authoring.model import (
    Asked,
    AuthoringStore,
    Check,
    CheckKind,
    Exposure,
    Health,
    Refused,
    Version,
)
from touchstone.authoring.reading import Reading, read
from touchstone.authoring.turns import turn
from touchstone.banks.bank import Bank, Entry
from touchstone.banks.drawing import draw_many
from touchstone.banks.mismarking import mismark
from touchstone.banks.mutation import mutate
from touchstone.banks.proof import QuestionProof, prove
from touchstone.banks.query_mutants import mutate_query
from touchstone.banks.question import Question
from touchstone.banks.service import Maths
from touchstone.banks.variant import CannotDraw, Variant
from touchstone.core.clock import Clock
from touchstone.core.problems import Problem

PREVIEWED = 20  # variants side by side: enough to see whether the numbers vary sensibly
PROVED = 25  # seeds of a proof before saving, the same as `touchstone prove`
LONGEST_TEXT = 20_000  # characters; our longest question has 5,000
MOST_SAID = 20  # failures kept of one check: more are nearly always the same one again
AS_FOUND = "as found in the file"

NOT_YOURS = Refused(KEYS_ALONE)
CHANGED = Refused(
    "The file was changed meanwhile, here or in an editor. Load the question again; your text is kept."
)
BUSY = Refused("Somebody else is saving in this bank. Save again in a moment; your text is kept.")


@dataclass(frozen=True)
class Source:
    """A question's text as it stands in its file, with the place of its first line."""

    question_id: str
    text: str
    file: str
    line: int


@dataclass(frozen=True)
class Saved:
    """What was saved: the new version, and the doubts of the linter that it was saved with."""

    version: Version
    doubts: tuple[Problem, ...]


@dataclass(frozen=True)
class Authoring:
    """Looks at and changes the questions of one bank. `duties` are those of all roles, None if unknown."""

    bank: Bank
    store: AuthoringStore
    maths: Maths
    clock: Clock
    new_id: Callable[[], str]
    exposure: Callable[[], Exposure]
    duties: Collection[str] | None = None

    def variants(
        self, by: Person | None, question_id: str, seeds: Sequence[int] = range(1, PREVIEWED + 1)
    ) -> list[Variant | CannotDraw] | Refused:
        """Variants with their keys; one for a question without numbers to draw."""
        entry = self._entry(by, question_id)
        if isinstance(entry, Refused):
            return entry
        wanted = list(seeds) if entry.question.params else list(seeds)[:1]
        return draw_many(entry.question, wanted, self.maths)

    def source(self, by: Person | None, question_id: str) -> Source | Refused:
        """The text of a question as its file has it now."""
        found = self._block(by, question_id)
        if isinstance(found, Refused):
            return found
        entry, block = found
        return Source(question_id, block.text, entry.places.located.file, block.line)

    def read(self, by: Person | None, question_id: str, text: str) -> Reading | Refused:
        """What a typed text would be in the question's place. Writes nothing."""
        found = self._block(by, question_id)
        if isinstance(found, Refused):
            return found
        if len(text) > LONGEST_TEXT:
            return Refused(f"A question has at most {LONGEST_TEXT:,} characters, found {len(text):,}.")
        return read(self.bank, *found, text, self.duties)

    def prove(self, by: Person | None, question_id: str, text: str | None = None) -> QuestionProof | Refused:
        """Proves a typed text, or the question as it is in the bank; the latter is kept as a check."""
        question = self._question(by, question_id, text)
        if isinstance(question, Refused):
            return question
        proof = prove(question, range(PROVED), self.maths)
        if text is None:
            self._keep(question, "proof", proof.seeds, proof.failures)
        return proof

    def plant(self, by: Person | None, question_id: str) -> Check | Refused:
        """Plants wrong keys and wrong marking into the question as it is, and keeps what was not caught."""
        entry = self._entry(by, question_id)
        if isinstance(entry, Refused):
            return entry
        if entry.question.kind not in ("maths", "sql"):
            return Refused("Wrong keys are planted into mathematics and queries only.")
        question, maths = entry.question, self.maths
        found = mutate(question, maths) + mismark(question, maths) + mutate_query(question, maths)
        survivors = [str(survivor) for survivor in found.survivors]
        return self._keep(entry.question, "mutation", found.planted, survivors)

    def save(
        self, by: Person | None, question_id: str, text: str, opened: str
    ) -> Saved | Reading | Refused | QuestionProof:
        """Writes a text into the question's place in its file, once it is sound and proved.

        `opened` is the text that the editor began with: when the file holds another one by now, nothing is
        written. A Reading or a QuestionProof says what is wrong with the text. Other lines of the file stay
        as they are, comments included; the version before is kept.
        """
        found = self._block(by, question_id)
        if isinstance(found, Refused):
            return found
        entry, block = found
        if block.text.rstrip() != opened.rstrip():
            return CHANGED
        reading = self.read(by, question_id, text)
        if isinstance(reading, Refused) or reading.question is None:
            return reading
        proof = prove(reading.question, range(PROVED), self.maths)
        if proof.failures:
            return proof
        assert by is not None
        version = self._write(entry, reading.question, text, opened, by)
        if isinstance(version, Refused):
            return version
        self._keep(reading.question, "proof", proof.seeds, ())
        return Saved(version, reading.doubts)

    def history(self, by: Person | None, question_id: str) -> list[tuple[Version, Asked]] | Refused:
        """All versions that are known, the newest first, with how often each was asked."""
        found = self._block(by, question_id)
        if isinstance(found, Refused):
            return found
        entry, block = found
        asked = self.store.asked(question_id)
        kept = list(self.store.versions(question_id))
        if entry.question.hash not in {version.hash for version in kept}:
            now = Version(question_id, entry.question.hash, block.text, AS_FOUND, _file_time(entry))
            kept.insert(0, now)
        return [(version, asked.get(version.hash, Asked())) for version in kept]

    def health(self, by: Person | None, question_id: str) -> Health | Refused:
        """How the question is doing."""
        entry = self._entry(by, question_id)
        if isinstance(entry, Refused):
            return entry
        checks = [check for check in self.store.checks(question_id) if check.hash == entry.question.hash]
        asked = self.store.asked(question_id).values()
        exposure = self.exposure()
        seen = exposure.shown.get(question_id, 0)
        versions = self.store.versions(question_id)
        return Health(
            proof=next((check for check in checks if check.kind == "proof"), None),
            mutation=next((check for check in checks if check.kind == "mutation"), None),
            asked=Asked(sum(one.attempts for one in asked), seen),
            exposure=seen / exposure.interviews if exposure.interviews else None,
            changed_at=versions[0].saved_at if versions else _file_time(entry),
            versions=len(versions),
        )

    def proved(self, by: Person | None) -> dict[str, Check] | Refused:
        """The newest proof of each question's present version, by its id."""
        if not _may(by):
            return NOT_YOURS
        found: dict[str, Check] = {}
        for check in self.store.checks():
            question = self.bank.questions.get(check.question_id)
            if question is not None and check.kind == "proof" and check.hash == question.hash:
                found.setdefault(check.question_id, check)
        return found

    def _entry(self, by: Person | None, question_id: str) -> Entry | Refused:
        if not _may(by):
            return NOT_YOURS
        return self.bank.entries.get(question_id) or Refused("There is no such question in the bank.")

    def _block(self, by: Person | None, question_id: str) -> tuple[Entry, blocks.Block] | Refused:
        entry = self._entry(by, question_id)
        if isinstance(entry, Refused):
            return entry
        found = blocks.find(entry)
        return Refused(str(found)) if isinstance(found, Problem) else (entry, found)

    def _question(self, by: Person | None, question_id: str, text: str | None) -> Question | Refused:
        if text is None:
            entry = self._entry(by, question_id)
            return entry if isinstance(entry, Refused) else entry.question
        reading = self.read(by, question_id, text)
        if isinstance(reading, Refused):
            return reading
        return reading.question or Refused("The text has problems; mend them before it can be proved.")

    def _keep(self, question: Question, kind: CheckKind, tried: int, failures: Sequence[str]) -> Check:
        said = tuple(failures[:MOST_SAID])
        made = Check(
            self.new_id(), question.id, question.hash, kind, tried, len(failures), self.clock.now(), said
        )
        self.store.add_check(made)
        return made

    def _write(
        self, entry: Entry, question: Question, text: str, opened: str, by: Person
    ) -> Version | Refused:
        """Puts the text into the file as it is now: others may have saved theirs while ours was proved."""
        with turn(entry.path.parent) as ours:
            block = blocks.find(entry) if ours else BUSY
            if isinstance(block, Refused):
                return block
            if isinstance(block, Problem):
                return Refused(str(block))
            if block.text.rstrip() != opened.rstrip():
                return CHANGED
            self._keep_version(entry.question, block.text, AS_FOUND, _file_time(entry))
            # Before the file: should the power go in between, it is known all the same whose text it is.
            version = self._keep_version(question, text, by.name, self.clock.now())
            why = blocks.write_whole(entry.path, block.encoded(block.file_with(text)))
        return version if why is None else Refused(why)

    def _keep_version(self, question: Question, text: str, by: str, at: datetime) -> Version:
        made = Version(question.id, question.hash, text.rstrip() + "\n", by, at)
        self.store.add_version(made)
        return made


def _may(by: Person | None) -> bool:
    return by is not None and by.may(Right.ORGANISE)


def _file_time(entry: Entry) -> datetime:
    try:
        return datetime.fromtimestamp(entry.path.stat().st_mtime, UTC)
    except OSError:
        return datetime.fromtimestamp(0, UTC)
