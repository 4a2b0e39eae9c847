"""Postings: complete, from the profile, in the reader's order, and safe whatever an employer types."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from tests.postings.conftest import DAY
from tests.support.shapes import differences

from touchstone.core.markdown import escape
from touchstone.documents.html import page
from touchstone.documents.posting_files import SHAPES
from touchstone.postings.compose import HEADINGS
from touchstone.postings.draft import Desk
from touchstone.postings.edits import Edits
from touchstone.postings.employer import read_employer
from touchstone.postings.entries import entry
from touchstone.postings.posting import NotAdvertised
from touchstone.postings.render import NAMES, as_data
from touchstone.postings.words import boss
from touchstone.roles.adapting import named
from touchstone.roles.profile import Cadence, Level

HOSTILE = (
    "<script>alert(1)</script> [x](javascript:alert(1)) ![i](http://evil.example/i) **b** `c` {{ 7*7 }} $x$"
)


def _rules(draft, *, severity=None, kind=None):
    return {
        f.rule
        for f in draft.findings
        if severity in (None, f.severity.value) and kind in (None, f.kind.value)
    }


def test_every_role_and_level_makes_a_complete_posting(draft, catalogue):
    for role, profile in catalogue.profiles.items():
        for level in profile.advertised:
            for style in ("standard", "short", "internal"):
                made = draft(role, level.value, style=style, places=["US-CA-CUPERTINO"])
                assert not made.blocked, (role, level, style, made.findings)
                assert _rules(made, kind="completeness") <= {"usual-in-the-role"}
                assert _rules(made, kind="markup") == set()
                assert _rules(made, severity="warn") == set(), (role, level, style)
                if style == "short":
                    assert 300 <= len(made.markdown.split()) <= 450


def test_the_short_style_keeps_every_line_that_somebody_added(desk, catalogue, employer):
    profile, own = catalogue.profiles["data_engineer"], tuple((name, f"Own {name} text") for name in HEADINGS)
    made = desk.draft(
        profile, Level.MID, employer(), as_of=employer().deadline, style="short", edits=Edits(own=own)
    )
    missing = {
        name for name, text in own if f"{text}." not in made.markdown and f"- {text}" not in made.markdown
    }
    assert missing == {"scope", "lifecycle", "measures", "tools", "nice", "together", "equal"}


def test_every_finding_says_where_its_rule_comes_from(draft):
    for changes in ({}, {"pay": None, "places": ["US-CO", "Atlantis"]}, {"remote": "yes", "places": None}):
        for finding in draft(**changes).as_json()["findings"]:
            assert finding["source"], finding
            assert "replacement" in finding


def test_a_level_that_is_not_advertised_gives_its_reason(desk: Desk, catalogue, employer):
    made = desk.draft(
        catalogue.profiles["full_stack_data_scientist"], Level.JUNIOR, employer(), as_of=employer().deadline
    )
    assert isinstance(made, NotAdvertised)
    assert "advertise a junior data scientist" in made.reason


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Head of Data", "the Head of Data"),
        ("CTO", "the CTO"),
        ("the head of data", "the head of data"),
        ("our lead engineer", "our lead engineer"),
        ("Maria Silva, Head of Data", "Maria Silva, Head of Data"),
        ("Ana Headley", "Ana Headley"),
        ("engineering manager", "the engineering manager"),
    ],
)
def test_whom_one_reports_to_has_its_article(typed, shown):
    assert boss(typed) == shown


@pytest.mark.parametrize("style", ["standard", "short", "internal"])
def test_every_style_shows_all_that_the_article_demands(draft, style):
    text = draft(style=style).markdown
    for title in (
        "Daily duties",
        "Weekly duties",
        "Monthly duties",
        "Team and reporting line",
        "Our goals",
        "Our mission",
    ):
        assert title in text
    assert "You supervise two junior engineers." in text
    assert "You report to the head of machine learning." in text


def test_the_posting_for_colleagues_says_from_which_version_it_was_made(draft):
    made = draft(style="internal")
    assert f"Made from version {made.posting.profile_hash[:12]} of the role profile" in made.markdown


def test_sections_come_in_the_order_that_helps_readers(draft):
    text = draft().markdown
    titles = [
        "The role",
        "Pay",
        "Your first 90 days",
        "Daily duties",
        "Must have",
        "Nice to have",
        "Our goals",
    ]
    places = [text.index(f"## {title}\n") for title in titles]
    assert places == sorted(places)


def test_every_line_says_where_it_came_from(draft, catalogue):
    made = draft()
    profile = catalogue.profiles[made.posting.role]
    duties = {f"profile.duties.{c}.{d.id}" for c in Cadence for d in profile.duties_at(made.posting.level, c)}
    assert len(duties) > 12
    used = {line.source for line in made.posting.lines}
    assert duties <= used
    assert all(source.split(".")[0] in ("profile", "employer", "house") for source in used)
    assert made.posting.profile_hash == profile.hash


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("profile.must.sql", "Role profile, must skill: sql (must.sql)"),
        ("profile.duties.day.watch-live-models",
         "Role profile, daily duty: watch live models (duties.day.watch-live-models)"),
        ("profile.success.day_30.first-release",
         "Role profile, after 30 days: first release (success.day_30.first-release)"),
        ("profile.levels.senior.title", "Role profile, level: senior title (levels.senior.title)"),
        ("profile.purpose.0", "Role profile, purpose: 1 (purpose.0)"),
        ("profile.tools", "Role profile, tools (tools)"),
        ("employer.goals.0", "Your fields: goals 1"),
        ("employer.ai_use.used_from", "Your fields: ai use used from"),
        ("house.accommodation", "Our wording: accommodation"),
        ("yours", "You"),
    ],
)  # fmt: skip
def test_the_entry_behind_a_line_is_named(source, said):
    assert entry(source) == said


def test_no_line_comes_from_an_entry_without_words(draft):
    for role in ("machine_learning_engineer", "data_science_manager"):
        for line in draft(role).posting.lines:
            assert not re.match(r"Role profile( \(|:)", entry(line.source)), line.source


def test_a_tool_that_a_skill_names_is_not_named_again(draft):
    made = draft("data_engineer", "mid", tools=None)
    (line,) = made.posting.section("tools").lines
    assert "Airflow or Dagster" in line.text
    assert "SQL" not in line.text
    assert "Kafka" not in line.text
    assert (
        draft("data_engineer", "mid", tools=["SQL"]).posting.section("tools").lines[0].source
        == "employer.tools"
    )


def test_how_people_work_stands_apart_from_the_reporting_line(draft):
    made = draft()
    assert all(
        "report" in one.source or "supervises" in one.source for one in made.posting.section("team").lines
    )
    said = made.posting.section("together")
    assert said.title == "Ways of working"
    assert any("hand-over contract" in one.text for one in said.lines)
    assert all(one.source.startswith("profile.working_together.") for one in said.lines)


@pytest.mark.parametrize(
    "missing",
    ["goals", "mission"],
)
def test_what_the_article_demands_blocks_a_posting_without_it(draft, missing):
    made = draft(**{missing: None})
    assert missing in _rules(made, severity="error", kind="completeness")
    assert made.blocked


@pytest.mark.parametrize(
    ("missing", "rule", "severity"),
    [
        ("pay", "pay-range", "warn"),
        ("places", "place", "warn"),
        ("benefits", "benefits", "warn"),
        ("apply", "how-to-apply", "warn"),
        ("reports_to", "reporting-line", "warn"),
        ("supervises", "supervises", "info"),
        ("deadline", "deadline", "info"),
        ("uses_ai", "ai-use", "info"),
        ("vacancy", "vacancy", "info"),
        ("contact", "contact", "info"),
        ("equal_opportunity", "equal-opportunity", "info"),
    ],
)
def test_what_is_missing_is_named(draft, missing, rule, severity):
    also = {"places": {"remote": None}, "apply": {"contact": None}}.get(missing, {})
    found = _rules(draft(**{missing: None, **also}), kind="completeness", severity=severity)
    assert rule in found


def test_a_template_that_leaves_out_a_part_is_told(draft, tmp_path, desk, catalogue, employer):
    (tmp_path / "postings").mkdir()
    (tmp_path / "postings" / "standard.md.j2").write_text("# {{ title }}\n{{ section.role.lines[0].text }}\n")
    bare = Desk(tmp_path, desk.laws, desk.atlas, desk.wording)
    made = bare.draft(catalogue.profiles["data_engineer"], Level.MID, employer(), as_of=employer().deadline)
    assert {"daily-duties", "goals", "mission", "reporting-structure"} <= _rules(made, severity="error")


def test_a_broken_template_is_told_with_its_line(tmp_path, desk, catalogue, employer):
    (tmp_path / "postings").mkdir()
    (tmp_path / "postings" / "standard.md.j2").write_text("# {{ title }}\n\n{{ employr }}\n")
    bare = Desk(tmp_path, desk.laws, desk.atlas, desk.wording)
    (problem,) = bare.draft(
        catalogue.profiles["data_engineer"], Level.MID, employer(), as_of=employer().deadline
    )
    assert str(problem).endswith("standard.md.j2:3:4: there is no 'employr' here; did you mean 'employer'?")


def test_typed_text_never_becomes_html_or_a_link(draft):
    fields = ("name", "mission", "reports_to", "hours", "apply", "contact", "equal_opportunity")
    made = draft(
        **dict.fromkeys(fields, HOSTILE[:119]), goals=[HOSTILE], benefits=[HOSTILE], supervises=HOSTILE
    )
    shown = page(made.markdown, title=made.posting.title, linked_data=made.jsonld)
    body = shown.split("</head>")[1]
    assert "<script>" not in body
    assert "<img" not in shown
    links = re.findall(r'<a href="([^"]*)">([^<]*)</a>', shown)  # an address may be followed, as it reads
    assert set(links) == {("http://evil.example/i", "http://evil.example/i")}
    assert shown.count("<a ") == len(links)
    assert shown.count("</script>") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body
    assert "<script" not in made.jsonld["description"]


CONTROLS = "a\x00b\x01c\x08d\x0be\x0cf\x1fg\x7fh\x85i\u2028j\u2029k\ufdd0l\uffffm"


@pytest.mark.parametrize("shape", ["md", "html", "ats", "txt", "jsonld", "yaml", "docx"])
def test_no_format_holds_a_control_character(shape, draft):
    lines = ("goals", "benefits", "other_pay", "steps")
    fields = ("name", "mission", "reports_to", "hours", "apply", "contact", "accommodation", "ai_statement")
    made = draft(**{name: [CONTROLS] for name in lines}, **dict.fromkeys(fields, CONTROLS))
    found = SHAPES[shape].make(made)
    if isinstance(found, bytes):
        with ZipFile(BytesIO(found)) as held:
            found = "".join(held.read(name).decode() for name in held.namelist() if name.endswith(".xml"))
    assert "a b c" in found
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0\uffff]", found)
    escaped = r"\\u00[01][0-9a-f]|\\x[0-9a-f]{2}|\\[0NP]|&#x?0*1?[0-9a-f];"
    assert not re.search(escaped, found)


def test_a_field_of_controls_alone_is_refused():
    found, problems = read_employer('{"name": "\\u0000\\u0001"}')
    assert found is None
    assert "nothing to print in it, only control characters" in str(problems[0])


def test_no_field_turns_the_direction_of_what_follows(draft):
    made = draft(mission="Calm \u202eports\u2066", goals=["a\u202db"], name="Har\u202ebour")
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", made.markdown + str(made.jsonld))
    assert "Calm ports." in made.markdown


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("IT-KV", "by the collective agreement (IT-KV) is"),
        ("collective agreement for IT", "by the collective agreement for IT is"),
        ("the collective agreement for IT (IT-KV)", "by the collective agreement for IT (IT-KV) is"),
        ("our collective bargaining agreement", "by our collective bargaining agreement is"),
    ],
)
def test_a_collective_agreement_is_named_once(draft, name, said):
    assert said in draft(collective_agreement=name).markdown.replace("\\", "")


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (("US-WA", "US-CA"), "You work in Washington or California, United States."),
        (("US-WA", "US-CA", "US-CO"), "You work in Washington, California or Colorado, United States."),
        (("US-WA", "CA-ON"), "You work in Washington, United States; or Ontario, Canada."),
        (("PL", "DE"), "You work in Poland or Germany."),
    ],
)
def test_places_of_one_country_name_it_once(draft, places, said):
    assert said in draft(at=places, remote=None).markdown


def test_what_helps_needs_no_depth_of_an_advanced_sort(catalogue, draft):
    nice = draft("data_engineer", "junior").posting.section("nice")
    assert [line.text for line in nice.lines][:2] == ["Streams (Kafka or Flink).", "Spark."]
    must = draft("data_engineer", "junior").posting.section("must")
    assert must.lines[5].text == "You can tell which data are personal, and you ask who may see them."


def test_what_helps_is_named_at_the_levels_where_it_can_be_had(catalogue, draft):
    def helping(level: str) -> list[str]:
        return [line.text for line in draft("data_science_manager", level).posting.section("nice").lines]

    assert "Managing managers." not in helping("junior") + helping("mid")
    assert "Managing managers." in helping("senior")


def test_pay_that_stands_there_is_seen_by_laws_that_let_it_wait(draft):
    for pay, seen in (
        ({"minimum": 60000, "maximum": 80000, "currency": "EUR", "period": "year"}, True),
        (None, False),
    ):
        found = draft(at=("PL",), pay=pay).findings
        told = [one.message for one in found if one.rule in ("before-contract", "before-interview")]
        assert len(told) == 2
        assert all(("This posting states a range." in one) is seen for one in told)


def test_tools_and_ways_of_working_of_the_role_are_to_be_confirmed(draft):
    def told(**said):
        return [one.message for one in draft(**said).findings if one.rule == "usual-in-the-role"]

    (both,) = told(tools=None)
    assert "under “Tools” and “Ways of working” is usual in the role" in both
    (ways,) = told(tools=["Python"])
    assert "under “Ways of working” is" in ways


def test_template_words_in_typed_text_stay_words(draft):
    assert escape("{{ 7*7 }}") in draft(mission="We say {{ 7*7 }}").markdown


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (False, "You work under a supervisor, and you supervise nobody."),
        (0, "You work under a supervisor, and you supervise nobody."),
        (True, "You supervise people."),
        (1, "You supervise one person."),
        (4, "You supervise four people."),
        (12, "You supervise 12 people."),
        (["an analyst", "two interns"], "You supervise an analyst and two interns."),
        ("You lead the night shift", "You lead the night shift."),
    ],
)
def test_whom_the_person_supervises(draft, said, text):
    made = draft(supervises=said).markdown
    assert text in made
    assert "no direct reports" not in made


@pytest.mark.parametrize(
    ("pay", "text"),
    [
        (
            {"minimum": 50, "maximum": 70, "currency": "USD", "period": "hour"},
            "The pay range is USD 50 to USD 70 an hour.",
        ),
        (
            {"minimum": 90000, "maximum": 90000, "currency": "EUR", "period": "year"},
            "The pay is EUR 90,000 a year.",
        ),
        (
            {"maximum": 90000, "currency": "EUR", "period": "year"},
            "The pay range is up to EUR 90,000 a year.",
        ),
        (
            {"minimum": 31.5, "maximum": 40, "currency": "GBP", "period": "hour"},
            "GBP 31.50 to GBP 40 an hour",
        ),
    ],
)
def test_pay_in_words(draft, pay, text):
    assert text in draft(pay=pay).markdown


def test_an_unknown_place_is_said_and_not_guessed(draft):
    made = draft(places=["Gotham", "PL"])
    (finding,) = [f for f in made.findings if f.rule == "unknown-place"]
    assert "Gotham" in finding.message
    assert "Its laws were not checked" in finding.message
    assert "You work in Gotham or Poland." in made.markdown


def test_the_json_has_the_shape_that_programs_rely_on(draft):
    made = draft().as_json()
    assert set(made) == {"title", "markdown", "jsonld", "profile_hash", "pay", "findings"}
    assert made["pay"]["minimum"] == 150000
    keys = {"rule", "kind", "severity", "jurisdiction", "statute", "message", "span", "source", "replacement"}
    assert all(set(finding) == keys for finding in made["findings"])


def test_the_names_that_templates_are_checked_against_are_those_that_they_are_given(draft):
    assert differences(as_data(draft().posting), NAMES) == []


@pytest.mark.parametrize(
    ("said", "reads"),
    [
        ([], "You mentor one to three junior engineers"),
        (["."], "You supervise ."),
        (True, "You supervise people."),
        (False, "you supervise nobody"),
        (1, "You supervise one person."),
        (["two analysts", "an intern"], "You supervise two analysts and an intern."),
    ],
)
def test_whom_the_person_supervises_in_every_way_to_say_it(draft, said, reads):
    assert reads in draft(supervises=said).markdown.replace("\\", "")


@pytest.mark.parametrize(
    ("at", "currency", "told"),
    [
        (("PL",), "USD", "The pay is stated in USD, but the currency of Poland is PLN. State it in PLN."),
        (("PL",), "PLN", None),
        (("US-NYC",), "EUR", "is USD. State it in USD."),
        (("DE-BE", "PL"), "PLN", "the currency of Berlin, Germany is EUR. State it in EUR, too."),
        (("US-WA", "DE"), "EUR", "the currency of Washington, United States is USD. State it in USD, too."),
        (("DE-BE", "PL"), "USD", "the currency of Berlin, Germany; and Poland is EUR or PLN"),
        (("AF",), "USD", None),  # the table holds no currency for it
    ],
)
def test_a_currency_that_is_not_the_places_is_told(draft, at, currency, told):
    pay = {"minimum": 100_000, "maximum": 120_000, "currency": currency, "period": "year"}
    said = [f.message for f in draft(at=at, pay=pay).findings if f.rule == "pay-currency"]
    assert [told in text for text in said] == ([True] if told else [])


@pytest.mark.parametrize(
    ("name", "title", "sought"),
    [
        ("Vision engineer", "Senior vision engineer", "a senior vision engineer"),
        ("Python engineer", "Senior Python engineer", "a senior Python engineer"),
        ("ML engineer", "Senior ML engineer", "a senior ML engineer"),
        (
            "Machine-learning engineer, adapted",
            "Senior machine-learning engineer",
            "a senior machine-learning engineer",
        ),
    ],
)
def test_an_adapted_role_names_its_posting(name, title, sought, desk, catalogue, employer):
    profile = named(catalogue.profiles["machine_learning_engineer"], name)
    made = desk.draft(profile, Level.SENIOR, employer(), as_of=DAY)
    assert made.posting.title == title
    assert made.markdown.startswith(f"# {title}\n")
    assert f"is looking for {sought}." in made.markdown
    assert made.jsonld["title"] == title
    mid = desk.draft(profile, Level.MID, employer(), as_of=DAY)
    assert mid.posting.title == name.removesuffix(", adapted")


def test_the_employers_name_is_no_gendered_word(draft):
    text = draft(name="Nurture & Support", places=["US-CT"], at=None)
    spoke = [text.markdown[slice(*f.span)] for f in text.findings if f.rule == "gendered-feminine" and f.span]
    assert not {"Nurture", "Support", "Connecticut"} & set(spoke)
    assert "Connecticut" in text.markdown


def test_the_posting_names_the_place_that_its_markup_names(desk, catalogue, employer):
    profile, germany = catalogue.profiles["data_engineer"], desk.atlas.find("DE")
    who = employer(places=["Berlin"], remote="no")
    made = desk.draft(profile, Level.MID, who, as_of=DAY, places=[germany])
    assert "You work in Berlin, Germany." in made.markdown
    assert made.jsonld["jobLocation"][0]["address"]["addressLocality"] == "Berlin"
    elsewhere = desk.draft(profile, Level.MID, employer(places=["Warsaw"]), as_of=DAY, places=[germany])
    assert "You work in Germany" in elsewhere.markdown
