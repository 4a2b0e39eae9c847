"""What every store of a question's life promises, asked of the one in memory, of SQLite and of PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.support.authoring import MemoryAuthoring

from touchstone.authoring.model import AuthoringStore, Check, Version
from touchstone.store.questions import QuestionTable

AT = datetime(2026, 11, 28, 9, tzinfo=UTC)
HOSTILE = "a\0b \ud800 '); DROP TABLE question_version;-- ½ 😀\n<script>"
VERSION = Version("twice", "a" * 64, HOSTILE, "Kim", AT)
CHECK = Check("c1", "twice", "a" * 64, "proof", 25, 2, AT, ("seed 1: the key is 2", "½ <b>"))


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest) -> AuthoringStore:
    return (
        MemoryAuthoring()
        if request.param == "memory"
        else QuestionTable(request.getfixturevalue(request.param))
    )


def test_a_version_comes_back_exactly_and_is_never_replaced(store: AuthoringStore) -> None:
    assert store.add_version(VERSION) is True
    assert store.add_version(replace(VERSION, text="other", saved_by="Eve")) is False
    later = replace(VERSION, hash="b" * 64, saved_at=AT + timedelta(days=1))
    assert store.add_version(later) is True
    assert store.add_version(replace(VERSION, question_id="thrice")) is True
    assert list(store.versions("twice")) == [later, VERSION]
    assert list(store.versions("nobody")) == []


def test_checks_come_back_newest_first(store: AuthoringStore) -> None:
    newer = replace(CHECK, id="c2", kind="mutation", at=AT + timedelta(hours=1), said=())
    other = replace(CHECK, id="c3", question_id="thrice", at=AT - timedelta(hours=1))
    for check in (CHECK, newer, other):
        store.add_check(check)
    assert list(store.checks("twice")) == [newer, CHECK]
    assert list(store.checks()) == [newer, CHECK, other]


def test_a_question_that_nobody_was_asked_has_no_count(store: AuthoringStore) -> None:
    assert store.asked("twice") == {}
