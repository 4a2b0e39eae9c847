"""Profiles that somebody adapted or loaded: in this window they stand beside those of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from touchstone.roles.adapting import as_yaml
from touchstone.roles.catalogue import Catalogue, read_profile
from touchstone.roles.profile import Profile

KEPT = "own-profiles"
MOST = 6  # of one's own at a time; the oldest goes


def profiles_of(catalogue: Catalogue) -> dict[str, Profile]:
    """Every profile that can be chosen here: the catalogue's, then one's own."""
    return {**catalogue.profiles, **{id_: p for id_, p in own().items() if id_ not in catalogue.profiles}}


def own() -> dict[str, Profile]:
    """One's own, by id."""
    found: dict[str, Profile] = st.session_state.get(KEPT, {})
    return found


def keep(profile: Profile) -> None:
    """Offers the profile on the pages of this window, and chooses it."""
    rest = {id_: one for id_, one in own().items() if id_ != profile.id}
    st.session_state[KEPT] = dict([*rest.items(), (profile.id, profile)][-MOST:])
    st.session_state["chosen-role"] = st.session_state["choice-role"] = profile.id


def as_texts() -> list[str]:
    """One's own profiles as files, to be kept beyond this window."""
    return [as_yaml(profile) for profile in own().values()]


def take(texts: Sequence[str]) -> None:
    """Offers profiles that were kept; one that can't be read any more is passed over."""
    found = [read_profile(text)[0] for text in texts[:MOST]]
    st.session_state[KEPT] = {profile.id: profile for profile in found if profile is not None} | own()
