"""Scorecards: a person's own interviews, the debrief when all is in, sample answers to practise on."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.support.scorecards import EVIDENCE, made_sheet

from touchstone.access.people import LOCAL, OPERATOR, Invited, Person, Right
from touchstone.bootstrap import services
from touchstone.cli.interview_papers import own_desk
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.kit import Material
from touchstone.interviews.merging import Typed
from touchstone.interviews.plan import plan
from touchstone.interviews.request import Request
from touchstone.interviews.scorecard import Scorecard
from touchstone.interviews.sets import InterviewSet
from touchstone.interviews.sheet import sheet_of_form
from touchstone.interviews.sitting import Sitting
from touchstone.ui.parts.interview_calendar import kit_links
from touchstone.ui.parts.scorecards.card import read_typed
from touchstone.ui.parts.scorecards.seat import Named, named_people, who_is_named
from touchstone.ui.parts.scorecards.shown import card_data, entry_data


def words(app: Any) -> str:
    shown = [*app.title, *app.header, *app.markdown, *app.caption, *app.info, *app.warning, *app.text]
    return "\n".join(str(element.value) for element in shown)


def put_down(code: str, *names: str) -> tuple[Sitting, list[Invited]]:
    """A candidate on the three questions of the manager's interview, scored by new people."""
    machine, content = services().machine, services().content
    loop = content.loop[0]
    assert loop is not None
    profile = content.catalogue.profiles["data_scientist"]
    scope = plan(loop, profile, "mid").stages[-1].scope
    desk = own_desk()
    outcome = desk.assemble(profile, Request("mid", 30, scope=scope))
    assert isinstance(outcome, InterviewSet), outcome.told
    drawn = desk.material(outcome.certified[0], profile)
    assert isinstance(drawn, Material), drawn
    sheet = sheet_of_form(drawn, machine.clock.now())
    made = [machine.people.invite(LOCAL, name, frozenset({Right.INTERVIEW})) for name in names]
    invited = [one for one in made if isinstance(one, Invited)]
    sitting = machine.seating.set_up(LOCAL, sheet, code, [one.person.id for one in invited])
    assert isinstance(sitting, Sitting), sitting
    return sitting, invited


def submitted(who: Person, sitting: Sitting, *scores: int) -> None:
    panel = services().machine.panel
    card = panel.own(who, sitting.id)
    assert isinstance(card, Scorecard)
    for entry, score in zip(card.entries, scores, strict=True):
        panel.write(who, card.id, entry.question_id, Typed(score, EVIDENCE))
    panel.conclude(who, card.id, recommendation="yes", confidence="very", conflict="")
    assert isinstance(panel.submit(who, card.id), Scorecard)


def test_the_way_from_a_form_to_a_debrief(open_page) -> None:  # type: ignore[no-untyped-def]
    sitting, (ana, ben) = put_down("U-1", "Ana", "Ben")
    app = open_page("scorecards", seat=ana.token)
    assert "U\\-1" in words(app)
    assert "0 of 2 scorecards submitted" in words(app)
    app = open_page("scorecards", seat=ana.token, interview=sitting.id)
    assert app.title[0].value.replace("\\", "") == "U-1: Manager: Data scientist"
    assert app.button(key=f"submit-{services().machine.panel.own(ana.person, sitting.id).id}").disabled
    submitted(ana.person, sitting, 4, 2, 3)
    app = open_page("scorecards", seat=ana.token, candidate="U-1")
    assert "1 of 2 scorecards is not submitted yet" in words(app).replace("\\", "")
    assert "Awaited: Ben" in words(app)
    assert EVIDENCE not in words(app)
    submitted(ben.person, sitting, 2, 2, 3)
    app = open_page("scorecards", candidate="U-1")
    assert "Talk about these, evidence first" in [one.value for one in app.header]
    assert EVIDENCE in words(app)
    files = [one.proto.label for one in app.get("download_button")]
    assert files == ["PDF, to print", "Word", "HTML, to print"]
    app.button[-1].click().run()
    assert "Say what was decided: offer, no offer" in words(app).replace("\\", "")
    app.radio[-1].set_value("offer")
    app.text_input[-1].set_value("Kim Lead")
    app.text_area[0].set_value("Clear on goals, and found the gap in the data.")
    app.button[-1].click().run()
    assert "**Offer**, by Kim Lead" in words(app)
    assert app.radio[-1].value is None  # the form is empty, so that no second click records it again
    assert (app.text_input[-1].value, app.text_area[0].value) == ("", "")
    app.button[-1].click().run()
    assert words(app).count("**Offer**, by Kim Lead") == 1


