"""Choices live in the address by id, forgive a typo, and say so."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def script() -> None:
    import streamlit as st

    from touchstone.ui.parts.choices import choose

    st.text(choose("Level", {"mid": "Mid-level", "senior": "Senior"}, key="level", default="senior"))


def opened(**query: str) -> AppTest:
    app = AppTest.from_function(script)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def test_the_default_stands_in_the_address() -> None:
    app = opened()
    assert app.text[0].value == "senior"
    assert app.query_params["level"] == "senior"


def test_the_address_chooses_by_id() -> None:
    app = opened(level="mid")
    assert app.text[0].value == "mid"
    app.selectbox[0].set_value("senior").run()
    assert app.query_params["level"] == "senior"


def test_a_typo_in_the_address_is_named_and_mended() -> None:
    app = opened(level="midd")
    assert app.text[0].value == "mid"
    assert "Did you mean Mid-level?" in app.warning[0].value


def test_nonsense_in_the_address_falls_back() -> None:
    app = opened(level="<script>")
    assert app.text[0].value == "senior"
    assert "Choose one of the list" in app.warning[0].value
