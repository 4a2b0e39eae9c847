"""Interviews: the set is there at once, changes with the choices, and an impossible one is said in words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.util import calc_hash
from tests.ui.conftest import address_of

from touchstone.access.people import LOCAL, Person, Right
from touchstone.bootstrap import services
from touchstone.cli.interview_papers import own_desk
from touchstone.core.hashes import content_hash
from touchstone.interviews.request import Request
from touchstone.interviews.sets import InterviewSet
from touchstone.interviews.sheet import Sheet
from touchstone.interviews.sitting import Showing
from touchstone.interviews.telling import as_json
from touchstone.store.place import database_url
from touchstone.ui.parts import interview_loop, interview_swap
from touchstone.ui.parts.interview_papers import demoted

ROLE = {"role": "data_scientist", "level": "mid"}


def form_table(app: Any) -> Any:
    return next(one.value for one in app.table if one.value.index.name == "Question")


def words(app: Any) -> str:
    shown = [*app.markdown, *app.header, *app.caption, *app.warning, *app.info]
    return "\n".join(str(element.value) for element in shown)


def test_an_interviewer_finds_kit_and_brief_at_once(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("interviews", **ROLE)
    said = words(app)
    assert "Interview kit: Data scientist" in said
    assert "Your interview: Data scientist" in said
    assert "All requests met." in said
    assert [tab.label for tab in app.tabs] == ["Interviewer kit", "Candidate brief", "For programs"]
    assert len(form_table(app)) >= 5


def test_all_kits_of_a_set_come_in_one_archive(open_page) -> None:  # type: ignore[no-untyped-def]
    def labels(app: Any) -> list[str]:
        return [one.proto.label for one in app.get("download_button")]

    assert not any("ZIP" in label for label in labels(open_page("interviews", **ROLE)))
    two = labels(open_page("interviews", **ROLE, forms="2"))
    assert [label for label in two if "ZIP" in label] == [
        *("2 kits as PDF (ZIP)", "2 kits as Word (ZIP)"),
        *("2 briefs as PDF (ZIP)", "2 briefs as Word (ZIP)"),
    ]
    assert "5 kits as PDF (ZIP)" in labels(open_page("interviews", **ROLE, view="loop"))


def test_another_seed_and_length_give_another_set(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("interviews", **ROLE)
    before = form_table(app)
    app.selectbox(key="choice-minutes").set_value("45").run()
    assert form_table(app)["Minutes"].astype(float).sum() <= 37
    assert not form_table(app).equals(before)
    assert app.query_params["minutes"] in ("45", ["45"])


def test_what_can_not_be_assembled_is_said_in_words(open_page) -> None:  # type: ignore[no-untyped-def]
    long = "drift-in-one-slice,alert-design-for-pricing,bad-predictions-after-release"
    app = open_page("interviews", **ROLE, minutes="30", include=long)
    assert app.warning[0].value == "This can't be assembled from the bank."
    assert "has room for" in words(app)
    assert not app.tabs
    app.button[0].click().run()
    assert app.tabs
    assert not app.warning


def test_headings_of_a_preview_stand_below_those_of_the_page() -> None:
    assert (
        demoted("# One\n\n```sql\n# two\n```\n\n### Three") == "### One\n\n```sql\n# two\n```\n\n##### Three"
    )


def test_a_question_that_must_be_in_is_in(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("interviews", **ROLE)
    app.multiselect(key="choice-include").set_value(["sample-variance-small"]).run()
    assert "Sample variance of five latencies" in questions(app)


@pytest.mark.parametrize("level", ["junior", "mid", "senior", "staff"])
def test_no_level_ends_in_an_empty_page(open_page, level: str) -> None:  # type: ignore[no-untyped-def]
    app = open_page("interviews", role="machine_learning_engineer", level=level)
    assert app.tabs or app.warning


def test_the_loop_shows_who_looks_at_what_and_one_interview(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("interviews", **ROLE, view="loop")
    assert any("minutes of the candidate's time" in element.value for element in app.header)
    assert "Nothing found" in app.success[0].value
    assert list(app.table[0].value.index) == ["Screen", "Technical", "Case", "Behavioural", "Manager"]
    assert app.tabs or app.warning
    app.selectbox(key="choice-stage").set_value("manager").run()
    said = words(app)
    assert "Interview kit: Manager, Data scientist" in said
    assert "Your interview: Manager, Data scientist" in said
    assert "Everybody is asked these questions" in said
    assert "Your first 90 days" in questions(app)


@pytest.mark.parametrize("page", ["interviews", "posting"])
def test_a_level_that_the_profile_refuses_is_refused_with_the_reason(open_page, page: str) -> None:  # type: ignore[no-untyped-def]
    app = open_page(page, role="full_stack_data_scientist", level="junior")
    assert "Nobody has depth in one of the four steps at the start" in app.warning[0].value
    assert app.query_params["level"] in ("senior", ["senior"])


def test_a_question_is_swapped_by_hand_and_the_address_keeps_it(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("interviews", **ROLE)
    before = questions(app)
    address = "1~no-such-question~neither"
    app = open_page("interviews", **ROLE, swap=address)
    assert "A swap could not be made." in words(app)
    assert questions(app) == before
    out, into = _a_swap_that_fits()
    app = open_page("interviews", **ROLE, swap=f"1~{out}~{into}")
    after = questions(app)
    assert len(set(before) - set(after)) == 1
    assert [name.endswith("(swapped in)") for name in after].count(True) == 1
    assert "All requests met." in words(app)


def test_a_swap_that_breaks_something_is_never_proposed(open_page, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(interview_swap, "_alternatives", lambda *_: [])
    app = open_page("interviews", **ROLE)
    app.session_state["swap-0"] = True
    app.run()
    assert "No question of the bank would keep everything" in words(app)
    (into,) = [one for one in app.selectbox if one.label == "Put in"]
    assert into.value is None
    assert into.options[0] in {q.title for q in services().content.bank.questions.values()}
    assert not [one for one in app.button if one.label == "Swap"]


def _a_swap_that_fits() -> tuple[str, str]:
    desk, catalogue = own_desk(), services().content.catalogue
    made = desk.assemble(catalogue.profiles["data_scientist"], Request("mid"))
    assert isinstance(made, InterviewSet)
    out = made.forms[0].questions[2].id
    return out, desk.alternatives(made, 0, out)[0]


def asked_for(app: Any) -> dict[str, str]:
    """The address as a reload, or a colleague, brings it."""
    held = app.query_params.items()
    return {name: value[0] if isinstance(value, list) else value for name, value in held}


def questions(app: Any) -> list[str]:
    return list(form_table(app).index)


def test_a_set_comes_back_with_its_address_whatever_was_shown_meanwhile(open_page) -> None:  # type: ignore[no-untyped-def]
    database_url()  # makes the file, where an earlier module's services are open elsewhere
    choices = {**ROLE, "minutes": "45", "forms": "2", "set": "7"}
    app = open_page("interviews", **choices)
    app.segmented_control(key="form").set_value(1).run()
    before = questions(app)
    address = asked_for(app)
    assert address["form"] == "2"
    bank = services().content.bank.questions
    shown = [one.id for one in bank.values() if one.title in before]
    for number in range(20):
        at = services().clock.now()
        services().machine.sittings.add_showings([Showing(name, "h", f"R-{number}", at) for name in shown])
    assert not set(questions(open_page("interviews", **choices, form="2"))) & set(before)
    again = open_page("interviews", **address)
    assert questions(again) == before
    assert asked_for(again) == address
    assert "not the set that this address was made with" not in words(again)


def test_a_set_that_became_another_one_says_so(open_page) -> None:  # type: ignore[no-untyped-def]
    address = asked_for(open_page("interviews", **ROLE))
    app = open_page("interviews", **{**address, "set-id": "0badcafe"})
    assert "This is not the set that this address was made with" in words(app)
    assert asked_for(app)["set-id"] == address["set-id"]
    app.selectbox(key="choice-minutes").set_value("45").run()
    assert "not the set that this address was made with" not in words(app)


def test_choices_without_a_set_drop_the_name_of_the_set_before(open_page) -> None:  # type: ignore[no-untyped-def]
    long = "drift-in-one-slice,alert-design-for-pricing,bad-predictions-after-release"
    before = asked_for(open_page("interviews", **ROLE, minutes="30"))
    app = open_page("interviews", **{**before, "include": long})
    assert "There is no longer a set such as the one that this address was made with" in words(app)
    sent_on = open_page("interviews", **asked_for(app))
    sent_on.multiselect(key="choice-include").set_value([]).run()
    assert questions(sent_on)
    assert "that this address was made with" not in words(sent_on)


@pytest.mark.parametrize(
    "moment", ["", "x", "-1", "0", "9" * 13, "9" * 5000, "1e12", "１７９９９９９９９９９９９"]
)
def test_a_moment_that_can_not_be_is_named(open_page, moment: str) -> None:  # type: ignore[no-untyped-def]
    app = open_page("interviews", **ROLE, asof=moment)
    assert "which is not offered here. The record of now is used" in words(app).replace("\\", "")
    assert app.tabs
    assert asked_for(app)["asof"].isdecimal()


def test_a_set_is_there_again_after_a_look_at_another_page(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("interviews", **ROLE, set="5", swap="1~gone~away", minutes="45")
    before = questions(app)
    for page in ("home", "interviews"):
        for name in list(app.query_params):
            del app.query_params[name]
        app._page_hash = calc_hash(address_of(page))
        app.run()
    assert questions(app) == before
    assert {"set": "5", "swap": "1~gone~away", "minutes": "45"}.items() <= asked_for(app).items()


def test_a_saved_set_is_proved_again(open_page) -> None:  # type: ignore[no-untyped-def]
    desk, catalogue = own_desk(), services().content.catalogue
    made = desk.assemble(catalogue.profiles["data_scientist"], Request("mid"))
    data = json.dumps(as_json(made))
    app = open_page("interviews", **ROLE)
    app.file_uploader[0].upload("set.json", data.encode(), "application/json").run()
    assert "still holds" in app.success[0].value
    said = "certified against another bank than today's"
    assert not any(said in one.value for one in app.warning)
    for form in (other := json.loads(data))["forms"]:
        form["certificate"]["bank_hash"] = "0" * 64
        form["certificate"]["hash"] = content_hash({**form["certificate"], "hash": ""})
    app.file_uploader[0].upload("set.json", json.dumps(other).encode(), "application/json").run()
    assert "still holds" in app.success[0].value
    assert any(said in one.value for one in app.warning)
    app.file_uploader[0].upload("set.json", data.replace(": 60", ": 61").encode(), "application/json").run()
    assert any("no longer holds as certified" in one.value for one in app.warning)


def test_names_and_place_stand_on_the_kit(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("interviews", **ROLE)
    app.text_input(key="occasion-interviewer").set_value("R. *Interviewer*")
    app.selectbox(key="occasion-place").set_value("US-CA").run()
    said = words(app)
    assert "R. \\*Interviewer\\*" in said
    assert "the law of this place forbids the question (California" in said


def test_a_candidate_is_put_on_the_form_with_its_whole_kit(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("interviews", **ROLE)
    app.text_input(key="occasion-contact").set_value("hiring@example.org")
    code = next(field for field in app.text_input if field.placeholder == "C-2026-014")
    code.set_value("Maria Lopez")
    named = next(field for field in app.text_input if field.label.startswith("Other interviewers"))
    named.set_value("Ana Silva")
    name = [field for field in app.text_input if field.label.startswith("Your name")]
    for field in name:
        field.set_value("Kim Lead")
    put = "Put candidate on this form"
    next(button for button in app.button if button.label == put).click().run()
    assert "would bias" in words(app)
    assert not [block for block in app.code if "scorecards?seat=" in block.value]  # nobody is invited yet
    next(field for field in app.text_input if field.placeholder == "C-2026-014").set_value("K-1")
    next(button for button in app.button if button.label == put).click().run()
    assert "K\\-1 is put down for this form" in app.success[0].value
    assert [block for block in app.code if "scorecards?seat=" in block.value]  # shown once
    machine = services().machine
    line = next(one for one in machine.seating.lines(LOCAL) if one.sitting.candidate == "K-1")
    sheet = machine.panel.sheet(LOCAL, line.sitting.id)
    assert isinstance(sheet, Sheet)
    assert "hiring@example.org" in sheet.kit
    assert line.awaited == 2
    app = open_page("scorecards", interview=line.sitting.id)
    assert "Say this in your own voice" in words(app)


def test_code_and_interviewers_stay_when_another_interview_is_chosen(open_page) -> None:  # type: ignore[no-untyped-def]
    def typed(app: Any) -> dict[str, str]:
        return {one.label: one.value for one in app.text_input}

    app = open_page("interviews", **ROLE, view="loop", stage="manager")
    fields = {one.label: one for one in app.text_input}
    fields["Candidate code (no name)"].set_value("no code")  # refused, so that nobody is put down
    fields["Other interviewers, separated by commas"].set_value("Rita Bo, Ana Li")
    if name := fields.get("Your name, as the others read it"):  # asked once, maybe by a test before this one
        name.set_value("Kim Lead")
    next(one for one in app.button if one.label == "Put candidate on this form").click().run()
    assert "A candidate is named by a code" in words(app)
    app.selectbox(key="choice-stage").set_value("screen").run()
    assert typed(app)["Candidate code (no name)"] == "no code"
    assert typed(app)["Other interviewers, separated by commas"] == "Rita Bo, Ana Li"
    assert "A candidate is named by a code" not in words(app)  # that was said of the other form


def loop_of(app: Any) -> Any:
    return next(one.value for one in app.table if "Who interviews" in one.value.columns)


@pytest.fixture
def nameless() -> None:
    """Whoever sits at the machine has not said yet what they are called."""
    services().machine.people.rename(LOCAL, LOCAL.name)


def test_the_whole_loop_is_shown_before_it_is_made(open_page, nameless) -> None:  # type: ignore[no-untyped-def]
    app = open_page("interviews", **ROLE, view="loop")
    assert "what would be set up for them stands here" in words(app)
    assert not [button for button in app.button if button.key == "loop-set-up"]
    app.text_input(key="loop-who-technical").set_value("Ria Loop, me")
    app.text_input(key="loop-code").set_value("w-1").run()
    assert "say what you are called" in words(app)
    app.text_input(key="loop-called").set_value("Kim Lead").run()
    assert list(loop_of(app)["Who interviews"]) == ["Kim Lead", "Ria Loop, Kim Lead", *["Kim Lead"] * 3]
    assert "A new link is made for Ria Loop." in words(app)
    seating, people = services().machine.seating, services().machine.people
    assert not [line for line in seating.lines(LOCAL) if line.sitting.candidate == "W-1"]
    assert app.button(key="loop-set-up").label == "Set up all 5 interviews"
    # What is typed as the button is pressed was never shown, so it is not made.
    app.text_input(key="loop-who-screen").set_value("Ria Loop")
    app.button(key="loop-set-up").click().run()
    assert "has changed since it was shown" in words(app)
    assert "Ria Loop" not in people.names().values()
    app.button(key="loop-set-up").click().run()
    assert not app.exception
    assert any("W\\-1 is put down for all 5 interviews." in block.value for block in app.success)
    assert len([block for block in app.code if "scorecards?seat=" in block.value]) == 1
    made = [line.sitting for line in seating.lines(LOCAL) if line.sitting.candidate == "W-1"]
    assert len(made) == 5
    assert len({name for one in made for name in one.interviewers}) == 2
    assert list(loop_of(app)[""]) == ["Set up"] * 5


def test_a_candidate_who_stands_on_one_interview_gets_the_other_four(open_page, nameless) -> None:  # type: ignore[no-untyped-def]
    app = open_page("interviews", **ROLE, view="loop", stage="screen")
    fields = {one.key: one for one in app.text_input}
    fields["code-form"].set_value("w-2")
    fields["called-form"].set_value("Kim Two")
    next(one for one in app.button if one.label == "Put candidate on this form").click().run()
    app.text_input(key="loop-code").set_value("w-2").run()
    assert list(loop_of(app)[""]) == ["Set up", *["To set up"] * 4]
    assert app.button(key="loop-set-up").label == "Set up the other 4"


def test_nobody_without_the_right_sees_who_is_set_up(open_page, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """The page leaves the fields out; the service refuses whoever calls it all the same (test_rights)."""
    person = Person("ivo", "Ivo", frozenset({Right.INTERVIEW}))
    monkeypatch.setattr(interview_loop, "viewer", lambda: person)
    app = open_page("interviews", **ROLE, view="loop")
    assert "loop-who-screen" not in {one.key for one in app.text_input}
    assert "loop-code" in {one.key for one in app.text_input}  # the calendar is there
