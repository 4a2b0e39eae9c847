"""The posting as it is written: style, changes to the text, verdict, findings, document, downloads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from touchstone.postings.draft import Desk
from touchstone.postings.employer import Employer, as_yaml
from touchstone.postings.places import Place
from touchstone.postings.posting import NotAdvertised
from touchstone.roles.profile import Level, Profile
from touchstone.ui.parts.choices import choose
from touchstone.ui.parts.posting.editing import drafted, replacements
from touchstone.ui.parts.posting.shown import document, files, found_list, style_names, verdict
from touchstone.ui.parts.problems import content_problems


def written(
    desk: Desk, profile: Profile, level: Level, employer: Employer, places: Sequence[Place], today: date
) -> None:
    """Composes and checks at once, and shows everything that there is to see."""
    line, menu = st.columns([3, 1], vertical_alignment="bottom")
    with menu:
        style = choose("Style", style_names(desk), key="style")
    draft = drafted(
        lambda edits: desk.draft(
            profile, level, employer, as_of=today, places=places, style=style, edits=edits
        )
    )
    if isinstance(draft, NotAdvertised):
        st.warning(draft.reason, icon=":material/visibility:")
    elif isinstance(draft, list):
        content_problems(draft)
    else:
        with line:
            verdict(draft.findings)
        replacements(draft)
        found_list(draft.findings, draft.laws)
        files(draft, as_yaml(employer))
        document(draft)
