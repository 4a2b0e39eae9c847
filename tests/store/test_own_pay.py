"""What every store of own pay promises, asked of the one in memory, of SQLite and of a real PostgreSQL."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.support.own_pay import MemoryPay, paid

from touchstone.core.money import Period
from touchstone.own_pay.model import PaidPerson, PaySet
from touchstone.own_pay.service import OwnPayStore
from touchstone.store import database
from touchstone.store.database import Database, StoreError, TracesLeft
from touchstone.store.migrate import upgrade
from touchstone.store.own_pay import OwnPayTable, _person, _text

SET = PaySet("s1", "October", date(2026, 10, 31), "pay.csv", "hr", datetime(2026, 11, 1, 12, tzinfo=UTC), 2)
HOSTILE = "a\0b \ud800 '); DROP TABLE own_pay;-- \u202e ½ 😀\n<script>"


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def pay(request: pytest.FixtureRequest) -> OwnPayStore:
    return MemoryPay() if request.param == "memory" else OwnPayTable(request.getfixturevalue(request.param))


def test_a_set_comes_back_exactly_and_in_order(pay: OwnPayStore) -> None:
    odd = paid(
        3, "5416.6666666666666667", person=HOSTILE, group=HOSTILE, fte=Decimal("0.8"), sex="woman",
        period=Period.HOUR, hours_a_year=Decimal("1720.5"), months_paid=13,
        tax="net", basis="total", contract="b2b",
    )  # fmt: skip
    pay.keep(SET, [odd, paid(2)])
    assert pay.people("s1") == [odd, paid(2)]
    assert list(pay.sets()) == [SET]


def test_the_same_payroll_is_kept_once_however_many_keep_it_at_once(pay: OwnPayStore) -> None:
    rivals = [replace(SET, id=f"s{at}") for at in range(6)]
    with ThreadPoolExecutor(6) as threads:
        twins = list(threads.map(lambda new: pay.keep(new, [paid(), paid(3)]), rivals))
    kept = list(pay.sets())
    assert len(kept) == 1
    assert sorted(twins, key=bool) == [None, *kept * 5]


@pytest.mark.parametrize(
    ("changed", "people", "same"),
    [
        ({}, [paid(), paid(3)], True),
        ({"name": "Other", "file": "other.csv"}, [paid(), paid(3, "200000.00")], True),
        ({"as_of": date(2026, 9, 30)}, [paid(), paid(3)], False),
        ({}, [paid(), paid(3, "200001")], False),
        ({}, [paid(3), paid()], False),
        ({"rows": 3}, [paid(), paid(3), paid(4)], False),
    ],
)
def test_a_set_is_kept_beside_one_that_holds_something_else(
    pay: OwnPayStore, changed: dict[str, Any], people: list[PaidPerson], same: bool
) -> None:
    assert pay.keep(SET, [paid(), paid(3)]) is None
    assert pay.keep(replace(SET, id="s2", **changed), people) == (SET if same else None)
    assert len(pay.sets()) == (1 if same else 2)


def test_a_set_that_was_kept_before_kinds_of_pay_were_known_is_read() -> None:
    kept = json.loads(_text(paid(2)))
    for later in ("tax", "basis", "contract"):
        del kept[later]
    assert _person(json.dumps(kept)) == paid(2)


def test_a_forgotten_set_is_gone_with_everybody_in_it(pay: OwnPayStore) -> None:
    pay.keep(SET, [paid()])
    pay.keep(replace(SET, id="s2"), [paid(), paid(3)])
    assert pay.forget("s1") is True
    assert pay.forget("s1") is False
    assert pay.people("s1") is None
    assert [one.id for one in pay.sets()] == ["s2"]
    assert len(pay.people("s2") or []) == 2


def test_nothing_of_a_forgotten_set_is_left_on_the_disk(tmp_path: Path) -> None:
    """Another process, such as the app, has the file open, and reads it now and then."""
    ours, apps = (Database(f"sqlite:///{tmp_path / 'touchstone.db'}") for _ in range(2))
    upgrade(ours)
    pay = OwnPayTable(ours)
    pay.keep(SET, [paid(place, person=f"SECRET-{place}") for place in range(1, 200)])
    assert OwnPayTable(apps).people("s1")
    assert b"SECRET-7" in _on_disk(tmp_path)
    pay.forget("s1")
    assert b"SECRET-" not in _on_disk(tmp_path)


# How long the references of each of three sets are. Found by erasing sets of any size in any order.
LENGTHS = (
    (20, 1, 1, 200, 200),
    (1, 20, 1, 20, 20, 1, 1, 1, 20, 1, 1, 200, 20, 200, 6000, 200, 1, 200, 200, 1, 1, 1500, 1, 1, 1, 1,
     20, 200, 200, 1),
    (1500, 200, 20, 1, 200),
)  # fmt: skip


def test_no_copy_that_the_database_made_of_a_row_outlives_its_set(tmp_path: Path) -> None:
    """Where rows were moved between pages, erasing them where they stood left copies."""
    ours = Database(f"sqlite:///{tmp_path / 'touchstone.db'}")
    upgrade(ours)
    pay = OwnPayTable(ours)

    def keep(which: int) -> None:
        name = f"SECRET{which}"
        rows = [paid(at, person=name + "x" * one, group=name) for at, one in enumerate(LENGTHS[which], 2)]
        pay.keep(replace(SET, id=f"set-{which}", name=name), rows)

    keep(0)
    keep(1)
    assert pay.forget("set-0")
    keep(2)
    assert pay.forget("set-1")
    left = _on_disk(tmp_path)
    assert [b"SECRET0" in left, b"SECRET1" in left, b"SECRET2" in left] == [False, False, True]
    assert [one.person.count("x") for one in pay.people("set-2") or ()] == list(LENGTHS[2])


def test_traces_that_a_reader_keeps_are_owned_up_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_MS", 50)
    ours, apps = (Database(f"sqlite:///{tmp_path / 'touchstone.db'}") for _ in range(2))
    upgrade(ours)
    pay = OwnPayTable(ours)
    pay.keep(SET, [paid(person="SECRET")])
    with apps.read() as reading:
        reading.exec_driver_sql("SELECT * FROM own_pay").all()
        with pytest.raises(StoreError, match="erased, but traces"):
            pay.forget("s1")
    assert pay.forget("s1") is False
    assert b"SECRET" not in _on_disk(tmp_path)
    assert not (tmp_path / "touchstone.db-traces").exists()


def test_traces_that_another_process_left_go_as_the_data_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command erases while somebody reads in the app, which was not asked and did not start anew."""
    monkeypatch.setattr(database, "BUSY_MS", 50)
    command, app = (Database(f"sqlite:///{tmp_path / 'touchstone.db'}") for _ in range(2))
    upgrade(app)
    OwnPayTable(app).keep(SET, [paid(person="SECRET")])
    with app.read() as reading:
        reading.exec_driver_sql("SELECT * FROM own_pay").all()
        with pytest.raises(TracesLeft, match=r"touchstone\.db-traces stands beside it"):
            OwnPayTable(command).forget("s1")
        assert b"SECRET" in _on_disk(tmp_path)
    command.close()
    monkeypatch.setattr(database, "AGAIN_SECONDS", 0.0)
    assert OwnPayTable(app).sets() == []
    assert b"SECRET" not in _on_disk(tmp_path)
    assert not (tmp_path / "touchstone.db-traces").exists()


