"""A candidate's whole loop at one click: shown as it would be, then made, all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from touchstone.access.people import LOCAL, Person
from touchstone.bootstrap import Services
from touchstone.interviews.derive import Ledger
from touchstone.interviews.kit import Occasion
from touchstone.interviews.loop_sets import Swap
from touchstone.interviews.plan import Plan
from touchstone.interviews.proposal import LoopAsked, Proposal, Ready
from touchstone.interviews.request import Request
from touchstone.interviews.scorecard import Refused
from touchstone.roles.profile import Profile
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.interview_calendar import Times
from touchstone.ui.parts.numbers import count
from touchstone.ui.parts.scorecards.seat import Links, link_day, show_links
from touchstone.ui.parts.scorecards.who import address, own_link, public_address
from touchstone.ui.shell.navigation import page_named

_SHOWN = "loop-shown"  # the digest of what was on the page when its button was pressed
_DONE = "loop-done"  # candidate and new links of what was made last: they are shown only now


@dataclass(frozen=True)
class OnPage:
    """What the page shows of the loop: its plan, request, swaps, record of what was shown, and form."""

    profile: Profile
    planned: Plan
    request: Request
    swaps: Mapping[str, tuple[Swap, ...]]
    ledger: Ledger
    form: int


def ready_view(services: Services, viewer: Person, page: OnPage, times: Times, occasion: Occasion) -> None:
    """Who interviews where; once a candidate is named what would be made, and the button that makes it."""
    asked = _asked(services, viewer, page, times, occasion)
    if not times.code:
        st.caption("Name the candidate by a code, and what would be set up for them stands here.")
        return
    proposal = services.readying.proposed(viewer, asked)
    shown = st.session_state.get(_SHOWN)
    st.session_state[_SHOWN] = proposal.digest if isinstance(proposal, Proposal) else None
    if isinstance(proposal, Refused):
        _refused(proposal)
        return
    _proposed(services, proposal, times)
    many, whole = len(proposal.waiting), len(proposal.stages)
    if many:
        label = f"Set up all {count(many, 'interview')}" if many == whole else f"Set up the other {many}"
        if st.button(label, type="primary", key="loop-set-up"):
            _make(services, viewer, asked, shown)
    _made(proposal, whole)


def _asked(services: Services, viewer: Person, page: OnPage, times: Times, occasion: Occasion) -> LoopAsked:
    names, called = _who(viewer, page.planned)
    first, second = st.columns(2)
    with first:
        until = link_day(services.machine.people, "Links of new interviewers open until", key="loop-until")
    hide = second.checkbox("Hide the interviewers' names in the debrief", key="loop-hide")
    return LoopAsked(
        page.profile,
        page.planned,
        page.request,
        times.code,
        times.begin,
        # One kit is kept for everybody who gets the form.
        replace(occasion, interviewer="", candidate_code=""),
        interviewers=names,
        called=called,
        pause_minutes=times.pause_minutes,
        form=page.form,
        swaps=page.swaps,
        ledger=page.ledger,
        hide_names=hide,
        despite=st.session_state.get("loop-despite", ""),
        until=until,
        address=public_address(),
    )


def _who(viewer: Person, planned: Plan) -> tuple[dict[str, str], str]:
    """The names that were typed for each interview, and what whoever types is called."""
    st.caption(
        "Who interviews: names, separated by commas. “me” is you; where nobody is named, you interview."
    )
    columns = st.columns(2)
    names = {
        item.stage.id: columns[place % 2].text_input(
            item.stage.title,
            key=f"loop-who-{item.stage.id}",
            placeholder=", ".join(item.stage.by),
            max_chars=400,
        )
        for place, item in enumerate(planned.stages)
    }
    called = ""
    if viewer.name == LOCAL.name:
        called = columns[len(names) % 2].text_input(
            "Your name, as the others read it", max_chars=80, key="loop-called"
        )
    return names, called


def _proposed(services: Services, proposal: Proposal, times: Times) -> None:
    """The interviews as they would be, or are; and what speaks against them."""
    titles = {question.id: question.title for question in services.content.bank.questions.values()}
    rows = [
        {
            "Interview": one.planned.stage.title,
            "When": f"{one.starts.astimezone(times.zone):%H:%M} to {one.ends.astimezone(times.zone):%H:%M}",
            "Who interviews": escape_markdown(", ".join(one.names)),
            "Questions": "as they were set up"
            if one.already
            else escape_markdown("; ".join(titles.get(q.id, q.id) for q in one.form.form.questions)),
            "": "Set up" if one.already else "To set up",
        }
        for one in proposal.stages
    ]
    st.table(pd.DataFrame(rows).set_index("Interview"))
    for said in filter(None, (proposal.says, *proposal.eased)):
        st.info(escape_markdown(said), icon=":material/visibility:")
    if proposal.invited and proposal.waiting:
        st.caption(f"A new link is made for {escape_markdown(', '.join(proposal.invited))}.")
    if proposal.hindered is not None or st.session_state.get("loop-despite"):
        for sentence in proposal.hindered.sentences if proposal.hindered else ():
            st.warning(escape_markdown(sentence), icon=":material/visibility:")
        st.text_input("Why these forms all the same", key="loop-despite", max_chars=300)


def _make(services: Services, viewer: Person, asked: LoopAsked, shown: str | None) -> None:
    outcome = services.readying.make_ready(viewer, asked, as_shown=shown or "")
    if isinstance(outcome, Ready):
        new = [draft.invited for draft in outcome.links]
        links: Links = {one.person.name: (own_link(one.token), one.until) for one in new}
        st.session_state[_DONE] = (outcome.proposal.candidate, links)
        st.rerun()
    _refused(outcome)


def _made(proposal: Proposal, whole: int) -> None:
    """What was made last, for this candidate: the links are nowhere else."""
    code, links = st.session_state.get(_DONE, ("", {}))
    if code == proposal.candidate:
        said = f"{escape_markdown(code)} is put down for all {count(whole, 'interview')}."
        st.success(said, icon=":material/check:")
        st.page_link(page_named("scorecards"), label="See all scorecards", query_params=address())
        show_links(links)
    elif not proposal.waiting:
        st.info(f"{escape_markdown(proposal.candidate)} is put down for all of these already.")


def _refused(refused: Refused) -> None:
    for sentence in refused.sentences:
        st.warning(escape_markdown(sentence), icon=":material/visibility:")
