"""Posting: there at once, honest about what is missing, and safe whatever is typed."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from touchstone.postings.findings import Finding, Kind, Severity
from touchstone.ui.parts.posting.remembered import MOST
from touchstone.ui.parts.posting.remembering import read
from touchstone.ui.parts.posting.there import There


def words(app) -> str:  # type: ignore[no-untyped-def]
    return "\n".join(element.value for element in [*app.markdown, *app.error, *app.warning, *app.success])


def field(app, label: str):  # type: ignore[no-untyped-def]
    (found,) = [
        e for e in [*app.text_input, *app.text_area, *app.number_input, *app.selectbox] if e.label == label
    ]
    return found


def fill(app, **said: object):  # type: ignore[no-untyped-def]
    for label, value in said.items():
        field(app, label.replace("_", " ")).set_value(value)
    app.run()
    assert not app.exception, [error.value for error in app.exception]
    return app


COMPLETE: dict[str, object] = {
    "Organisation": "Harbour Analytics",
    "Mission": "We make ports calmer.",
    "Goals, one a line": "cut waiting\nopen two ports",
    "Reports to": "the head of machine learning",
    "Supervises": "two junior engineers",
    "Pay from": 150000.0,
    "Pay to": 180000.0,
}


def test_the_posting_is_there_at_once_and_says_what_is_missing(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("posting", role="data_engineer", level="mid")
    shown = words(app)
    assert "## Data engineer" in shown
    assert "The organisation's mission is missing" in shown.replace("\\", "")
    assert "keep this posting from being published" in shown


def test_what_is_missing_names_the_field_in_which_it_is_said(open_page) -> None:  # type: ignore[no-untyped-def]
    from touchstone.ui.parts.posting.where_to_say import _FIRST, _MORE

    app = open_page("posting", role="data_engineer", level="mid", place="US-CO", style="standard")
    shown = words(app)
    assert "The organisation's mission is missing.  \nField “Mission”" in shown.replace("\\", "")
    assert "Field “Deadline”, under “More about the post”" in shown  # Colorado's law asks for it
    app.multiselect(key="choice-place").set_value(["US-CO", "remote"]).run()
    every = [*app.text_input, *app.text_area, *app.number_input, *app.selectbox, *app.multiselect]
    missing = {*_FIRST.values(), *_MORE.values()} - {re.sub(r", one a line$", "", one.label) for one in every}
    assert missing == set()


def test_filling_the_fields_makes_it_publishable(open_page) -> None:  # type: ignore[no-untyped-def]
    app = fill(
        open_page("posting", role="machine_learning_engineer", level="senior", place="US-CA"), **COMPLETE
    )
    shown = words(app)
    assert "nothing says how to apply" in shown
    assert "May be published." not in shown
    shown = words(fill(app, **{"How to apply": "Write to jobs@north.example"}))
    assert "May be published." in shown
    assert "The pay range is USD 150,000 to USD 180,000 a year." in shown
    assert "You supervise two junior engineers." in shown


def test_a_place_brings_its_law(open_page) -> None:  # type: ignore[no-untyped-def]
    app = fill(open_page("posting", role="data_scientist", level="mid", place="US-CO,CA-ON"), **COMPLETE)
    shown = words(app).replace("\\", "")
    assert "Colorado: State the application deadline" in shown
    assert "Ontario: Say whether the posting is for an existing vacancy" in shown


@pytest.mark.parametrize("place", ["PL", "US-CO"])  # without a law on pay in the posting, and with one
def test_pay_upside_down_is_one_finding_that_keeps_it_from_being_published(open_page, place) -> None:  # type: ignore[no-untyped-def]
    app = fill(open_page("posting", place=place), **{**COMPLETE, "Pay from": 200000.0, "Pay to": 100000.0})
    shown = words(app).replace("\\", "")
    said = "Pay: the lowest, 200,000, is above the highest, 100,000. Swap them or correct one."
    assert shown.count(said) == 1
    assert "keeps this posting from being published" in shown or "keep this posting" in shown
    assert "May be published" not in shown
    assert "No pay is stated" not in shown


def test_the_currency_is_the_places_until_somebody_chooses_one(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("posting", role="data_scientist", level="mid", place="NO")
    assert field(app, "Currency").value == "NOK"
    app.multiselect(key="choice-place").set_value(["PL"]).run()
    assert field(app, "Currency").value == "PLN"
    fill(app, **{**COMPLETE, "Pay from": 100000.0})
    assert "PLN 100,000 to PLN 180,000" in words(app)
    app.multiselect(key="choice-place").set_value(["GB"]).run()  # 100,000 PLN are not 100,000 GBP
    shown = words(app).replace("\\", "")
    assert "PLN 100,000" in shown
    assert "The pay is stated in PLN, but the currency of United Kingdom is GBP. State it in GBP." in shown
    fill(app, **{"Currency": "EUR", "Pay from": None, "Pay to": None})
    assert field(app, "Currency").value == "EUR"


@pytest.mark.parametrize("style", ["standard", "short", "internal"])
def test_every_style(open_page, style: str) -> None:  # type: ignore[no-untyped-def]
    assert "Daily duties" in words(open_page("posting", style=style))


def test_typed_text_is_never_acted_on(open_page) -> None:  # type: ignore[no-untyped-def]
    hostile = "<script>alert(1)</script> ![x](http://elsewhere.example/x.png) :red[x] :material/home: $x$"
    app = fill(open_page("posting"), Organisation=hostile, Mission=hostile)
    shown = words(app)
    for bad in ("![x](http", " :red[x", " :red\\[x", " :material/home:", "http://elsewhere", " $x$"):
        assert bad not in shown


def test_fields_survive_a_change_of_role(open_page) -> None:  # type: ignore[no-untyped-def]
    app = fill(open_page("posting", role="data_scientist"), **COMPLETE)
    field(app, "Role").set_value("data_engineer")
    app.run()
    assert field(app, "Organisation").value == "Harbour Analytics"
    assert "Harbour Analytics is looking for" in words(app)


def test_what_others_pay_can_be_taken_over_and_changed(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("posting", role="data_scientist", level="senior", place="US")
    (use,) = [button for button in app.button if button.label == "Use this band"]
    beside = "\n".join([words(app), *(caption.value for caption in app.caption)]).replace("\\", "")
    assert "Source: The middle half of Data Scientist, senior, United States" in beside
    assert "Senior: The source calls this senior or expert." in beside
    assert "p25" not in beside
    assert "SE" not in beside.split()
    use.click()
    app.run()
    shown = words(app).replace("\\", "")
    assert "The pay comes from a benchmark: " in shown
    fill(app, **{"Pay from": 1.0})
    assert "The pay is the employer's own figure" in words(app).replace("\\", "")


def test_a_figure_of_a_larger_place_is_not_shown_as_that_of_a_smaller_one(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("posting", role="data_scientist", level="senior", place="US-CA")
    beside = words(app).replace("\\", "")
    assert "What others pay, United States: " in beside
    assert "This source has no figure to show for California" in beside
    thin = open_page("posting", role="data_scientist", level="senior", place="DE")
    said = "\n".join(caption.value for caption in thin.caption).replace("\\", "")
    assert "Data Scientist, Germany (ai-jobs.net (foorilla), posted pay ranges)" in said
    assert "ai_jobs_posted" not in said


@pytest.mark.parametrize(
    ("place", "ids"),
    [("Berlin,remote", ["DE-BE", "remote"]), ("US-CA,Poland", ["US-CA", "PL"]), ("Berlin", ["DE-BE"])],
)
def test_an_address_may_name_its_places(open_page, place, ids) -> None:  # type: ignore[no-untyped-def]
    app = open_page("posting", place=place)
    assert next(box for box in app.multiselect if box.label == "Place of work").value == ids


def test_above_the_fields_stands_how_things_are_and_a_way_to_the_posting(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("posting", place="DE")
    (way,) = [text.value for text in app.markdown if text.value.startswith("[Go to the posting]")]
    assert way == "[Go to the posting](#the-posting) (not to be published yet, 2 findings in the way)"
    assert [title.anchor for title in app.header] == ["the-posting"]
    fill(app, **COMPLETE)
    (way,) = [text.value for text in app.markdown if text.value.startswith("[Go to the posting]")]
    assert "in the way" not in way


def test_work_from_home_asks_from_where(open_page) -> None:  # type: ignore[no-untyped-def]
    app = fill(open_page("posting", place="DE"), **COMPLETE, Where_the_work_is_done="choice")
    assert "nothing says from which countries" in words(app)
    next(box for box in app.multiselect if box.label == "May work from home in").set_value(["PL"]).run()
    assert "or fully from home in Poland." in words(app)
    assert "nothing says from which countries" not in words(app)


def kept_form(text: str) -> None:
    import streamlit as st

    from touchstone.ui.parts.posting import remembered
    from touchstone.ui.parts.posting.before import begin_anew
    from touchstone.ui.parts.posting.widgets import line

    if "once" not in st.session_state:  # as the browser sends it before the page runs
        st.session_state["once"] = True
        remembered.give_back({"text": text})
    line("Organisation", "name")
    begin_anew()
    remembered.remember()


def joined_form(first: str, second: str) -> None:
    import streamlit as st

    from touchstone.ui.parts.posting import remembered
    from touchstone.ui.parts.posting.widgets import line

    if "once" not in st.session_state:  # what this tab typed, then what another one kept
        st.session_state["once"] = True
        remembered.give_back({"text": first})
        remembered.give_back({"text": second})
    line("Organisation", "name")
    st.code(remembered.as_text())
    remembered.remember()


def test_what_another_tab_kept_is_joined_and_one_own_words_stay() -> None:
    from streamlit.testing.v1 import AppTest

    mine = '{"fields": {"name": "Harbour", "goals": "Ships."}}'
    theirs = json.dumps(
        {
            "fields": {"name": "Quay", "mission": "Tides.\n" * 4_000},
            "edits": [{"role": "data_engineer", "level": "mid", "own": [["benefits", "Fruit."]]}],
        }
    )
    app = AppTest.from_function(joined_form, args=(mine, theirs)).run()
    kept = json.loads(app.code[0].value)
    assert kept["fields"]["name"] == "Harbour"
    assert kept["fields"]["goals"] == "Ships."
    assert kept["fields"]["mission"].startswith("Tides.")
    assert kept["edits"][0]["own"] == [["benefits", "Fruit."]]


def test_a_pasted_text_that_is_too_long_to_be_checked_does_not_lose_the_form() -> None:
    kept = read(json.dumps({"fields": {"name": "Harbour"}, "text": "We hire. " * 5_000}), MOST)
    assert kept is not None
    assert (kept.fields.name, len(kept.text)) == ("Harbour", 45_000)


FORM = """{"fields": {"name": "Harbour", "minimum": 60000.0, "remote": "choice", "remote_from": ["PL", "XX"],
 "deadline": "2026-12-31"}, "edits": [{"role": "data_engineer", "level": "mid", "lines": [{"section": "must",
 "source": "profile.must.sql", "made": "SQL.", "text": "Much SQL."}], "own": [["benefits", "Fruit."]]}],
 "text": "Pasted."}"""


def test_words_that_end_in_a_blank_are_set_off_without_it() -> None:
    text = "Salary: $90,000 - $120,000 or more"
    found = Finding("open-range", Kind.PAY, Severity.WARN, "", span=(8, 27))
    assert text[slice(*found.span or ())].endswith(" ")
    assert There(text, lambda _: None).place(found).endswith("120,000** or more")


def test_remote_is_offered_among_the_places(open_page) -> None:  # type: ignore[no-untyped-def]
    app = fill(open_page("posting", place="remote,US-CO"), **COMPLETE)
    assert field(app, "Where the work is done").value == "On site or remote, as one likes"
    assert "You choose: work in Colorado, United States, or fully from home." in words(app)
    (places,) = [one for one in app.multiselect if one.label == "Place of work"]
    places.set_value(["remote"])
    app.run()
    assert "This job is fully remote: you work from home." in words(app)
    assert [one.label for one in app.multiselect] == ["Place of work", "May work from home in"]


def test_no_place_is_taken_for_granted_of_a_text_from_elsewhere(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("posting")
    (places,) = [one for one in app.multiselect if one.label == "Place of work"]
    assert places.value == ["US-CA"]
    for task, usual in (("check", []), ("write", ["US-CA"]), ("check", [])):
        field(app, "What to do").set_value(task)
        app.run()
        (places,) = [one for one in app.multiselect if one.label == "Place of work"]
        assert places.value == usual
    field(app, "Your posting").set_value("# Analyst")
    app.run()
    said = "No law was looked at, since no place of work is chosen"
    assert [one.value.startswith(said) for one in app.warning].count(True) == 1  # in plain sight, and once
    assert words(app).count(said) == 1
    (places,) = [one for one in app.multiselect if one.label == "Place of work"]
    places.set_value(["US-CO"])
    app.run()
    field(app, "What to do").set_value("write")
    app.run()
    (places,) = [one for one in app.multiselect if one.label == "Place of work"]
    assert places.value == ["US-CO"]


def test_what_a_browser_kept_is_given_back() -> None:
    app = AppTest.from_function(kept_form, args=(FORM,), default_timeout=60).run()
    assert not app.exception
    assert app.text_input[0].value == "Harbour"
    assert app.session_state["employer-minimum"] == 60000.0
    assert app.session_state["employer-remote_from"] == ["PL"]
    assert app.session_state["employer-deadline"] == date(2026, 12, 31)
    assert app.session_state["posting-text"] == "Pasted."
    (edits,) = app.session_state["posting-edits"].values()
    assert edits.own == (("benefits", "Fruit."),)
    assert edits.lines[("must", "profile.must.sql")].text == "Much SQL."
    app.button[0].click().run()
    assert not app.exception
    assert app.text_input[0].value == ""
    assert not app.button


NOT_OURS = [
    "",
    "{}",
    "[1]",
    "not json",
    '{"fields": {"minimum": "NaN"}}',
    '{"fields": {"remote": "moon"}}',
    '{"fields": {"employees": -1}}',
    '{"fields": {"base": {"employees_in": {"US-CO": "many"}}}}',
    '{"fields": {"base": {"posted": "soon"}}}',
    '{"edits": [{"role": "x", "level": "y", "own": [["nowhere", "text"]]}]}',
    '{"fields": {"name": "' + "x" * (MOST + 1) + '"}}',
    "[" * 100_000,
    "x" * (MOST + 1),
]


@pytest.mark.parametrize("text", NOT_OURS, ids=range(len(NOT_OURS)))
def test_what_is_not_ours_is_passed_over(text: str) -> None:
    assert read(text, MOST) is None


def test_too_thin_data_gives_no_band_but_says_why(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("posting", role="data_science_manager", level="junior", place="CL")
    assert not [button for button in app.button if button.label == "Use this band"]
    assert "No band is suggested" in words(app)


def test_a_notice_about_ai_is_asked_for_part_by_part(open_page) -> None:  # type: ignore[no-untyped-def]
    app = fill(open_page("posting", place="US-NYC"), **COMPLETE)
    field(app, "AI screens, assesses or selects applicants").set_value("yes")
    app.run()
    assert "which qualifications and characteristics it assesses; how to ask for" in words(app)
    said = {
        "What it assesses": "SQL",
        "Data that it uses, and from where": "your answers in the exercise",
        "How long the data are kept": "6 months",
        "How to ask for another way of selection": "write to jobs",
    }
    for label, value in said.items():
        field(app, label).set_value(value)
    (first,) = [one for one in app.date_input if one.label == "First day of its use"]
    first.set_value(datetime.now(tz=UTC).date() + timedelta(days=60))
    app.run()
    assert not app.exception
    assert "We don't find in the notice" not in words(app)
    assert "It assesses these qualifications and characteristics: SQL." in words(app)


def test_a_pasted_posting_is_checked_and_mended_by_click(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("posting", task="check", place="US-CA")
    assert "Paste a posting" in app.info[0].value
    field(app, "Your posting").set_value("# Data engineer\n\nWe need a Ninja with a native speaker's ear.")
    app.run()
    assert "keep this posting from being published" in words(app)
    next(button for button in app.button if button.label == "Apply").click()
    app.run()
    assert "Expert" in field(app, "Your posting").value or "professional" in field(app, "Your posting").value


def test_places_that_the_text_names_stand_in_sight_with_the_verdict(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("posting", task="check", place="DE")
    field(app, "Your posting").set_value("# Analyst\n\nLocation: Berlin or Denver, CO")
    app.run()
    said = app.info[0].value
    assert "the text names Denver, CO as a place of work" in said.replace("\\", "")
    assert "as a place of work" not in words(app).replace("\\", "")
    assert "Colorado: State the pay range" in words(app).replace("\\", "")


def test_role_and_level_are_held_beside_a_pasted_text(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("posting", task="check", place="US-NY", role="data_engineer", level="junior")
    text = "# Data engineer\n\nPay: $300,000 to $320,000 a year.\n\n- 7 years of experience with SQL"
    field(app, "Your posting").set_value(text)
    app.run()
    junior = app.info[-1].value
    assert "Beside our profile of a junior data engineer" in junior
    assert "usually has 0–2" in junior
    assert "lies above what others pay" in junior
    app.selectbox(key="choice-level").set_value("senior").run()
    assert "Beside our profile of a senior data engineer" in app.info[-1].value
    assert "usually has" not in app.info[-1].value


def test_the_same_said_of_several_places_is_one_finding_with_each_of_them(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("posting", task="check", place="US-CA")
    text = (
        "# Analyst\n\nWe want a rockstar.\n\nThe rockstar builds.\n\nA Rockstar, and [Company] and [Company]."
    )
    field(app, "Your posting").set_value(text)
    app.run()
    shown = words(app)
    assert shown.count("'rockstar'") == 1
    assert all(f"Line {line}: " in shown for line in (3, 5, 7))
    assert "**3 times.**" in shown
    assert "**2 times.**" in shown
    alone = [button for button in app.button if button.label == "Apply"]
    assert len(alone) == 3
    alone[1].click()
    app.run()
    assert field(app, "Your posting").value.count("rockstar") == 1  # that of line 5 is gone
    assert "The expert builds." in field(app, "Your posting").value
    next(button for button in app.button if button.label == "Apply at all 2 places").click()
    app.run()
    assert field(app, "Your posting").value == (
        "# Analyst\n\nWe want an expert.\n\nThe expert builds.\n\nAn Expert, and [Company] and [Company]."
    )


def test_a_posting_with_a_german_paragraph_is_not_said_to_be_ready(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("posting", task="check", place="DE")
    english = (
        "You will build reports for our teams, and you explain them to the people who use them each day."
    )
    german = "Wir suchen einen jungen Mitarbeiter zwischen 25 und 35 Jahren."
    apply = "## Requirements\n\n- SQL\n\n## How to apply\n\nSend your CV to a@b.example."
    field(app, "Your posting").set_value(f"# Analyst\n\n{english}\n\n{german}\n\n{apply}")
    app.run()
    assert "a part of the text was not checked" in words(app)
    assert "May be published." not in words(app)


def test_a_pasted_posting_is_never_acted_on(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("posting", task="check")
    field(app, "Your posting").set_value(
        "young <script>x</script> ![i](http://elsewhere.example) rockstar :red[x]"
    )
    app.run()
    assert not app.exception
    for bad in ("![i](", "<script>", " :red[x"):
        assert bad not in words(app)


def test_the_default_of_a_choice_is_its_first_so_that_a_loaded_file_may_set_it(open_page) -> None:  # type: ignore[no-untyped-def]
    for box in open_page("posting").selectbox:
        if (box.key or "").startswith("employer-"):
            assert box.index in (0, None), box.label


EMPLOYER = b"""\
name: Harbour
goals: [Hire a rockstar]
mission: Calm ports.
places: [US-CO]
street: 1 Quay
employees_in: {US-CO: 3}
pay: {minimum: 100000, maximum: 120000, currency: USD, period: year}
"""


def load(app, name: str, content: bytes):  # type: ignore[no-untyped-def]
    app.file_uploader(key="posting-file").set_value((name, content, "text/yaml")).run()
    assert not app.exception, [error.value for error in app.exception]
    return app


UNUSABLE = (
    (b"name: A\ngaols: [x]\n", "e.yaml:2:1: unknown field 'gaols'"),
    (b"PK\x03\x04\x14\x00word/document.xml", "e.yaml: the file is no text but a Word document or an archive"),
    (b"name: A\x00\x01\n", "e.yaml: the file is no text but something else"),
    (b"name: &a [x]\ngoals: *a\n", "anchors (&name) are not allowed"),
    (b"goals: " + b"[" * 5_000, "nested deeper than"),
)


def test_an_employer_file_is_taken_whole_and_a_word_is_replaced_with_one_click(open_page) -> None:  # type: ignore[no-untyped-def]
    app = load(open_page("posting", role="data_engineer", level="mid", place="PL"), "e.yaml", EMPLOYER)
    shown = words(app)
    assert "You work in Colorado" in shown
    assert field(app, "Street and number").value == "1 Quay"
    assert app.session_state["employer-base"] == {"employees_in": {"US-CO": 3}}
    assert "Hire a rockstar." in shown
    assert "[Our goals](#our-goals): Hire a **rockstar**" in shown
    next(button for button in app.button if button.label == "Apply").click().run()
    assert not app.exception, [error.value for error in app.exception]
    assert "Hire an expert." in words(app)
    for content, says in UNUSABLE:
        assert says in load(app, "e.yaml", content).code[0].value


def test_a_saved_posting_is_marked_stale_when_its_profile_has_changed(open_page, tmp_path) -> None:  # type: ignore[no-untyped-def]
    import yaml

    from touchstone.bootstrap import services
    from touchstone.postings.employer import read_employer
    from touchstone.roles.profile import Level

    content = services().content
    employer, _ = read_employer(EMPLOYER.decode())
    assert employer is not None
    day = services().clock.now().date()
    profile = content.catalogue.profiles["data_engineer"]
    data = yaml.safe_load(content.desk.draft(profile, Level.MID, employer, as_of=day).saved())  # type: ignore[union-attr]
    data["profile"] = "0" * 64
    line = next(line for line in data["lines"] if line["section"] == "must")
    line["made"], line["text"] = "You once knew Fortran.", "You know Fortran by heart."
    app = load(open_page("posting", role="data_scientist"), "p.yaml", yaml.safe_dump(data).encode())
    shown = words(app)
    assert "1 line differs. It is shown as it was." in shown
    assert "You know Fortran by heart." in shown
    next(button for button in app.button if button.label == "Take over the changes").click().run()
    assert not app.exception, [error.value for error in app.exception]
    shown = words(app)
    assert "Stale" not in shown
    assert "You know Fortran by heart." in shown  # who took over had seen what the line says now
    assert app.selectbox(key="choice-role").value == "data_engineer"


def own_posting() -> tuple[bytes, bytes]:
    """A posting of a role that somebody adapted, and the profile of that role."""
    from touchstone.bootstrap import services
    from touchstone.postings.employer import read_employer
    from touchstone.roles.adapting import as_yaml
    from touchstone.roles.catalogue import read_profile
    from touchstone.roles.profile import Level

    content = services().content
    employer, _ = read_employer(EMPLOYER.decode())
    assert employer is not None
    base = content.catalogue.profiles["data_engineer"]
    copied = base.model_copy(update={"id": "tide_engineer", "title": "Tide engineer", "base": base.id})
    profile, _ = read_profile(as_yaml(copied))
    assert profile is not None
    made = content.desk.draft(profile, Level.MID, employer, as_of=services().clock.now().date())
    return made.saved().encode(), as_yaml(profile).encode()  # type: ignore[union-attr]


def test_a_posting_of_a_role_that_is_not_here_waits_for_its_profile(open_page) -> None:  # type: ignore[no-untyped-def]
    posting, profile = own_posting()
    app = fill(open_page("posting", role="data_scientist", place="DE"), Organisation="Quay")
    shown = words(load(app, "p.yaml", posting)).replace("\\", "")
    assert "made from the role “tide_engineer”, which this browser does not hold" in shown
    assert "(tide_engineer.yaml)" in shown
    assert field(app, "Organisation").value == "Quay"  # nothing of the file stands under another role
    assert app.selectbox(key="choice-role").value == "data_scientist"
    app.file_uploader(key="posting-file").clear().run()  # as a browser does before it brings another file
    assert "does not hold" not in words(app)
    shown = words(load(app, "tide_engineer.yaml", profile)).replace("\\", "")
    assert "does not hold" not in shown
    assert app.selectbox(key="choice-role").value == "tide_engineer"
    assert "Harbour is looking for a " in shown
    assert "Stale" not in shown


def click(app, label: str):  # type: ignore[no-untyped-def]
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, [error.value for error in app.exception]
    return app


BACK = "Bring back what stood here before"


@pytest.mark.parametrize("over", ["employer", "posting", "anew"])
def test_what_a_file_was_loaded_over_can_be_brought_back(open_page, over: str) -> None:  # type: ignore[no-untyped-def]
    app = open_page("posting", role="data_scientist", level="senior", place="DE")
    fill(
        app,
        **{"Organisation": "Quay", "Goals, one a line": "Grow.", "Pay from": 60_000.0, "Pay to": 70_000.0},
    )
    assert BACK not in [button.label for button in app.button]
    if over == "anew":
        click(app, "Begin anew")
        assert field(app, "Organisation").value == ""
    else:
        text = (
            EMPLOYER if over == "employer" else own_posting()[0].replace(b"tide_engineer", b"data_engineer")
        )
        load(app, "p.yaml", text)
        assert app.session_state["employer-name"] == "Harbour"
    click(app, BACK)
    assert field(app, "Organisation").value == "Quay"
    assert field(app, "Goals, one a line").value == "Grow."
    assert field(app, "Pay from").value == 60_000.0
    assert app.selectbox(key="choice-role").value == "data_scientist"
    assert app.multiselect(key="choice-place").value == ["DE"]
    assert "Quay is looking for a senior data scientist" in words(app)
    if over != "anew":
        assert app.session_state["employer-mission"] == ""
        click(app, BACK)
        assert app.session_state["employer-mission"] == "Calm ports."


def test_an_employer_without_pay_takes_none_over_from_the_one_before(open_page) -> None:  # type: ignore[no-untyped-def]
    app = fill(open_page("posting", place="DE"), **{"Pay from": 60_000.0, "Pay to": 70_000.0})
    load(app, "e.yaml", b"name: Harbour\nmission: Calm ports.\n")
    assert field(app, "Pay from").value is None
    assert "60,000" not in words(app)


def test_where_the_pay_of_a_file_comes_from_is_not_lost(open_page) -> None:  # type: ignore[no-untyped-def]
    said = EMPLOYER.replace(b"period: year}", b"period: year, source: a survey of ours}")
    app = load(open_page("posting", role="data_engineer", level="mid"), "e.yaml", said)
    assert "the employer says that it comes from: a survey of ours." in words(app).replace("\\", "")


def test_what_is_too_long_is_refused_with_a_word_and_stays(open_page) -> None:  # type: ignore[no-untyped-def]
    app = fill(open_page("posting", role="data_scientist"), Organisation="Quay", Mission="x" * 650)
    assert "Not taken: these are 650 characters, and at most 600 fit here." in captions(app)
    assert "Mission: expected at most 600 characters" in words(app).replace("\\", "")
    assert len(field(app, "Mission").value) == 650
    app = open_page("posting", role="data_scientist", task="check")
    fill(app, **{"Your posting": "We hire. " * 5_000})
    assert "Not taken: these are 45,000 characters, and at most 40,000 fit here." in captions(app)
    assert not app.success
    assert len(field(app, "Your posting").value) == 45_000


def captions(app: AppTest) -> str:
    return "\n".join(caption.value for caption in app.caption)


def test_another_day_has_another_law(open_page) -> None:  # type: ignore[no-untyped-def]
    app = fill(open_page("posting", role="data_scientist", level="mid", place="US-DE"), **COMPLETE)
    assert "Delaware: Describe the benefits" not in words(app).replace("\\", "")
    app.date_input(key="posting-day").set_value(date(2027, 9, 26)).run()
    assert not app.exception, [error.value for error in app.exception]
    shown = words(app).replace("\\", "")
    assert "Delaware: Describe the benefits" in shown
    assert "as of 26 September 2027" in shown


def broken_style(folder: str) -> None:
    from dataclasses import replace
    from datetime import date
    from pathlib import Path

    from touchstone.bootstrap import services
    from touchstone.postings.employer import Employer
    from touchstone.roles.profile import Level
    from touchstone.ui.parts.posting.written import written

    content = services().content
    desk = replace(content.desk, templates=Path(folder))
    profile = content.catalogue.profiles["data_engineer"]
    written(desk, profile, Level("mid"), Employer(name="Harbour"), (), date(2026, 11, 23))


@pytest.mark.parametrize(("style", "instead"), [("short", True), ("standard", False)])
def test_a_broken_style_is_said_and_the_posting_stands_all_the_same(
    tmp_path: Path, style: str, instead: bool
) -> None:
    shutil.copytree(Path(__file__).parents[2] / "templates" / "postings", tmp_path / "postings")
    (tmp_path / "postings" / f"{style}.md.j2").write_text("{% if %}")
    app = AppTest.from_function(broken_style, args=(str(tmp_path),), default_timeout=60)
    app.query_params["style"] = style
    app.run()
    assert not app.exception
    assert "is broken and can't be filled in" in app.warning[0].value
    assert f"{style}.md.j2:1" in app.code[0].value
    assert app.expander[0].proto.expanded
    assert ("Daily duties" in words(app)) is instead
    if not instead:
        assert "Choose another style: “For colleagues” or “Short, for boards”." in app.warning[0].value


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            {"plase": "DE"},
            "The address also says “plase”, which this page does not know. Did you mean “place”?",
        ),
        ({"x": "1", "foo": "2"}, "The address also says “x”, “foo”, which this page does not know."),
        ({"place": "DE", "task": "check", "style": "short", "level": "mid"}, None),
    ],
)
def test_words_of_an_address_that_the_page_does_not_know_are_said(open_page, address, said) -> None:  # type: ignore[no-untyped-def]
    app = open_page("posting", **address)
    told = [one.value for one in app.warning if "address also says" in one.value]
    assert told == ([said] if said else [])


@pytest.mark.parametrize("task", ["write", "check"])
def test_the_page_knows_every_word_that_it_writes_into_its_address(open_page, task) -> None:  # type: ignore[no-untyped-def]
    app = open_page("posting", task=task)
    app.run()
    assert len(app.query_params) >= 4
    assert not [one.value for one in app.warning if "address also says" in one.value]


def test_a_text_that_is_checked_for_remote_work_asks_from_where(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("posting", task="check", place="remote")
    fill(app, Your_posting="# Analyst\n\nYou work from home.")
    assert "nothing says from where people may work at home" in words(app)
