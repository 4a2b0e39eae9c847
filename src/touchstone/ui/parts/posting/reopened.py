"""A posting that was saved: loaded into the page, and marked when its profile has changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from touchstone.core.located_yaml import load_text
from touchstone.core.problems import Problem
from touchstone.core.text_files import no_text, text_or_kind
from touchstone.postings.draft import Desk
from touchstone.postings.drafted import ALTERED, NEWER, Draft
from touchstone.postings.edits import Edits, rebased
from touchstone.postings.employer import Employer, as_yaml, read_employer
from touchstone.postings.places import Place
from touchstone.postings.saved import Change, SavedPosting, is_saved, read_saved
from touchstone.roles.catalogue import read_profile
from touchstone.roles.profile import Profile
from touchstone.salaries.exports import safe
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.numbers import count
from touchstone.ui.parts.posting.before import SAVED, note
from touchstone.ui.parts.posting.editing import keep_edits
from touchstone.ui.parts.posting.fields import in_fields
from touchstone.ui.parts.posting.folded import fold_when_whole
from touchstone.ui.parts.posting.shown import document, files, found_list, verdict
from touchstone.ui.parts.roles.own import keep, profiles_of
from touchstone.ui.shell.hold import held

FILE = "posting-file"
_WAITS = "posting-waits"  # a saved posting whose role is not here
_TOLD = "posting-file-problems"


def loader() -> None:
    """Where a saved posting, or an employer file, is loaded; a broken one is told with its lines."""
    with st.expander("Load a saved posting, an employer file or a role profile"):
        st.file_uploader(
            "YAML or JSON", type=["yaml", "yml", "json"], key=FILE, max_upload_size=1, on_change=_load
        )
    told = st.session_state.get(_TOLD)
    if told and st.session_state.get(FILE) is not None:
        st.error("This file can't be used. Mend these lines and load it again.", icon=":material/block:")
        st.code("\n".join(told[:50]), language=None, wrap_lines=True)
    waits: SavedPosting | None = st.session_state.get(_WAITS)
    if waits is not None and st.session_state.get(FILE) is not None:
        _say_missing(escape_markdown(waits.role))


def _say_missing(role: str) -> None:
    st.warning(
        f"This posting was made from the role “{role}”, which this browser does not hold: it is not shown. "
        f"Load the profile of that role ({role}.yaml) in the same place, and the posting opens. Who adapted "
        "the role has the file: “Save the profile” on the Roles page.",
        icon=":material/person_search:",
    )


def _load() -> None:
    """Runs before the page does, so that every field may be filled."""
    file = st.session_state.get(FILE)
    st.session_state[_TOLD] = []
    if file is None:  # a browser takes the file away before it brings another one
        return
    waits: SavedPosting | None = st.session_state.pop(_WAITS, None)
    text, kind = text_or_kind(file.getvalue())
    if text is None:
        st.session_state[_TOLD] = [str(no_text(file.name, kind))]
        return
    name = file.name
    located = load_text(text, name=name)
    if not isinstance(located, Problem) and is_saved(located.data):
        saved, problems = read_saved(text, name=name)
        if saved is not None:
            _fill(saved)
    elif not isinstance(located, Problem) and is_profile(located.data):
        topics = held().content.taxonomy.names
        profile, problems = read_profile(located, topics=topics, anywhere=True)
        if profile is not None:
            keep(profile)
            if waits is not None:
                _fill(waits)
    else:
        employer, problems = read_employer(text, name=name)
        if employer is not None:
            note()
            _fields(employer)
            _go_to(employer.places)
    st.session_state[_TOLD] = [str(problem) for problem in problems]


def is_profile(data: object) -> bool:
    """Whether a file is a role profile rather than an employer's."""
    return isinstance(data, dict) and {"duties", "levels"} <= data.keys()


def _fill(saved: SavedPosting) -> None:
    if saved.role not in profiles_of(held().content.catalogue):
        st.session_state[_WAITS] = saved
        return
    note()
    _fields(saved.employer)
    chosen = {"role": saved.role, "level": saved.level.value, "style": saved.style}
    st.session_state.update({f"choice-{name}": value for name, value in chosen.items()})
    _go_to(saved.places)
    keep_edits(saved.role, saved.level.value, saved.edits)
    st.session_state[SAVED] = saved


def _fields(employer: Employer) -> None:
    fields = in_fields(employer, _known(employer.remote_from))
    st.session_state.update(fields)
    fold_when_whole(fields)


def _go_to(places: Sequence[str]) -> None:
    """Chooses the places that are known; the others are left to the person."""
    found = _known(places)
    if found:
        st.session_state["choice-place"] = found


def _known(places: Sequence[str]) -> list[str]:
    atlas = held().content.desk.atlas
    return [place.id for name in places if isinstance(place := atlas.find(name), Place)]


def stale_posting(profiles: Mapping[str, Profile], desk: Desk, today: date) -> bool:
    """Shows a saved posting as it was, with what differs, when it would be made otherwise; else False."""
    saved: SavedPosting | None = st.session_state.get(SAVED)
    profile = profiles.get(saved.role) if saved else None
    if saved is None or profile is None:
        return False
    draft = desk.reopen(profile, saved, as_of=today)
    if not isinstance(draft, Draft) or not draft.stale:
        st.session_state.pop(SAVED, None)
        return False
    why = NEWER if profile.hash != saved.profile else ALTERED
    said = f"{why}: {count(len(draft.changes), 'line')}"
    differ = "differs" if len(draft.changes) == 1 else "differ"
    st.warning(f":orange-badge[Stale] {said} {differ}. It is shown as it was.", icon=":material/history:")
    if draft.changes:
        st.dataframe(pd.DataFrame([_row(one) for one in draft.changes]), hide_index=True, width="stretch")
    yours = [change for change in draft.changes if change.yours]
    if yours:
        st.caption(
            f"What you wrote stays as you wrote it ({count(len(yours), 'line')}); you can change it then."
        )
    edits = rebased(draft.composed, saved.edits)
    st.button("Take over the changes", type="primary", on_click=_go_on, args=(saved, edits))
    verdict(draft.findings)
    found_list(draft.findings, draft.laws)
    files(draft, as_yaml(saved.employer))
    document(draft)
    return True


def _row(change: Change) -> dict[str, str]:
    now = "No longer there." if change.now is None else change.now
    return {
        "Part": change.title,
        "Was": safe(change.was or "(new)"),  # the table can be downloaded, and opened in a spreadsheet
        "Is made now": safe(now),
        "You wrote": safe(change.yours or ""),
    }


def _go_on(saved: SavedPosting, edits: Edits) -> None:
    keep_edits(saved.role, saved.level.value, edits)
    st.session_state.pop(SAVED, None)
