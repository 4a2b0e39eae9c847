"""Work on the bank: keys only for keepers, nothing saved that is not sound and proved, nothing lost."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.support.authoring import BANK, INTERVIEWER, KEEPER, MemoryAuthoring

from touchstone.access.people import Person
from touchstone.authoring import service
from touchstone.authoring.block import write_whole
from touchstone.authoring.model import Asked, Exposure, Refused
from touchstone.authoring.reading import Reading
from touchstone.authoring.service import AS_FOUND, BUSY, CHANGED, LONGEST_TEXT, NOT_YOURS, Authoring, Saved
from touchstone.banks.bank import load_files
from touchstone.banks.proof import QuestionProof
from touchstone.banks.variant import Variant
from touchstone.maths.grader import Grader


class Ticking:
    """A clock that goes on by a minute with every look."""

    def __init__(self) -> None:
        self.at = datetime(2030, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


@pytest.fixture(scope="module")
def maths() -> Iterator[Grader]:
    with Grader(workers=1, deadline_ms=10_000) as grader:
        yield grader


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "bank.yaml"
    file.write_text(BANK)
    return file


@pytest.fixture
def desk(path: Path, maths: Grader) -> Callable[..., Authoring]:
    """A new desk over the file as it is now, with the same store and clock each time."""
    store, clock, numbers = MemoryAuthoring(), Ticking(), itertools.count()

    def made(duties: frozenset[str] | None = None) -> Authoring:
        bank = load_files([path])
        assert bank.problems == ()
        new_id = lambda: f"c{next(numbers)}"  # noqa: E731
        return Authoring(bank, store, maths, clock, new_id, lambda: Exposure({"twice": 3}, 20), duties)

    return made


CALLS: dict[str, Callable[[Authoring, Person | None], object]] = {
    "variants": lambda desk, who: desk.variants(who, "twice"),
    "source": lambda desk, who: desk.source(who, "twice"),
    "read": lambda desk, who: desk.read(who, "twice", "- id: twice"),
    "prove": lambda desk, who: desk.prove(who, "twice"),
    "plant": lambda desk, who: desk.plant(who, "twice"),
    "save": lambda desk, who: desk.save(who, "twice", "x", "y"),
    "history": lambda desk, who: desk.history(who, "twice"),
    "health": lambda desk, who: desk.health(who, "twice"),
    "proved": lambda desk, who: desk.proved(who),
}


@pytest.mark.parametrize("who", [None, INTERVIEWER], ids=["nobody", "interviewer"])
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_keys_are_only_for_keepers(
    desk: Callable[[], Authoring], call: Callable[[Authoring, Person | None], object], who: Person | None
) -> None:
    assert call(desk(), who) == NOT_YOURS


def test_every_way_in_is_tried() -> None:
    public = {
        name for name in vars(Authoring) if not name.startswith("_") and callable(getattr(Authoring, name))
    }
    assert public - {"clock", "new_id", "exposure"} == set(CALLS)


def test_twenty_variants_with_their_keys(desk: Callable[[], Authoring]) -> None:
    found = desk().variants(KEEPER, "twice")
    assert isinstance(found, list)
    assert len(found) == 20
    assert all(isinstance(one, Variant) and one.parts[0].key is not None for one in found)
    alone = desk().variants(KEEPER, "talk")
    assert isinstance(alone, list)
    assert len(alone) == 1


def test_the_text_is_the_block_as_it_stands(desk: Callable[[], Authoring]) -> None:
    source = desk().source(KEEPER, "twice")
    assert not isinstance(source, Refused)
    assert (source.line, source.text) == (2, BANK[BANK.index("- id: twice") : BANK.index("\n# About")])
    last = desk().source(KEEPER, "talk")
    assert not isinstance(last, Refused)
    assert last.text.splitlines()[-1] == "  - {text: The second, why: It is not.}"


def opened(desk: Authoring, name: str = "twice") -> str:
    source = desk.source(KEEPER, name)
    assert not isinstance(source, Refused)
    return source.text


def test_a_save_changes_its_lines_and_no_other(desk: Callable[[], Authoring], path: Path) -> None:
    old = opened(desk())
    new = old.replace("minutes: 2", "minutes: 3  # reading is slow")
    outcome = desk().save(KEEPER, "twice", new, old)
    assert isinstance(outcome, Saved), outcome
    assert path.read_text() == BANK.replace("minutes: 2", "minutes: 3  # reading is slow")
    assert [file.name for file in path.parent.iterdir()] == ["bank.yaml"]
    history = desk().history(KEEPER, "twice")
    assert isinstance(history, list)
    assert [(version.saved_by, "minutes: 3" in version.text) for version, _ in history] == [
        ("Kim", True),
        (AS_FOUND, False),
    ]
    assert history[0][0].hash == desk().bank["twice"].hash


BAD = {
    "typo": ("minutes: 2", "minuts: 2", "unknown field 'minuts'", 5),
    "broken": ("  prompt: What", "  prompt: [What", "this is not YAML", None),
    "name": ("2*n}", "2*m}", "nothing defines the name 'm'", 10),
    "level": ("level: junior", "level: yunior", "yunior", 4),
    "id": ("- id: twice", "- id: thrice", "the id of a question stays 'twice'", 1),
    "two": ("- id: twice", "- id: other\n- id: twice", "found 2 questions", 1),
    "words": (BANK[BANK.index("- id: twice") : BANK.index("\n# About")], "hello\n", "found none", 1),
    "shifted": (
        BANK[BANK.index("- id: twice") : BANK.index("\n# About")],
        "  - id: twice\n",
        "another column",
        1,
    ),
    "none": (BANK[BANK.index("- id: twice") : BANK.index("\n# About")], "# gone\n", "found 0 questions", 1),
    "skill": ("descriptive.variance", "descriptive.varience", "there is no skill", 3),
    "tag": ("minutes: 2", "minutes: !!python/object 2", "tags", 5),
    "duty": (
        "serves: [summarise-data]",
        "serves: [sumarise-data]",
        "no role has the duty 'sumarise-data'",
        6,
    ),
    "enemy": ("minutes: 2", "minutes: 2\n  enemies: [tice]", "there is no question 'tice'", 6),
    "own enemy": ("minutes: 2", "minutes: 2\n  enemies: [twice]", "can't be its own enemy", 6),
    "line separator": ("What", "What\u2028", "the invisible character U+2028", 9),
    "next line": ("What", "\x85What", "the invisible character U+0085", 9),
}


@pytest.mark.parametrize(("old", "new", "said", "line"), BAD.values(), ids=BAD)
def test_a_bad_text_is_not_saved_and_says_where(
    desk: Callable[[], Authoring], path: Path, old: str, new: str, said: str, line: int | None
) -> None:
    text = opened(desk())
    assert old in text
    outcome = desk(frozenset({"summarise-data"})).save(KEEPER, "twice", text.replace(old, new), text)
    assert isinstance(outcome, Reading), outcome
    assert any(said in problem.message for problem in outcome.problems), outcome.problems
    assert line is None or line in {problem.line for problem in outcome.problems}
    assert path.read_text() == BANK


def test_a_wrong_key_is_not_saved(desk: Callable[[], Authoring], path: Path) -> None:
    text = opened(desk())
    outcome = desk().save(KEEPER, "twice", text.replace("2*n}", "2*n + 1}"), text)
    assert isinstance(outcome, QuestionProof)
    assert "the proof says" in outcome.failures[0]
    assert path.read_text() == BANK
    assert desk().store.versions("twice") == []


def test_a_file_that_changed_meanwhile_is_left_alone(desk: Callable[[], Authoring], path: Path) -> None:
    text = opened(desk())
    path.write_text(BANK.replace("minutes: 2", "minutes: 4"))
    assert desk().save(KEEPER, "twice", text.replace("minutes: 2", "minutes: 3"), text) == CHANGED
    assert "minutes: 4" in path.read_text()


def test_other_lines_may_change_meanwhile(desk: Callable[[], Authoring], path: Path) -> None:
    text, open_desk = opened(desk()), desk()
    path.write_text("# A new first line.\n" + BANK.replace("Talk about it", "Talk of it"))
    outcome = open_desk.save(KEEPER, "twice", text.replace("minutes: 2", "minutes: 3"), text)
    assert isinstance(outcome, Saved), outcome
    kept = path.read_text()
    assert kept.startswith("# A new first line.\n")
    assert "Talk of it" in kept
    assert "minutes: 3" in kept


class Meddling:
    """The maths service, during whose work somebody else saves another question of the file."""

    def __init__(self, maths: Grader, path: Path, old: str, new: str) -> None:
        self.maths, self.path, self.old, self.new = maths, path, old, new

    def evaluate_many(self, jobs: Any) -> Any:
        self.path.write_text(self.path.read_text().replace(self.old, self.new))
        return self.maths.evaluate_many(jobs)

    def grade_many(self, rows: Any) -> Any:
        return self.maths.grade_many(rows)


def test_what_others_save_while_ours_is_proved_stays(
    desk: Callable[[], Authoring], path: Path, maths: Grader
) -> None:
    text = opened(desk())
    other = replace(desk(), maths=Meddling(maths, path, "Talk about it", "Talk of it"))
    assert isinstance(other.save(KEEPER, "twice", text.replace("minutes: 2", "minutes: 3"), text), Saved)
    kept = path.read_text()
    assert "Talk of it" in kept
    assert "minutes: 3" in kept


def test_the_same_question_saved_meanwhile_is_not_overwritten(
    desk: Callable[[], Authoring], path: Path, maths: Grader
) -> None:
    text = opened(desk())
    other = replace(desk(), maths=Meddling(maths, path, "minutes: 2", "minutes: 5"))
    assert other.save(KEEPER, "twice", text.replace("minutes: 2", "minutes: 3"), text) == CHANGED
    assert "minutes: 5" in path.read_text()


def test_a_save_that_gets_no_turn_says_so(
    desk: Callable[..., Authoring], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "turn", lambda folder: nullcontext(False))
    text = opened(desk())
    assert desk().save(KEEPER, "twice", text.replace("minutes: 2", "minutes: 3"), text) == BUSY
    assert path.read_text() == BANK


def test_doubts_see_the_rest_of_the_bank(desk: Callable[..., Authoring], path: Path) -> None:
    like = BANK.replace(
        "What do you say?", "What is the double of {{ 3 }} when it is asked aloud, and why is it so?"
    )
    path.write_text(like)
    text = opened(desk())
    reading = desk().read(
        KEEPER,
        "twice",
        text.replace(
            "What is twice {{ n }}?",
            "What is the double of {{ n }} when it is asked aloud, and why is it so?",
        ),
    )
    assert isinstance(reading, Reading)
    assert any("nearly that of 'talk'" in doubt.message for doubt in reading.doubts), reading


def test_the_last_question_of_a_file_is_saved_too(desk: Callable[[], Authoring], path: Path) -> None:
    text = opened(desk(), "talk")
    outcome = desk().save(KEEPER, "talk", text.replace("Talk about it", "Talk of it"), text)
    assert isinstance(outcome, Saved), outcome
    assert path.read_text() == BANK.replace("Talk about it", "Talk of it")


def test_line_ends_and_the_mark_of_a_file_stay(desk: Callable[[], Authoring], path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + BANK.replace("\n", "\r\n").encode())
    text = opened(desk())
    assert "\r" not in text
    assert isinstance(desk().save(KEEPER, "twice", text.replace("minutes: 2", "minutes: 3"), text), Saved)
    new = BANK.replace("minutes: 2", "minutes: 3").replace("\n", "\r\n")
    assert path.read_bytes() == b"\xef\xbb\xbf" + new.encode()


def test_a_version_is_kept_once_and_never_changed(desk: Callable[[], Authoring]) -> None:
    text = opened(desk())
    longer = text.replace("minutes: 2", "minutes: 3")
    for new, old in [(longer, text), (text, longer), (longer, text)]:
        assert isinstance(desk().save(KEEPER, "twice", new, old), Saved)
    store = desk().store
    assert len(store.versions("twice")) == 2
    first = store.versions("twice")[0]
    assert store.add_version(replace(first, text="other", saved_by="Eve")) is False
    assert store.versions("twice")[0] == first


def test_doubts_do_not_stop_a_save_and_are_named(desk: Callable[[], Authoring]) -> None:
    text = opened(desk())
    outcome = desk().save(KEEPER, "twice", text.replace("minutes: 2", "minutes: 40"), text)
    assert isinstance(outcome, Saved)
    assert ["[level]" in problem.message for problem in outcome.doubts] == [True]
    assert outcome.doubts[0].line == 5


def test_health_tells_what_is_known(desk: Callable[[], Authoring]) -> None:
    desk().store.answers["twice"] = {"old": Asked(attempts=4), desk().bank["twice"].hash: Asked(attempts=2)}  # type: ignore[attr-defined]
    before = desk().health(KEEPER, "twice")
    assert not isinstance(before, Refused)
    assert (before.proof, before.mutation, before.asked) == (None, None, Asked(6, 3))
    assert before.exposure == pytest.approx(0.15)
    desk().prove(KEEPER, "twice")
    desk().plant(KEEPER, "twice")
    after = desk().health(KEEPER, "twice")
    assert not isinstance(after, Refused)
    assert after.proof is not None
    assert (after.proof.tried, after.proof.failed) == (25, 0)
    assert after.mutation is not None
    assert after.mutation.tried > 3
    proved = desk().proved(KEEPER)
    assert not isinstance(proved, Refused)
    assert set(proved) == {"twice"}
    text = opened(desk())
    desk().save(KEEPER, "twice", text.replace("minutes: 2", "minutes: 3"), text)
    later = desk().health(KEEPER, "twice")
    assert not isinstance(later, Refused)
    assert later.mutation is None  # what was found of another version is not this one's health
    assert later.versions == 2


def test_what_can_t_be_done_is_a_sentence(desk: Callable[[], Authoring], path: Path) -> None:
    assert desk().source(KEEPER, "thrice") == Refused("There is no such question in the bank.")
    assert isinstance(desk().plant(KEEPER, "talk"), Refused)
    too_long = desk().read(KEEPER, "twice", "x" * (LONGEST_TEXT + 1))
    assert isinstance(too_long, Refused)
    text, open_desk = opened(desk()), desk()
    path.unlink()
    gone = open_desk.save(KEEPER, "twice", text, text)
    assert isinstance(gone, Refused)
    assert "can't be read" in gone.sentence


def test_a_file_that_can_t_be_written_is_a_sentence(tmp_path: Path) -> None:
    assert "can't be written: No such file" in str(write_whole(tmp_path / "gone" / "bank.yaml", b"x"))
    (tmp_path / "folder").mkdir()
    assert "can't be written" in str(write_whole(tmp_path / "folder", b"x"))
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]  # nothing half-written is left
