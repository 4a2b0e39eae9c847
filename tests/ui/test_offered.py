"""On a shared server nobody is known yet, so pages that show answer keys are not offered at all."""

from __future__ import annotations

from pathlib import Path

import pytest


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


def test_on_ones_own_machine_they_are_there(open_page) -> None:  # type: ignore[no-untyped-def]
    assert open_page("questions").title[0].value == "Questions"
