"""The script that Streamlit runs for every session: look, navigation, the chosen page."""

import streamlit as st

from touchstone.ui.parts.choices import PAGE
from touchstone.ui.shell.look import MARK, dress
from touchstone.ui.shell.navigation import navigation

# An icon of our own, before the pages are told: Streamlit would fetch one of theirs from a network.
st.set_page_config(page_icon=MARK, layout="centered")
dress()
page = st.navigation(navigation())
st.set_page_config(page_title=f"{page.title} · Touchstone")
st.session_state[PAGE] = page.title
page.run()
