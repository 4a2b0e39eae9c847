"""A list of findings, what blocks publishing first, each with its reason one click away."""

from __future__ import annotations

from collections.abc import Sequence
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
    """A finding as a person reads it: severity (`error`, `warn`, `info`), what, why, where it comes from."""

    severity: str
    message: str
    reason: str = ""
    source: str = ""


def findings_list(findings: Sequence[ShownFinding], *, checked: str) -> None:
    """The findings by severity; without any, says what was checked."""
    if not findings:
        st.success(f"Nothing found. Checked: {checked}.", icon=":material/check:")
        return
    order = list(_LOOK)
    for finding in sorted(findings, key=lambda f: order.index(f.severity)):
        _one(finding)
    st.caption(f"Checked: {checked}.")


def _one(finding: ShownFinding) -> None:
    icon, colour, words = _LOOK[finding.severity]
    said, why = st.columns([8, 1], vertical_alignment="top")
    said.markdown(f"{icon} :{colour}-badge[{words}] {escape_markdown(finding.message)}")
    if finding.reason or finding.source:
        with why.popover("Why", type="tertiary"):
            if finding.reason:
                st.text(finding.reason)
            if finding.source:
                st.caption(f"Source: {escape_markdown(finding.source)}")
