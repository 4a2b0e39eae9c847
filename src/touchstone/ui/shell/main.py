"""The script that Streamlit runs for every session: look, navigation, the chosen page."""

import streamlit as st

from touchstone.ui.parts.choices import PAGE
from touchstone.ui.shell.look import MARK, dress
from touchstone.ui.shell.navigation import navigation

dress()
page = st.navigation(navigation())
# An icon of our own: Streamlit would fetch a page's symbol from a network as the tab's icon.
st.set_page_config(page_title=f"{page.title} · Touchstone", page_icon=MARK, layout="centered")
st.session_state[PAGE] = page.title
page.run()
