"""Hostile key expressions in the real worker: answered in time, nothing left behind, the next is served."""

import time
from pathlib import Path

import pytest
import yaml
from tests.support.hostile import hostile_texts

from .conftest import DEADLINE_MS, GRACE_S, beyond_deadline

ROWS = yaml.safe_load((Path(__file__).parent / "hostile_keys.yaml").read_text(encoding="utf-8"))
SETTLED = {"incorrect", "unreadable", "undecided", "timed_out"}


@pytest.mark.parametrize("row", ROWS, ids=[row["say"][:40] for row in ROWS])
def test_a_hostile_key_is_answered_in_time(grader, row, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    grader.evaluate({"wait for a ready worker": "1"})

    def evaluate():
        result = grader.evaluate({"key": row["say"]})["key"]
        assert not row.get("hangs") or "within 0.5 s" in result["reason"]
        return result["ok"] or result["reason"]

    assert beyond_deadline(evaluate, DEADLINE_MS / 1000) < GRACE_S
    assert grader.evaluate({"next": "1 + 1"})["next"]["text"] == "2"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["x+" * 500_000, "(" * 1_000_000, "9" * 1_000_000, "[" + "1," * 400_000 + "1]"]
)
def test_a_million_characters(grader, text):
    started = time.monotonic()
    assert not grader.evaluate({"key": text})["key"]["ok"]
    assert not grader.evaluate({"key": "a"}, {"a": text})["key"]["ok"]
    assert grader.grade({"key": "1", "answer": text})["outcome"] == "unreadable"
    assert grader.grade({"key": text, "answer": "1"})["outcome"] == "invalid_row"
    assert time.monotonic() - started < 60


def test_every_hostile_answer_gets_a_verdict_in_time_and_none_is_right(grader):
    texts = hostile_texts()
    rows = [{"id": one.label, "key": "2*x + 1", "answer": one.text} for one in texts]
    late = []
    for one, verdict in zip(texts, grader.grade_many(rows), strict=True):
        assert verdict["id"] == one.label
        assert verdict["outcome"] in SETTLED, one.label
        assert verdict["score"] == 0.0
        if verdict["ms"] > DEADLINE_MS + 1000 * GRACE_S:
            late.append(one)
    for one in late:  # the machine may have been busy with something else
        row = {"key": "2*x + 1", "answer": one.text}
        assert beyond_deadline(lambda row=row: grader.grade(row), DEADLINE_MS / 1000) < GRACE_S, one.label
    assert not Path("/tmp/touchstone-canary").exists()
