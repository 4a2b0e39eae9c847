"""Roles: side by side, who does what, and honest about levels that make no sense."""

from __future__ import annotations

import pytest
from streamlit.util import calc_hash
from tests.ui.conftest import address_of


def words(app) -> str:  # type: ignore[no-untyped-def]
    return "\n".join(element.value for element in [*app.markdown, *app.header, *app.warning, *app.info])


def test_the_page_shows_a_comparison_at_once(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("roles")
    shown = words(app)
    assert app.title[0].value == "Roles"
    for part in ("**Shared**", "Duties by day", "Skills", "Tools", "Success measures", "The first 90 days"):
        assert part in shown
    assert len(app.table) == 4


def test_shared_duties_and_own_ones(open_page) -> None:  # type: ignore[no-untyped-def]
    shown = words(
        open_page("roles", role="data_scientist", **{"with": "machine_learning_engineer"}, level="senior")
    )
    assert "Plan an A/B test, or analyse the result of one." in shown
    assert "Release a model behind a flag or a canary" in shown
    assert "C++: converting model artefacts to faster formats" in shown


def test_three_roles(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("roles", role="data_engineer", **{"with": "ml_product_manager,data_science_manager"})
    assert {e.value for e in app.header} >= {"Data engineer", "ML product manager", "Data science manager"}


def test_a_level_that_makes_no_sense_says_why(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("roles", role="full_stack_data_scientist", level="junior")
    assert "Not advertised at this level." in app.warning[0].value


def test_who_does_what_names_who_is_not_in_the_team(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("roles", role="data_engineer", **{"with": "data_scientist"})
    assert any("Not in such a team" in caption.value for caption in app.caption)
    first = app.table[0].value
    assert list(first.columns) == [
        "Who",
        "Problem formulation",
        "Data engineering",
        "Modelling",
        "Deployment",
    ]


def test_the_title_of_a_strangers_profile_is_only_text(open_page) -> None:  # type: ignore[no-untyped-def]
    from touchstone.bootstrap import services
    from touchstone.roles.adapting import named

    base = services().content.catalogue.profiles["data_engineer"]
    title = "![i](http://spy.example/p.png) [x](javascript:alert(1)) :red[y]"
    app = open_page("roles")
    app.session_state["own-profiles"] = {"strange": named(base, title).model_copy(update={"id": "strange"})}
    app.run()
    app.selectbox(key="choice-role").set_value("strange").run()
    assert not app.exception, [error.value for error in app.exception]
    labels = [one.label for one in app.expander] + [one.value for one in app.caption]
    shown = "\n".join([words(app), *labels])
    for live in ("![i](", "](javascript:", ":red[y"):
        assert live not in shown


@pytest.mark.parametrize("asked", ["data_sientist", "<script>", ",,,"])
def test_an_odd_address_is_no_error(open_page, asked: str) -> None:  # type: ignore[no-untyped-def]
    app = open_page("roles", role="data_engineer", **{"with": asked})
    assert "Choose another role to compare with." in words(app)


def test_a_profile_is_adapted_and_compared_with_its_base(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("roles", role="data_engineer")
    assert any("Nothing is changed yet." in caption.value for caption in app.caption)
    area = next(area for area in app.text_area if area.label.startswith("Daily duties"))
    area.set_value(area.value + "\nBrew the coffee.")
    app.run()
    assert "**1 difference from the base**" in words(app)
    assert "Daily duties, new: Brew the coffee" in words(app).replace("\\", "")
    next(button for button in app.button if button.label == "Write a posting for it").click().run()
    assert not app.exception, [error.value for error in app.exception]
    app._page_hash = calc_hash(address_of("posting"))  # the test can't follow the page itself
    app.run()
    assert app.selectbox(key="choice-role").value == "data_engineer_adapted"
    assert "Brew the coffee." in words(app)
    assert "What others pay" in words(app)
    app._page_hash = calc_hash(address_of("roles"))
    app.selectbox(key="choice-role").set_value("data_engineer").run()
    next(area for area in app.text_area if area.label.startswith("Daily duties")).set_value("no sentence")
    app.run()
    assert "a full sentence starts with a capital" in app.error[0].value


def test_what_a_browser_kept_of_an_adapted_profile_is_given_back_and_can_be_dropped(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("roles", role="data_engineer")
    must = app.multiselect(key="adapt-must-data_engineer")
    must.set_value([*must.value[1:]]).run()
    area = app.text_area(key="adapt-day-data_engineer")
    area.set_value(area.value + "\nBrew the coffee.").run()
    kept = app.session_state["adapt-changed"]
    assert set(kept) == {"data_engineer"}
    assert set(kept["data_engineer"]) == {"must", "day"}
    app.selectbox(key="choice-role").set_value("data_scientist").run()
    app.selectbox(key="choice-role").set_value("data_engineer").run()
    assert "Brew the coffee." in app.text_area(key="adapt-day-data_engineer").value
    next(button for button in app.button if button.label == "Back to the base").click().run()
    assert not app.exception
    assert app.session_state["adapt-changed"] == {}
    assert "Brew the coffee." not in app.text_area(key="adapt-day-data_engineer").value


def test_what_is_too_long_is_refused_with_a_word_and_stays(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("roles", role="data_engineer")
    app.text_input(key="adapt-name-data_engineer").set_value("Tide " * 20).run()
    app.text_area(key="adapt-day-data_engineer").set_value("Brew the coffee.\n" * 400).run()
    assert not app.exception
    said = "\n".join(caption.value for caption in app.caption)
    for length, most in (("100", "80"), ("6,800", "6,000")):
        assert f"Not taken: these are {length} characters, and at most {most} fit here." in said
    assert set(app.session_state["adapt-changed"]["data_engineer"]) == {"name", "day"}
    assert "Nothing is changed yet." in [caption.value for caption in app.caption]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            '{"roles": {"data_engineer": {"day": "Brew the coffee.", "must": ["sql", "sql", "gone"]}}}',
            {"data_engineer"},
        ),
        ('{"roles": {"nobody": {"day": "Brew the coffee."}}}', set()),
        ('{"roles": {"data_engineer": {"day": 7}}}', set()),
        ('{"roles": [1]}', set()),
        ("{", set()),
        (7, set()),
    ],
)
def test_only_what_is_ours_is_taken_from_a_browser(monkeypatch, text: object, roles: set[str]) -> None:  # type: ignore[no-untyped-def]
    from touchstone.bootstrap import services
    from touchstone.ui.parts.roles import remembered

    state: dict[str, object] = {}
    monkeypatch.setattr(remembered.st, "session_state", state)
    remembered.give_back({"text": text}, services().content.catalogue.profiles)
    kept = state.get("adapt-changed", {})
    assert set(kept) == roles  # type: ignore[call-overload]
    if roles:
        assert state["adapt-must-data_engineer"] == ["sql"]
        assert state["adapt-day-data_engineer"] == "Brew the coffee."


def test_an_address_opens_the_size_of_the_team_that_it_names(open_page) -> None:  # type: ignore[no-untyped-def]
    from touchstone.bootstrap import services

    raci = services().content.raci.raci
    assert raci is not None
    last = raci.maturities[-1]
    app = open_page("roles", maturity=last.id)
    assert app.session_state["tab-maturity"] == last.title
    assert app.query_params["maturity"] == last.id
    assert open_page("roles").query_params["maturity"] == raci.maturities[0].id
