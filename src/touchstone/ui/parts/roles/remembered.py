"""Profiles that are being adapted, kept in the person's own browser: a reload loses nothing of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

import streamlit as st
from pydantic import BaseModel, Field, ValidationError

from touchstone.roles.profile import Cadence, Profile
from touchstone.ui.parts.in_browser import ROLES, in_browser, kept_in

MOST = 200_000  # characters that are kept
MOST_NAME, MOST_TYPED = 80, 6_000  # characters of a field that are taken; what is longer is kept all the same
_KEY, _ASKED, _CHANGED = "roles-kept", "roles-kept-asked", "adapt-changed"
_FILLED = "adapt-filled"  # the fields that were filled before the page ran
_CADENCES = tuple(cadence.value for cadence in Cadence)
Typed = Annotated[str, Field(max_length=MOST)]


class Adapted(BaseModel):
    """The fields of one role, as far as they differ from its profile."""

    name: Typed | None = None
    must: Annotated[list[Annotated[str, Field(max_length=80)]], Field(max_length=100)] | None = None
    day: Typed | None = None
    week: Typed | None = None
    month: Typed | None = None


class Kept(BaseModel):
    """By the id of the role."""

    roles: Annotated[dict[str, Adapted], Field(max_length=20)]


def key(field: str, profile: Profile) -> str:
    """The key of a field's widget."""
    return f"adapt-{field}-{profile.id}"


def usual(profile: Profile) -> dict[str, Any]:
    """What stands in the fields before anybody changes them."""
    duties = {one: "\n".join(duty.does for duty in profile.duties.of(Cadence(one))) for one in _CADENCES}
    return {"name": f"{profile.title}, adapted", "must": [skill.id for skill in profile.must], **duties}


def first(field: str, profile: Profile) -> Any:
    """What a field begins with: what was typed in it, else the profile; None where it was just filled.

    It is the field's own value, not one of the session: after a new start of the server the browser sends
    what stands in the field, and a value of the session would throw that away.
    """
    at = key(field, profile)
    filled: set[str] = st.session_state.get(_FILLED, set())
    if at in filled:
        filled.discard(at)
        return None
    if at not in st.session_state:
        st.session_state[f"first-{at}"] = _changed().get(profile.id, {}).get(field, usual(profile)[field])
    return st.session_state.get(f"first-{at}", usual(profile)[field])


def _fill(profile: Profile, fields: Mapping[str, Any]) -> None:
    found = {key(field, profile): value for field, value in fields.items()}
    st.session_state.update(found)
    st.session_state[_FILLED] = st.session_state.get(_FILLED, set()) | found.keys()


def note(profile: Profile) -> None:
    """Takes down which fields of the profile are changed. To be called before and after they are drawn."""
    base = usual(profile)
    before = {**base, **_changed().get(profile.id, {})}
    now = {field: st.session_state.get(key(field, profile), before[field]) for field in base}
    typed = {field: value for field, value in now.items() if value != base[field]}
    rest = {role: fields for role, fields in _changed().items() if role != profile.id}
    st.session_state[_CHANGED] = {**rest, profile.id: typed} if typed else rest


def is_changed(profile: Profile) -> bool:
    """Whether somebody has changed a field of this role."""
    return profile.id in _changed()


def forget(profile: Profile) -> None:
    """Fills the fields with the profile again."""
    st.session_state[_CHANGED] = {role: one for role, one in _changed().items() if role != profile.id}
    _fill(profile, usual(profile))


def remember(known: Mapping[str, Profile]) -> None:
    """Gives back what a reload has lost, once; then keeps what is changed. To be called last."""

    def sent() -> None:
        give_back(kept_in(_KEY), known)

    text = json.dumps({"roles": _changed()}) if _changed() else ""
    if len(text) > MOST:
        st.caption("This is too much for the browser to keep: a reload gives back what stood here before.")
    in_browser(
        ROLES,
        text if len(text) <= MOST else None,
        key=_KEY,
        asked=st.session_state.get(_ASKED, False),
        sent=sent,
    )


def give_back(sent: object, known: Mapping[str, Profile]) -> None:
    """Fills the fields with what a browser sent, before the page runs; a browser may send anything."""
    st.session_state[_ASKED] = True
    text = sent.get("text") if isinstance(sent, Mapping) else None
    if not isinstance(text, str) or not 2 < len(text) <= MOST:
        return
    try:
        kept = Kept.model_validate_json(text)
    except ValidationError:
        return
    new = {role: one for role, one in kept.roles.items() if role in known and role not in _changed()}
    found = {role: _fields(one, known[role]) for role, one in new.items()}
    st.session_state[_CHANGED] = {**_changed(), **{role: fields for role, fields in found.items() if fields}}
    for role, fields in found.items():
        _fill(known[role], fields)


def _fields(kept: Adapted, profile: Profile) -> dict[str, Any]:
    """What was kept of a role, without skills that its profile no longer has."""
    fields = kept.model_dump(exclude_none=True)
    if "must" in fields:
        skills = {skill.id for skill in profile.skills}
        fields["must"] = [name for name in dict.fromkeys(fields["must"]) if name in skills]
    return fields


def _changed() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = st.session_state.get(_CHANGED, {})
    return found
