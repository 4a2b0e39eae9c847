"""A list of findings, what blocks publishing first, each with its reason one click away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from touchstone.ui.parts.inert import escape_markdown

_LOOK = {
    "error": (":material/block:", "red", "May not be published"),
    "warn": (":material/visibility:", "orange", "Look here"),
    "info": (":material/info:", "gray", "For your information"),
}


@dataclass(frozen=True)
class ShownFinding:
    """A finding as a person reads it: severity (`error`, `warn`, `info`), what, why, where it comes from.

    `place` is where it stands, as Markdown that was made harmless; `apply` writes what `write` says there.
    """

    severity: str
    message: str
    reason: str = ""
    source: str = ""
    place: str = ""
    write: str = ""
    apply: Callable[[], None] | None = None


def findings_list(findings: Sequence[ShownFinding], *, checked: str) -> None:
    """The findings by severity; without any, says what was checked."""
    if not findings:
        st.success(f"Nothing found. Checked: {checked}.", icon=":material/check:")
        return
    order = list(_LOOK)
    for n, finding in enumerate(sorted(findings, key=lambda f: order.index(f.severity))):
        _one(finding, f"{finding.severity}-{n}")
    st.caption(f"Checked: {checked}.")


def _one(finding: ShownFinding, key: str) -> None:
    icon, colour, words = _LOOK[finding.severity]
    said, why = st.columns([6, 1], vertical_alignment="top")
    place = f"  \n{finding.place}" if finding.place else ""
    write = f" → **{escape_markdown(finding.write)}**" if finding.write else ""
    said.markdown(f"{icon} :{colour}-badge[{words}] {escape_markdown(finding.message)}{place}{write}")
    if finding.apply is not None:
        why.button("Apply", key=f"apply-{key}", on_click=finding.apply, width="stretch")
    if finding.reason or finding.source:
        with why.popover("Why", type="tertiary"):
            if finding.reason:
                st.text(finding.reason)
            if finding.source:
                st.caption(f"Source: {escape_markdown(finding.source)}")