def test_a_turn_of_direction_that_an_older_version_kept_turns_nothing(open_page) -> None:  # type: ignore[no-untyped-def]
    sitting, (wilma,) = put_down("U-81", "Wilma")
    panel = services().machine.panel
    card = panel.own(wilma.person, sitting.id)
    assert isinstance(card, Scorecard)
    for entry in card.entries:
        older = replace(entry, score=3, evidence=f"\u202e{EVIDENCE}", revision=entry.revision + 1)
        assert panel.store.save_entry(card.id, older)
        assert entry_data(older)["evidence"] == EVIDENCE
    panel.conclude(wilma.person, card.id, recommendation="yes", confidence="very", conflict="")
    assert isinstance(panel.submit(wilma.person, card.id), Scorecard)
    said = words(open_page("scorecards", seat=wilma.token, candidate="U-81"))
    assert EVIDENCE in said
    assert "\u202e" not in said


def test_weights_are_fixed_before_the_first_scorecard_and_stand_there_ever_after(open_page) -> None:  # type: ignore[no-untyped-def]
    machine = services().machine
    mia = machine.people.invite(LOCAL, "Mia", frozenset({Right.INTERVIEW}))
    assert isinstance(mia, Invited)
    sheet = replace(
        made_sheet("Planning", "*SQL*", name="weighed", role="data_engineer"), certificate={}
    )  # so that its questions count as shown to nobody
    sitting = machine.seating.set_up(LOCAL, sheet, "U-13", [mia.person.id])
    assert isinstance(sitting, Sitting)

    def debrief(**query: str) -> tuple[Any, bool]:
        app = open_page("scorecards", candidate="U-13", **query)
        return app, "Other weights than these" in [one.label for one in app.expander]

    def fixed(app: Any) -> str:
        next(one for one in app.button if one.label == "Fix weights").click().run()
        return words(app).replace("\\", "")

    assert not debrief(seat=mia.token)[1]
    app, offered = debrief()
    assert offered
    assert "Competencies weigh equally." in words(app)
    app.number_input[0].set_value(3.0)
    fields = {one.label: one for one in app.text_input}
    if by := fields.get("Fixed by (name)"):  # asked of who has no name yet
        by.set_value("Kim Lead")
    assert "unless it is written down why" in fixed(app)
    fields = {one.label: one for one in app.text_input}
    fields["Why the job needs these weights"].set_value("Half of the week is spent *planning*.")
    said = fixed(app)
    assert "the first scorecard. *SQL*: 3; all others: 1. Why: Half of the week is spent *planning*." in said
    submitted(mia.person, sitting, 4, 2)
    app, offered = debrief()
    assert not offered
    assert "Half of the week is spent" in words(app)
    assert list(app.table[0].value["Weight"]) == ["1", "3"]


