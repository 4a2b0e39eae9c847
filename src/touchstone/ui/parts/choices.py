"""Choices that pages share. They stand in one row, live in the address and travel from page to page.

Streamlit's own binding writes what a person reads (`?level=Mid-level`) into the address; links are sent to
colleagues and kept for years, so ours carries the id (`?level=mid`), which outlives a change of words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from touchstone.core.problems import nearest
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.notices import notice
from touchstone.ui.parts.searching import Named, found, ordered

PAGE = "_page"  # where the shell says which page is open
LONGEST_SHOWN = 40
NONE: Mapping[str, str] = MappingProxyType({})
LEVELS = {"junior": "Junior", "mid": "Mid-level", "senior": "Senior", "staff": "Staff"}


def choose(
    label: str,
    options: Mapping[str, str],
    *,
    key: str,
    default: str | None = None,
    refused: Mapping[str, str] = NONE,
    searched: bool = False,
) -> str:
    """One choice out of `options` (id → what a person reads), kept in the address as `?key=id`.

    Among many that are `searched` by typing, what holds the letters is offered, the best first; the first
    option stays the first.

    `refused` are ids that exist and are not offered here, each with the reason that an address is told.
    Raises ValueError when there is nothing to choose from: a page shows its empty state first.
    """
    if not options:
        raise ValueError(f"nothing to choose from for {key!r}")
    ids = list(options)
    state = f"choice-{key}"
    wanted = (st.session_state.get(f"chosen-{key}"), default, ids[0])
    usual = next(one for one in wanted if one is not None and one in options)
    asked = _asked(key, options, refused, usual)
    if asked is not None:
        st.session_state[state] = asked
    elif _comes_anew(key) or st.session_state.get(state) not in options:
        st.session_state[state] = usual
    chosen = st.selectbox(
        label,
        [ids[0], *ordered(tuple(options.items())[1:])] if searched else ids,
        key=state,
        format_func=lambda i: options.get(i, i),
        filter_mode="contains" if searched else "fuzzy",
    )
    chosen = chosen if chosen in options else ids[0]
    if st.query_params.get(key) != chosen:
        st.query_params[key] = chosen
    st.session_state[f"address-{key}"] = st.session_state[f"chosen-{key}"] = chosen
    return chosen


def choose_tab(options: Mapping[str, str], *, key: str) -> Sequence[DeltaGenerator]:
    """A tab for each of `options` (id → its title, each another); the open one is kept in the address."""
    ids, state = list(options), f"tab-{key}"
    asked = _asked(key, options, NONE, ids[0])
    if asked is not None:
        st.session_state[state] = options[asked]
    tabs = st.tabs(list(options.values()), key=state, on_change="rerun")
    opened = next((one for one in ids if options[one] == st.session_state.get(state)), ids[0])
    if st.query_params.get(key) != opened:
        st.query_params[key] = opened
    st.session_state[f"address-{key}"] = opened
    return tabs


def _comes_anew(key: str) -> bool:
    """Whether another page was open when this choice was last drawn.

    Streamlit takes a box with other options for another box, which begins at its first option: on a new page
    it is told again what was chosen.
    """
    page, before = st.session_state.get(PAGE), st.session_state.get(f"page-{key}")
    st.session_state[f"page-{key}"] = page
    return bool(page != before)


def _asked(key: str, options: Mapping[str, str], refused: Mapping[str, str], usual: str) -> str | None:
    """What an address that says something new asks for; an unknown id is named, with the nearest there is
    or, where nothing is near, the `usual` choice that stands in for it."""
    asked = st.query_params.get(key)
    if asked is None or asked == st.session_state.get(f"address-{key}"):
        return None
    same = _by_letters(asked, options)
    if same is not None:
        _comes_anew(key)
        return same
    if asked in refused:
        name_unknown(asked, refused[asked])
        return None
    taken = _near(asked, options) or usual
    name_unknown(asked, f"{options[taken]} is shown.")
    return taken


def _by_letters(asked: str, options: Mapping[str, str]) -> str | None:
    """The id itself, or the one that differs in capitals alone: `eur` is EUR."""
    return (
        asked
        if asked in options
        else next((one for one in options if one.casefold() == asked.casefold()), None)
    )


def _offered(one: str | None, options: Mapping[str, str]) -> str | None:
    return one if one in options else None


def _near(asked: str, options: Mapping[str, str]) -> str | None:
    """The nearest number among numbers, else the name most like it."""
    if asked.isdecimal() and all(one.isdecimal() for one in options):
        return min(options, key=lambda one: abs(int(one) - int(asked[:LONGEST_SHOWN])))
    return nearest(asked, options)


def choose_role(titles: Mapping[str, str]) -> str:
    """The role, by profile id."""
    return choose("Role", titles, key="role", default="machine_learning_engineer")


def choose_level(levels: Sequence[str], refused: Mapping[str, str] = NONE) -> str:
    """The level, out of those that the profile offers; `refused` says of another why it is not among them."""
    options = {level: LEVELS.get(level, level) for level in levels}
    return choose("Level", options, key="level", default="senior", refused=refused)


def choose_many(
    label: str,
    options: Mapping[str, str],
    *,
    key: str,
    default: Sequence[str] = (),
    at_most: int | None = None,
    placeholder: str | None = None,
    carried_as: str | None = None,
    named: Named | None = None,
) -> list[str]:
    """Several choices out of `options`, kept in the address as `?key=id,id`; unknown ids are named.

    `?key=id&key=id` says the same, and so does a name that `named` knows the id of. With it, what is typed
    may be an id or another name, too, and what nothing bears is said.

    What is chosen (not what is there by default) goes on to the choices that are `carried_as` the same. Where
    the default changes, it changes what nobody has chosen.
    """
    state, memory = f"choice-{key}", f"chosen-{carried_as or key}"
    asked = ",".join(st.query_params.get_all(key)) if key in st.query_params else None
    usual = [part for part in default if part in options][:at_most]
    before, st.session_state[f"usual-{key}"] = st.session_state.get(f"usual-{key}", usual), usual
    if before != usual and memory not in st.session_state and st.session_state.get(state) == before:
        st.session_state[state] = usual
    if asked is not None and asked != st.session_state.get(f"address-{key}"):
        _comes_anew(key)
        known = named or (lambda name: None)
        whole = _offered(known(asked), options)  # "New York metro, NY" is one place
        parts = [whole] if whole else [part.strip() for part in asked.split(",")]
        found_ids = (_by_letters(part, options) or _offered(known(part), options) or part for part in parts)
        ids = list(dict.fromkeys(one for one in found_ids if one))
        found = [part for part in ids if part in options]
        st.session_state[state] = found[:at_most]
        for part in found[at_most:] if at_most else ():
            name_unknown(options[part], f"At most {at_most} are compared at once.")
        for part in [part for part in ids if part not in options][:3]:
            near = _near(part, options)
            name_unknown(part, f"Did you mean {options[near]}?" if near else "Choose from the list.")
    elif _comes_anew(key) or state not in st.session_state:
        remembered = [part for part in st.session_state.get(memory, ()) if part in options]
        st.session_state[state] = remembered[:at_most] or usual
    st.session_state[state] = _settled(st.session_state[state], options, named)
    chosen = st.multiselect(
        label,
        ordered(tuple(options.items())) if named else list(options),
        key=state,
        format_func=lambda i: options.get(i, i),
        max_selections=at_most,
        placeholder=placeholder or "Choose",
        filter_mode="contains",  # a fuzzy look offered Redmond for "remote"
        select_all=False,  # it stands first, so that Enter would take every match
        accept_new_options=named is not None,
        wrap=True,
    )
    st.query_params[key] = st.session_state[f"address-{key}"] = ",".join(chosen)
    if list(chosen) != usual or memory in st.session_state:
        st.session_state[memory] = list(chosen)
    return list(chosen)


def _settled(parts: Sequence[str], options: Mapping[str, str], named: Named | None) -> list[str]:
    """The ids in what a box holds, each once; typed text becomes the id of what it names, or is said."""
    settled = []
    for part in parts:
        one, others = (part, ()) if part in options or named is None else found(part, options, named)
        if one is None:
            _name_typed(part, [options[other] for other in others])
        elif one in options:
            settled.append(one)
    return list(dict.fromkeys(settled))


def _name_typed(typed: str, meant: Sequence[str]) -> None:
    which = f"Did you mean {' or '.join(meant)}?" if meant else "Choose from the list."
    notice(f"“{escape_markdown(typed[:LONGEST_SHOWN])}” is not offered here. {escape_markdown(which)}")


def name_others(known: Sequence[str]) -> None:
    """Says which words of the address the page does not know: a link with a slip shows something else."""
    others = [name for name in st.query_params if name not in known]
    if not others:
        return
    near = nearest(others[0], known) if len(others) == 1 else None
    names = ", ".join(f"“{escape_markdown(name[:LONGEST_SHOWN])}”" for name in others[:3])
    more = f" and {len(others) - 3} more" if len(others) > 3 else ""
    meant = f" Did you mean “{near}”?" if near else ""
    notice(f"The address also says {names}{more}, which this page does not know.{meant}")


def name_unknown(asked: str, said: str) -> None:
    """What the address asks for stands there as inert text: an address may come from anybody."""
    shown = escape_markdown(asked[:LONGEST_SHOWN])
    notice(f"The address asks for “{shown}”, which is not offered here. {escape_markdown(said)}")
