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
MOST_TYPED = 6_000  # characters of a field
_KEY, _ASKED, _CHANGED = "roles-kept", "roles-kept-asked", "adapt-changed"
_CADENCES = tuple(cadence.value for cadence in Cadence)
Lines = Annotated[str, Field(max_length=MOST_TYPED)]


class Adapted(BaseModel):
    """The fields of one role, as far as they differ from its profile."""

    name: Annotated[str, Field(max_length=80)] | None = None
    must: Annotated[list[Annotated[str, Field(max_length=80)]], Field(max_length=100)] | None = None
    day: Lines | None = None
    week: Lines | None = None
    month: Lines | None = None


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


def begin(profile: Profile) -> None:
    """Fills the fields, before they are drawn, with what was typed in them, else with the profile."""
    typed = _changed().get(profile.id, {})
    for field, value in usual(profile).items():
        st.session_state.setdefault(key(field, profile), typed.get(field, value))
    _note(profile)


def _note(profile: Profile) -> None:
    """Takes down which fields of the profile are changed."""
    now = {field: st.session_state.get(key(field, profile)) for field in usual(profile)}
    typed = {field: value for field, value in now.items() if value != usual(profile)[field]}
    rest = {role: fields for role, fields in _changed().items() if role != profile.id}
    st.session_state[_CHANGED] = {**rest, profile.id: typed} if typed else rest


def is_changed(profile: Profile) -> bool:
    """Whether somebody has changed a field of this role."""
    return profile.id in _changed()


def forget(profile: Profile) -> None:
    """Fills the fields with the profile again."""
    st.session_state[_CHANGED] = {role: one for role, one in _changed().items() if role != profile.id}
    st.session_state.update({key(field, profile): value for field, value in usual(profile).items()})


def remember(known: Mapping[str, Profile]) -> None:
    """Gives back what a reload has lost, once; then keeps what is changed. To be called last."""

    def sent() -> None:
        give_back(kept_in(_KEY), known)

    text = json.dumps({"roles": _changed()}) if _changed() else ""
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
        st.session_state.update({key(field, known[role]): value for field, value in fields.items()})


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
