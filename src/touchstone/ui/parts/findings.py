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
class ShownPlace:
    """A further place of a finding, as Markdown that was made harmless, and what a click writes there."""

    place: str
    write: str = ""
    apply: Callable[[], None] | None = None


@dataclass(frozen=True)
class ShownFinding:
    """A finding as a person reads it: severity (`error`, `warn`, `info`), what, why, where it comes from.

    `place` is where it stands, as Markdown that was made harmless; `apply` writes what `write` says there.
    `again` are further places of which the same is said; `apply_all` writes it at all of them.
    """

    severity: str
    message: str
    reason: str = ""
    source: str = ""
    place: str = ""
    write: str = ""
    apply: Callable[[], None] | None = None
    again: tuple[ShownPlace, ...] = ()
    apply_all: Callable[[], None] | None = None


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
    place = f"  \n{_there(finding.place, finding.write)}" if finding.place else ""
    times = f" **{len(finding.again) + 1} times.**" if finding.again else ""
    said.markdown(f"{icon} :{colour}-badge[{words}] {escape_markdown(finding.message)}{times}{place}")
    if finding.apply is not None:
        why.button("Apply", key=f"apply-{key}", on_click=finding.apply, width="stretch")
    if finding.reason or finding.source:
        with why.popover("Why", type="tertiary"):
            if finding.reason:
                st.text(finding.reason)
            if finding.source:
                st.caption(f"Source: {escape_markdown(finding.source)}")
    for n, one in enumerate(finding.again):
        said, why = st.columns([6, 1], vertical_alignment="top")
        said.markdown(_there(one.place, one.write))
        if one.apply is not None:
            why.button("Apply", key=f"apply-{key}-{n}", on_click=one.apply, width="stretch")
    if finding.apply_all is not None:
        every = f"Apply at all {len(finding.again) + 1} places"
        st.button(every, key=f"apply-all-{key}", on_click=finding.apply_all)


def _there(place: str, write: str) -> str:
    return f"{place} → **{escape_markdown(write)}**" if write else place