def test_a_second_window_erases_nothing_of_ones_own_view(open_page) -> None:  # type: ignore[no-untyped-def]
    sitting, (lea,) = put_down("U-10", "Lea")
    panel = services().machine.panel
    one, other = (open_page("scorecards", seat=lea.token, interview=sitting.id) for _ in range(2))
    card = panel.own(lea.person, sitting.id).id
    one.radio(key=f"rec-{card}").set_value("yes").run()
    one.radio(key=f"sure-{card}").set_value("very").run()
    one.radio(key=f"conflict-{card}").set_value("Yes").run()
    one.text_input(key=f"which-{card}").set_value("She is my cousin").run()
    other.radio(key=f"conflict-{card}").set_value("Yes").run()  # its fields are empty still
    kept = panel.own(lea.person, sitting.id)
    assert (kept.recommendation, kept.confidence, kept.conflict) == ("yes", "very", "She is my cousin")
    assert other.radio(key=f"rec-{card}").value == "yes"
    assert other.text_input(key=f"which-{card}").value == "She is my cousin"
    other.radio(key=f"rec-{card}").set_value("rather no").run()
    assert one.run().radio(key=f"rec-{card}").value == "rather no"
    one.radio(key=f"conflict-{card}").set_value("No").run()
    kept = panel.own(lea.person, sitting.id)
    assert (kept.recommendation, kept.confidence, kept.conflict) == ("rather no", "very", "")
    submitted(lea.person, sitting, 3, 3, 3)
    other.radio(key=f"rec-{card}").set_value("no").run()
    assert panel.own(lea.person, sitting.id).recommendation == "yes"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"seat": "x" * 32}, "opens through your own link"),
        ({"interview": "none"}, "no such interview"),
        ({"candidate": "none"}, "no interview of this candidate"),
    ],
)
def test_what_is_not_yours_is_said_in_a_sentence(open_page, query: dict[str, str], said: str) -> None:  # type: ignore[no-untyped-def]
    assert said in words(open_page("scorecards", **query)).replace("\\", "")


def test_who_sets_up_an_interview_reads_its_kit_and_scores_nothing(open_page) -> None:  # type: ignore[no-untyped-def]
    machine = services().machine
    nia = machine.people.invite(LOCAL, "Nia", frozenset({Right.INTERVIEW}))
    assert isinstance(nia, Invited)
    sheet = replace(made_sheet("Planning", name="seen"), certificate={}, kit="# Kit\n\nBegin with a welcome.")
    sitting = machine.seating.set_up(LOCAL, sheet, "U-14", [nia.person.id])
    assert isinstance(sitting, Sitting)
    app = open_page("scorecards", interview=sitting.id)
    said = words(app).replace("\\", "")
    assert app.title[0].value.replace("\\", "") == f"U-14: {sitting.title}"
    assert "You set up this interview and don't score it" in said
    assert "Begin with a welcome." in said
    assert not app.warning
    assert not app.radio  # nor anything else to fill
    other = machine.people.invite(LOCAL, "Ole", frozenset({Right.INTERVIEW}))
    assert isinstance(other, Invited)
    app = open_page("scorecards", seat=other.token, interview=sitting.id)
    assert "no such interview, or you are not part of it" in words(app)
    assert "Begin with a welcome." not in words(app)


def test_a_link_that_ended_or_was_taken_away_is_said_so(open_page) -> None:  # type: ignore[no-untyped-def]
    people = services().machine.people
    made = people.invite(LOCAL, "Uwe", frozenset({Right.INTERVIEW, Right.ORGANISE}))
    assert isinstance(made, Invited)
    assert f"Your link opens until {made.until:%-d %B %Y}." in words(open_page("scorecards", seat=made.token))
    known = people.store.person(made.person.id)
    assert known is not None
    people.store.keep(replace(known, expires_at=services().clock.now() + timedelta(hours=1)))
    assert "can give it more time" in words(open_page("scorecards", seat=made.token))
    people.store.keep(replace(known, expires_at=known.since))
    assert "Your link opened until" in words(open_page("scorecards", seat=made.token))
    people.revoke(LOCAL, made.person.id)
    assert "Your link was taken away on" in words(open_page("scorecards", seat=made.token))