def test_traces_that_a_killed_app_left_go_with_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_MS", 50)
    first, second, reader = (Database(f"sqlite:///{tmp_path / 'touchstone.db'}") for _ in range(3))
    upgrade(first)
    pay = OwnPayTable(first)
    pay.keep(SET, [paid(person="SECRET")])
    with reader.read() as reading:
        reading.exec_driver_sql("SELECT * FROM own_pay").all()
        with pytest.raises(StoreError, match="The app, or the next command"):
            pay.forget("s1")
        second.clear_traces()
        assert b"SECRET" in _on_disk(tmp_path), "a start doesn't wait for who reads"
    second.clear_traces()
    assert b"SECRET" not in _on_disk(tmp_path)


@pytest.mark.parametrize("use", ["read", "write"])
def test_traces_that_met_a_reader_at_a_start_go_as_the_data_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, use: str
) -> None:
    monkeypatch.setattr(database, "BUSY_MS", 50)
    first, app, reader = (Database(f"sqlite:///{tmp_path / 'touchstone.db'}") for _ in range(3))
    upgrade(first)
    pay = OwnPayTable(first)
    pay.keep(SET, [paid(person="SECRET")])
    with reader.read() as reading:
        reading.exec_driver_sql("SELECT * FROM own_pay").all()
        with pytest.raises(StoreError):
            pay.forget("s1")
        app.clear_traces()
        monkeypatch.setattr(database, "AGAIN_SECONDS", 0.0)
        assert OwnPayTable(app).sets() == []
        assert b"SECRET" in _on_disk(tmp_path), "nobody waits for a reader"
    if use == "read":
        assert OwnPayTable(app).sets() == []
    else:
        OwnPayTable(app).keep(replace(SET, id="s2"), [paid()])
    assert b"SECRET" not in _on_disk(tmp_path)


def test_without_traces_nothing_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = Database(f"sqlite:///{tmp_path / 'touchstone.db'}")
    upgrade(ours)
    monkeypatch.setattr(database, "AGAIN_SECONDS", 0.0)
    OwnPayTable(ours).keep(SET, [paid()])
    log = tmp_path / "touchstone.db-wal"
    before = log.stat().st_size
    assert OwnPayTable(ours).sets()
    assert log.stat().st_size == before > 0


def test_who_cleared_traces_in_vain_waits_as_long_as_others_afterwards(tmp_path: Path) -> None:
    ours, reader = (Database(f"sqlite:///{tmp_path / 'touchstone.db'}") for _ in range(2))
    upgrade(ours)
    OwnPayTable(ours).keep(SET, [paid()])
    with reader.read() as reading:
        reading.exec_driver_sql("SELECT * FROM own_pay").all()
        OwnPayTable(ours).keep(replace(SET, id="s2"), [paid()])
        ours.clear_traces()
    with ours.read() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == database.BUSY_MS


def _on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())
