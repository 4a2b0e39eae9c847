"""The app. `python3 run.py app` sets everything up and opens it; `streamlit run app.py` runs it as it is."""

from pathlib import Path

import streamlit as st

from touchstone.ui.shell import server

app = st.App(
    Path(server.__file__).with_name("main.py"),
    lifespan=server.lifespan,
    routes=server.ROUTES,
    middleware=server.MIDDLEWARE,
    on_script_error=server.show_error,
)
