"""The script that Streamlit runs for every session: look, navigation, the chosen page."""

import streamlit as st

from touchstone.ui.shell.look import dress
from touchstone.ui.shell.navigation import navigation

dress()
page = st.navigation(navigation())
st.set_page_config(page_title=f"{page.title} · Touchstone", layout="centered")
page.run()
