"""An address to pass on: the choices of a page, never the link of who looks at it."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from touchstone.ui.parts.scorecards.who import SEAT


def share_hint() -> None:
    """Says that the address may be copied, and whether it will show the same later. Where it holds somebody's
    own link, which opens what only they may see, another one is given to copy."""
    if SEAT not in st.query_params:
        later = " Opened later it shows what is known then; a day under “Compare more” keeps it as it is."
        later = "" if "as-of" in st.query_params else later
        st.caption(f"The address of this page holds your choices: copy it to share what you see.{later}")
        return
    st.caption(
        "The address of this page holds your own link, which opens what only you may see: don't pass it on. "
        "To share these figures, copy this one:"
    )
    st.code(shared(st.context.url or "", st.query_params.to_dict()), language=None, wrap_lines=True)


def shared(address: str, choices: dict[str, str]) -> str:
    """The page's address with its choices and without a person's link."""
    kept = {name: value for name, value in choices.items() if name != SEAT and value}
    return f"{address.partition('?')[0]}?{urlencode(kept, safe=',:')}"
