"""Choices live in the address by id, forgive a typo, and say so."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from .conftest import address_of


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
    assert "“midd”, which is not offered here" in app.warning[0].value


def test_nonsense_in_the_address_falls_back() -> None:
    app = opened(level="<script>")
    assert app.text[0].value == "senior"
    assert "Senior is shown" in app.warning[0].value
    assert "<script>" not in app.warning[0].value


def test_the_nearest_number_is_shown() -> None:
    def lengths() -> None:
        import streamlit as st

        from touchstone.ui.parts.choices import choose

        st.text(choose("Length", {"30": "30 minutes", "75": "75 minutes"}, key="minutes", default="75"))

    app = AppTest.from_function(lengths)
    app.query_params["minutes"] = "7"
    assert app.run().text[0].value == "30"


def test_choices_travel_from_page_to_page(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("posting", role="data_engineer", level="staff", place="DE,PL")
    for module in ("salaries", "interviews", "roles", "posting"):
        app.query_params.clear()
        app._page_hash = calc_hash(address_of(module))
        app.run()
        assert app.selectbox(key="choice-role").value == "data_engineer"
        assert app.selectbox(key="choice-level").value == "staff"
    assert app.multiselect(key="choice-place").value == ["DE", "PL"]
