"""The Questions page in a real browser: its views have no barriers, and what is typed is read at once."""

from __future__ import annotations

import pytest
from tests.support.barriers import barriers

pytestmark = pytest.mark.browser
ONE = "/questions?question=sample-variance-small"
QUERY = "/questions?question=query-visits-per-clinic"


@pytest.mark.parametrize(
    "address", [f"{ONE}&view={view}" for view in ("health", "edit", "history")] + [QUERY]
)
def test_a_view_has_no_barriers(visitor, address: str) -> None:  # type: ignore[no-untyped-def]
    page = visitor.open(address)
    page.locator("h2").first.wait_for()
    assert barriers(page) == []


def test_a_mistake_is_named_with_its_line_as_soon_as_it_is_typed(visitor) -> None:  # type: ignore[no-untyped-def]
    page = visitor.open(f"{ONE}&view=edit")
    field = page.get_by_label("Text of the question", exact=True)
    field.fill(field.input_value().replace("minutes:", "minuts:"))
    field.press("Control+Enter")
    page.get_by_text("Wrong. Line 5, column 3: unknown field 'minuts'").wait_for(timeout=20_000)
    assert page.get_by_role("button", name="Prove and save").is_disabled()