def test_an_organiser_sees_who_has_a_link_and_takes_it_away(open_page) -> None:  # type: ignore[no-untyped-def]
    people = services().machine.people
    made = people.invite(LOCAL, "Ugo", frozenset({Right.INTERVIEW}))
    assert isinstance(made, Invited)
    mine = open_page("scorecards", seat=made.token)
    assert "People and their links" not in [one.label for one in mine.expander]
    app = open_page("scorecards")
    app.selectbox(key="link-of").set_value(made.person.id).run()
    later = made.until + timedelta(days=30)
    app.date_input(key=f"until-{made.person.id}-{made.until}").set_value(later).run()
    assert people.last_day(made.person.id) == later
    people.keep_open(LOCAL, made.person.id, made.until)  # by the command, or in another window
    app.run()
    assert people.last_day(made.person.id) == made.until, "an open page takes nothing back"
    assert people.by_token(made.token) == made.person
    app.button(key=f"revoke-{made.person.id}").click().run()
    assert people.by_token(made.token) is None
    app.button(key="renew-people").click().run()
    assert any("scorecards?seat=" in block.value for block in app.code)


def test_only_who_may_see_own_pay_says_who_else_may(open_page) -> None:  # type: ignore[no-untyped-def]
    people = services().machine.people
    made = people.invite(LOCAL, "Pia", frozenset({Right.INTERVIEW}))
    organiser = people.invite(LOCAL, "Otto", frozenset({Right.INTERVIEW, Right.ORGANISE}))
    assert isinstance(made, Invited)
    assert isinstance(organiser, Invited)
    app = open_page("scorecards")
    app.selectbox(key="link-of").set_value(made.person.id).run()
    for may in (True, False):
        app.button(key=f"pay-{made.person.id}").click().run()
        found = people.by_token(made.token)
        assert found is not None
        assert found.may(Right.PAY) is may
    theirs = open_page("scorecards", seat=organiser.token)
    theirs.selectbox(key="link-of").set_value(made.person.id).run()
    assert f"pay-{made.person.id}" not in [button.key for button in theirs.button]


def test_who_comes_again_after_their_link_ended_is_the_same_person(open_page) -> None:  # type: ignore[no-untyped-def]
    people = services().machine.people
    made = people.invite(LOCAL, "Ute Again", frozenset({Right.INTERVIEW}))
    assert isinstance(made, Invited)
    known = people.store.person(made.person.id)
    assert known is not None
    people.store.keep(replace(known, expires_at=known.since))
    ids, links, refused = named_people(people, LOCAL, "ute  again", None)
    assert (ids, list(links), refused) == ([made.person.id], ["Ute Again"], None)


def test_a_seat_opens_its_own_interviews_and_no_others(open_page) -> None:  # type: ignore[no-untyped-def]
    put_down("U-2", "Eva")
    _, (dan,) = put_down("U-3", "Dan")
    app = open_page("scorecards", seat=dan.token)
    assert "U\\-3" in words(app)
    assert "U\\-2" not in words(app)
    assert not [one for one in app.expander if one.label.startswith("Put another")]


