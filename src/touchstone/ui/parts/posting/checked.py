"""A text from elsewhere: paste it, see what was found, take a replacement with one click."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from touchstone.bootstrap import Content
from touchstone.postings.beside_profile import beside, called
from touchstone.postings.draft import Desk
from touchstone.postings.employer import Employer
from touchstone.postings.existing import Review
from touchstone.postings.findings import BESIDE, Finding
from touchstone.postings.language import all_applied, applied
from touchstone.postings.places import Place
from touchstone.roles.profile import Level, Profile
from touchstone.ui.parts.choices import choose
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.kept import is_too_long
from touchstone.ui.parts.posting.shown import found_list, verdict
from touchstone.ui.parts.posting.there import There
from touchstone.ui.parts.problems import content_problems

TEXT = "posting-text"
MAX_CHARS = 40_000
_NAMES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "pl": "Polish",
    "pt": "Portuguese",
}


def checked_text(
    content: Content,
    profile: Profile,
    level: Level,
    places: Sequence[Place],
    today: date,
    *,
    remote: bool = False,
) -> None:
    """The text, then at once what was found in it, and what the profile of the level says beside it.

    `remote`: it was chosen, with or without places.
    """
    desk = _desk(content)
    text = st.text_area(
        "Your posting", key=TEXT, height=320, persist_state="session",
        placeholder="Paste a posting here; leave the field to have it checked.",
    )  # fmt: skip
    if is_too_long(text, MAX_CHARS):
        return
    if not (text or "").strip():
        st.info(
            "Paste a posting: it is checked for completeness, for the law of its place and for its words."
        )
        return
    who = Employer(name="The employer", remote="yes") if remote else None
    review = desk.review(text or "", as_of=today, places=places, employer=who)
    if not isinstance(review, Review):
        content_problems(review)
        return
    market = content.market_pay(profile, level, [place for place, _ in review.paid], today)
    if desk.wording.language is not None:
        review = beside(review, profile, level, desk.wording.language, market)
    verdict(review.findings)
    _beside(review, called(profile, level))
    there = There(review.text, partial(_apply, review.text), apply_all=partial(_apply_all, review.text))
    found_list(review.findings, review.laws, there)


def _beside(review: Review, called: str) -> None:
    """What the chosen role and level say beside the text: hints, none of which keeps it back."""
    said = [finding.message for finding in review.findings if finding.rule == BESIDE]
    points = "\n".join(f"- {escape_markdown(one)}" for one in said)
    st.info(
        f"Beside our profile of {escape_markdown(called)} (choose role and level above):\n\n{points}",
        icon=":material/compare_arrows:",
    )


def _desk(content: Content) -> Desk:
    """The desk of the text's language; nobody is asked while there is one."""
    languages = content.languages
    if len(languages) < 2:
        return content.desk
    return content.desk_in(
        choose("Language", {name: _NAMES.get(name, name) for name in languages}, key="language")
    )


def _apply_all(text: str, findings: Sequence[Finding]) -> None:
    st.session_state[TEXT] = all_applied(text, findings)


def _apply(text: str, finding: Finding) -> None:
    st.session_state[TEXT] = applied(text, finding)
