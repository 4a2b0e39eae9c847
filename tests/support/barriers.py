"""What keeps somebody from using a page, by the rules of axe-core."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe

# Streamlit's own, on every page of every app: its sections of the sidebar and its uploader's field.
STREAMLITS = {"list": "ul", "listitem": "li", "presentation-role-conflict": "section"}


def barriers(page) -> list[str]:  # type: ignore[no-untyped-def]
    """What keeps somebody from reading or using the page, by the rules of axe-core, as `rule: element`."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found
        for node in one["nodes"]
        if not node["html"].startswith(f"<{STREAMLITS.get(one['id'], '?')}")
        and not (one["id"] == "empty-table-header" and _formula(page, node))
    ]


def _formula(page, node: dict[str, Any]) -> bool:  # type: ignore[no-untyped-def]
    """Whether a heading is a formula: screen readers read its MathML, which axe-core takes for no text."""
    return bool(page.locator(node["target"][0]).locator("math").count() > 0)
