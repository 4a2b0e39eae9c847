"""The posting as it is written: style, changes to the text, verdict, findings, document, downloads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from touchstone.core.problems import Problem
from touchstone.postings.draft import Desk
from touchstone.postings.drafted import Draft
from touchstone.postings.edits import Edits
from touchstone.postings.employer import Employer, as_yaml
from touchstone.postings.findings import Finding
from touchstone.postings.places import Place
from touchstone.postings.posting import NotAdvertised
from touchstone.postings.render import DEFAULT_STYLE
from touchstone.postings.words import listed
from touchstone.roles.profile import Level, Profile
from touchstone.ui.parts.choices import choose
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.posting.editing import drafted, there
from touchstone.ui.parts.posting.shown import (
    STYLES,
    document,
    files,
    found_list,
    style_names,
    verdict,
    way_down,
)
from touchstone.ui.parts.problems import content_problems


def written(
    desk: Desk,
    profile: Profile,
    level: Level,
    employer: Employer,
    places: Sequence[Place],
    today: date,
    refused: Sequence[Finding] = (),
    above: DeltaGenerator | None = None,
) -> None:
    """Composes and checks at once, and shows everything that there is to see.

    `refused` are the findings of fields that could not be taken. `above` is a place above the fields: on a
    phone the posting stands several screens below them, so it says there how things are, with a way down.
    """
    line, menu = st.columns([3, 1], vertical_alignment="bottom")
    with menu:
        style = choose("Style", style_names(desk), key="style")

    def composed(style: str, edits: Edits | None = None) -> Draft | NotAdvertised | list[Problem]:
        return desk.draft(
            profile, level, employer,
            as_of=today, places=places, style=style, edits=edits, refused=refused,
        )  # fmt: skip

    if style != DEFAULT_STYLE and isinstance(broken := composed(style), list):
        _can_not_fill(style_names(desk)[style], f"The posting stands below as “{STYLES[DEFAULT_STYLE]}”.")
        content_problems(broken, opened=True)
        style = DEFAULT_STYLE
    draft = drafted(partial(composed, style))
    if isinstance(draft, NotAdvertised):
        st.warning(draft.reason, icon=":material/visibility:")
    elif isinstance(draft, list):
        _can_not_fill(style_names(desk)[DEFAULT_STYLE], _another(desk, composed))
        content_problems(draft, opened=True)
    else:
        with line:
            verdict(draft.findings)
        found_list(draft.findings, draft.laws, there(draft))
        files(draft, as_yaml(employer))
        document(draft)
        if above is not None:
            way_down(above, draft.findings)


def _another(desk: Desk, composed: Callable[[str], object]) -> str:
    """What to do when the style that everything falls back to is broken: the styles that are sound."""
    sound = [name for style, name in style_names(desk).items() if isinstance(composed(style), Draft)]
    if not sound:
        return "There is no posting until it is mended."
    return "Choose another style: " + listed([f"“{escape_markdown(name)}”" for name in sound], "or") + "."


def _can_not_fill(style: str, instead: str) -> None:
    st.warning(
        f"The template of the style “{escape_markdown(style)}” is broken and can't be filled in. {instead}",
        icon=":material/visibility:",
    )
