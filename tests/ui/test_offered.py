"""On a shared server nobody is known yet, so pages that show answer keys are not offered at all."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from touchstone.access.people import KEYS_ALONE
from touchstone.ui.parts.self_test import place
from touchstone.ui.shell import navigation


def test_pages_with_keys_stay_away_from_a_shared_server(
    open_page,  # type: ignore[no-untyped-def]
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("TOUCHSTONE_DATABASE_URL", f"sqlite:///{tmp_path}/shared.db")
    app = open_page()
    assert [door.value for door in app.header][:2] == ["Hire", "Practise"]
    refused = open_page("questions")
    assert "Questions" not in [title.value for title in refused.title]
    told = open_page("interviews")  # not Home without a word
    assert [door.value for door in told.title] == ["Interviews"]
    assert [one.value for one in told.info] == [KEYS_ALONE]
    # Were the page offered by mistake, what is behind it would refuse all the same.
    monkeypatch.setattr(navigation, "may_see_keys", lambda: True)
    shown = open_page("interviews", role="data_scientist", level="mid")
    assert [one.value for one in shown.info] == [KEYS_ALONE]
    assert not shown.dataframe
    assert not shown.tabs


@pytest.mark.parametrize(
    ("headers", "shared", "local"),
    [
        ({"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:8501"}, "", True),
        ({"Host": "localhost:8501"}, "", True),
        ({"Host": "localhost:8501"}, "1", False),
        ({"Host": "hire.example.com", "Origin": "http://localhost"}, "", False),
        ({"Host": "localhost", "Origin": "https://hire.example.com"}, "", False),
        ({"Host": "localhost", "Origin": "http://localhost", "X-Forwarded-For": "203.0.113.9"}, "", False),
        ({"Host": "localhost", "Origin": "http://localhost", "Forwarded": "for=203.0.113.9"}, "", False),
    ],
)
def test_only_a_browser_on_this_machine_is_at_home(
    headers: dict[str, str], shared: str, local: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place.st, "context", SimpleNamespace(headers=headers, url="http://localhost/"))
    monkeypatch.setenv("TOUCHSTONE_SHARED", shared)
    monkeypatch.delenv("TOUCHSTONE_DATABASE_URL", raising=False)
    assert place.is_local() is local


def test_on_ones_own_machine_they_are_there(open_page) -> None:  # type: ignore[no-untyped-def]
    assert open_page("questions").title[0].value == "Questions"
