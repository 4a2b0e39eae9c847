"""Where the work of a posting is done: places that its laws are looked up for, and working from home."""

from __future__ import annotations

from touchstone.postings.places import Atlas
from touchstone.postings.remote import WORD
from touchstone.ui.parts.choices import choose_many
from touchstone.ui.parts.searching import place_names


def choose_work(atlas: Atlas, *, usual: list[str]) -> list[str]:
    """The places by id, `remote` among them, kept in the address and carried from page to page."""
    known = {WORD: "Remote", **place_names(atlas.names, atlas.regions)}
    return choose_many(
        "Place of work", known, key="place", carried_as="places", default=usual, named=atlas.named
    )