def test_on_a_shared_server_the_page_opens_by_a_link_alone(open_page, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    _, (zoe,) = put_down("U-4", "Zoe")
    monkeypatch.setattr("touchstone.ui.parts.scorecards.who.is_local", lambda: False)
    app = open_page()
    assert "scorecards" not in app.session_state["_pages"]
    assert "opens through your own link" in words(open_page("scorecards", candidate="U-4"))
    app = open_page("scorecards", seat=zoe.token)
    assert "U\\-4" in words(app)
    assert {"interviews", "questions"}.isdisjoint(app.session_state["_pages"])


def test_the_banks_scores_appear_when_every_sample_is_scored(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("scorecards", view="calibration")
    assert "not scored yet" in words(app)
    assert "the bank **" not in words(app)
    assert 0 < sum(radio.label == "Your score of answer 1" for radio in app.radio) < len(app.radio)
    assert [one.proto.text for one in app.get("progress")] == [f"0 of {len(app.radio)} answers scored"]
    assert "**The bank's scores**" not in words(app)
    first = [radio.key for radio in app.radio if radio.key.rpartition("/")[0] == _first_question(app)]
    for key in first[:-1]:
        app.radio(key=key).set_value(1)
    app.run()
    assert words(app).count("**The bank's scores**") == (len(first) == 1)
    app.radio(key=first[-1]).set_value(1).run()
    assert words(app).count("**The bank's scores**") == 1  # of this question alone
    app.run()
    assert [radio.key for radio in app.radio if radio.disabled] == first
    assert "How far you are off" not in words(app)
    for radio in app.radio:
        if not radio.disabled:
            radio.set_value(1)
    app.run()
    assert "How far you are off" in words(app)


def _first_question(app: Any) -> str:
    return str(app.radio[0].key).rpartition("/")[0]


def test_who_waits_for_themselves_finds_their_scorecard_and_that_nobody_excuses_themselves(open_page) -> None:  # type: ignore[no-untyped-def]
    sitting, (uma,) = put_down("U-31", "Uma")
    panel = [LOCAL.id, uma.person.id]
    sheet = replace(made_sheet("SQL", name="own"), made_at=services().clock.now() - timedelta(1))
    own = services().machine.seating.set_up(LOCAL, sheet, "U-31", panel)
    assert isinstance(own, Sitting), own

    def linked(app: Any) -> list[str]:
        found = [one.proto.label.replace("\\", "") for one in app.get("page_link")]
        return [label for label in found if label.startswith("Score ")]

    app = open_page("scorecards", seat=uma.token, candidate="U-31")
    assert sorted(linked(app)) == sorted(f"Score {one.title}" for one in (sitting, own))
    assert "Nobody excuses themselves" not in words(app)
    submitted(uma.person, sitting, 4, 2, 3)
    submitted(uma.person, own, *[3] * len(sheet.questions))
    assert linked(open_page("scorecards", seat=uma.token, candidate="U-31")) == []
    app = open_page("scorecards", candidate="U-31")
    assert linked(app) == [f"Score {own.title}"]
    assert "Nobody excuses themselves" in words(app)


def test_agreement_is_not_claimed_from_a_handful(open_page) -> None:  # type: ignore[no-untyped-def]
    _, (ora,) = put_down("U-6", "Ora")
    said = words(open_page("scorecards", seat=ora.token, view="agreement"))
    assert "Over 0 candidates" in said
    assert "Krippendorff's alpha needs 10 candidates scored by the same people" in said.replace("\\", "")


def test_home_says_which_scorecards_wait(open_page) -> None:  # type: ignore[no-untyped-def]
    sitting, (pia,) = put_down("U-7", "Pia Waits")
    app = open_page("home", seat=pia.token)
    assert "Scorecards that wait for you" in words(app)
    assert "U\\-7" in words(app)
    submitted(pia.person, sitting, 3, 3, 3)
    assert "Scorecards that wait for you" not in words(open_page("home", seat=pia.token))


def test_the_calendar_leads_to_the_scorecard_once_there_is_one(open_page, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    sitting, _ = put_down("U-8", "Rut")
    monkeypatch.setenv("TOUCHSTONE_ADDRESS", "https://hire.example.org/")
    content = services().content
    profile = content.catalogue.profiles["data_scientist"]
    planned = plan(content.loop[0], profile, "mid")  # type: ignore[arg-type]
    made = own_desk().loop(profile, planned, Request("mid"))
    links = kit_links(services(), planned, " u-8 ", made)
    assert links["manager"] == f"https://hire.example.org/scorecards?interview={sitting.id}"
    assert links["technical"].endswith("&stage=technical")
    assert kit_links(services(), planned, "", made)["manager"].endswith("&stage=manager")
    senior = plan(content.loop[0], profile, "senior")  # type: ignore[arg-type]
    assert kit_links(services(), senior, "U-8", made)["manager"].endswith("&stage=manager")
    no_case = replace(made, sets=made.sets | {"case": Infeasible(("None.",))})  # type: ignore[operator]
    assert "case" not in kit_links(services(), planned, "", no_case)
    calendar = "touchstone.ui.parts.interview_calendar"
    monkeypatch.setattr(f"{calendar}.is_local", lambda: False)  # no kit opens there to others
    monkeypatch.setattr(f"{calendar}.viewer", lambda: LOCAL)
    assert kit_links(services(), planned, "U-8", made) == {"manager": links["manager"]}
    monkeypatch.setattr("touchstone.ui.parts.scorecards.who.is_local", lambda: False)
    for nowhere in ("", "hire.example.org", "ftp://hire.example.org", "javascript://x"):
        monkeypatch.setenv("TOUCHSTONE_ADDRESS", nowhere)
        assert kit_links(services(), planned, "U-8", made) == {}


def test_a_form_in_use_is_proved_again(open_page) -> None:  # type: ignore[no-untyped-def]
    put_down("U-9", "Sol")
    app = open_page("scorecards")
    assert [one for one in app.expander if one.label.startswith("Put another")]
    assert "everything that it was certified for still holds" in words(app)
    assert "reached the exposure cap" not in words(app)  # everybody is asked the same ones


def test_of_namesakes_none_is_guessed(open_page) -> None:  # type: ignore[no-untyped-def]
    _, (first,) = put_down("U-11", "Twin")
    services().machine.people.revoke(LOCAL, first.person.id)
    put_down("U-12a", "twin")  # whoever is shut out keeps no name for themselves
    assert isinstance(services().machine.people.renew(OPERATOR, first.person.id), Invited)
    app = open_page("scorecards")
    fields = {field.label: field for field in app.text_input}
    fields["Candidate code (no name)"].set_value("U-12")
    if named := fields.get("Your name, as the others read it"):  # asked of who has none yet
        named.set_value("Kim of the twins")
    fields["Other interviewers, separated by commas"].set_value("Twin")
    next(one for one in app.button if one.label == "Put candidate on this form").click().run()
    assert "2 people are called Twin" in words(app)
    assert not [line for line in services().machine.seating.lines(LOCAL) if line.sitting.candidate == "U-12"]


def test_a_form_that_was_shown_too_often_asks_for_a_reason(open_page) -> None:  # type: ignore[no-untyped-def]
    seating = services().machine.seating
    sheet = replace(made_sheet("SQL", name="worn"), made_at=services().clock.now() + timedelta(1))
    while isinstance(seating.set_up(LOCAL, sheet, f"W-{len(seating.lines(LOCAL))}", [LOCAL.id]), Sitting):
        pass
    app = open_page("scorecards")

    def filled(**values: str) -> Any:
        for field in app.text_input:
            if field.label in values:
                field.set_value(values[field.label])
        return next(one for one in app.button if one.label == "Put candidate on this form").click().run()

    app = filled(**{"Candidate code (no name)": "W-last", "Your name, as the others read it": "Kim Worn"})
    assert "nobody else sees “About SQL”" in words(app).replace("\\", "")
    filled(**{"Why this form all the same": "All in this round are asked the same."})
    assert services().machine.people.local().name != LOCAL.name  # whoever gave it, it stays
    made = next(line.sitting for line in seating.lines(LOCAL) if line.sitting.candidate == "W-LAST")
    assert made.despite == "All in this round are asked the same."


TYPED = [
    (None, Typed()),
    ("x", Typed()),
    ({"score": True, "hints": "2", "notes": [1], "evidence": 7, "base": None}, Typed()),
    (
        {"score": 3, "hints": 1, "notes": {"4": "a", "9": "b", "12": "c"}, "evidence": "e", "base": 2},
        Typed(3, "e", "", 1, {4: "a"}, 2),
    ),
    ({"evidence": "e", "was": [1]}, Typed(None, "e")),
    (
        {"evidence": "e", "base": 1, "was": {"evidence": 7, "score": 2, "was": {"score": 1}}},
        Typed(None, "e", base=1, was=Typed(2)),
    ),
]


@pytest.mark.parametrize(("sent", "read"), TYPED)
def test_whatever_a_browser_sends_is_read(sent: object, read: Typed) -> None:
    assert read_typed(sent) == read


def test_what_the_browser_gets_runs_nothing() -> None:
    sitting, (gil,) = put_down("U-5", "Gil")
    panel = services().machine.panel
    opened = panel.opened(gil.person, sitting.id)
    assert not isinstance(opened, type(None))
    question = dict(opened.sheet.questions[0])  # type: ignore[union-attr]
    question["prompt"] = "<img src=x onerror=alert(1)> ![x](http://evil/x.png) [a](javascript:alert(1)) $x^2$"
    sheet = type(opened.sheet)(**{**vars(opened.sheet), "questions": (question,)})  # type: ignore[union-attr]
    ask = card_data(sheet, opened.card, {}, {})["questions"][0]["ask"]  # type: ignore[union-attr]
    assert "<img" not in ask
    assert "href" not in ask
    assert "<math" in ask


def test_a_scorecard_is_looked_over_before_it_is_locked_and_read_afterwards(open_page) -> None:  # type: ignore[no-untyped-def]
    sitting, (noa,) = put_down("U-14", "Noa")
    panel = services().machine.panel
    card = panel.own(noa.person, sitting.id)
    for entry, score in zip(card.entries, (4, 2, 3), strict=True):
        panel.write(noa.person, card.id, entry.question_id, Typed(score, EVIDENCE))
    panel.conclude(noa.person, card.id, recommendation="rather yes", confidence="fairly", conflict="yes")
    app = open_page("scorecards", seat=noa.token, interview=sitting.id)
    assert app.button(key=f"submit-{card.id}").disabled  # which stake it is was not said
    app.text_input(key=f"which-{card.id}").set_value("A *former* colleague").run()

    def shown() -> set[str]:
        return {one.label for one in app.button}

    app.button(key=f"submit-{card.id}").click().run()
    assert not panel.own(noa.person, sitting.id).closed
    assert "1. **4** on “What are your goals?”" in words(app).replace("\\", "")
    assert "Your recommendation: **rather yes**; how sure: **fairly**." in words(app)
    app.button(key=f"back-{card.id}").click().run()
    assert "Submit and lock" not in shown()
    app.button(key=f"submit-{card.id}").click().run()
    app.button(key=f"lock-{card.id}").click().run()
    assert panel.own(noa.person, sitting.id).locked
    assert "Your recommendation: **rather yes**; how sure: **fairly**." in words(app)
    assert "A *former* colleague" in [one.value for one in app.text]
    assert "Submit and lock" not in shown()


def test_a_scorecard_opens_whatever_its_id_holds(open_page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = secrets.token_urlsafe
    monkeypatch.setattr(secrets, "token_urlsafe", lambda size: "__" * (size == 16) + drawn(size))
    sitting, (mira,) = put_down("U-77", "Mira Underscore")
    card = services().machine.panel.own(mira.person, sitting.id)
    assert "__" in card.id
    app = open_page("scorecards", seat=mira.token, interview=sitting.id)
    assert "Your own view" in words(app)
    assert not app.exception


def test_a_refusal_makes_nobody_and_no_link(open_page) -> None:  # type: ignore[no-untyped-def]
    put_down("U-15", "Ida")
    app = open_page("scorecards")
    fields = {field.label: field for field in app.text_input}
    if named := fields.get("Your name, as the others read it"):
        named.set_value("Kim of the list")
    fields["Candidate code (no name)"].set_value("Ida Code")
    fields["Other interviewers, separated by commas"].set_value("Ida, Eve Fox")
    next(one for one in app.button if one.label == "Put candidate on this form").click().run()
    assert "A candidate is named by a code" in words(app)
    assert "Eve Fox" not in services().machine.people.names().values()
    assert not app.code
    assert next(field for field in app.text_input if field.value == "Ida, Eve Fox")  # what was typed stays


def test_new_people_of_one_name_are_one() -> None:
    people = services().machine.people
    made = people.invite(LOCAL, "Jo Here", frozenset({Right.INTERVIEW}))
    assert isinstance(made, Invited)
    found = who_is_named(people, "Zed Nova,  jo here, zed nova, Zed Nova, Al No,")
    assert found == Named((made.person.id,), {}, ("Zed Nova", "Al No"))
