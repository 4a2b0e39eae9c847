"""Lines keep their source when they are edited; a saved posting says what its profile has changed since."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.postings.conftest import DAY

from touchstone.postings.drafted import Draft
from touchstone.postings.edits import OWN, Edit, Edits, Row, edited, edits_from, rebased, rows, set_aside
from touchstone.postings.replacing import line_at, replaced
from touchstone.postings.saved import changes, read_saved

MUST = "profile.must."


def _line(draft, start):
    return next(
        (s.id, line) for s in draft.posting.sections for line in s.lines if line.source.startswith(start)
    )


def test_what_is_edited_keeps_its_source_and_what_it_was(draft):
    made = draft()
    section, line = _line(made, MUST)
    left = [
        replace(row, text="You know  Python.") if row.source == line.source else row
        for row in rows(made.posting)
    ]
    edits = edits_from(made.posting, left)
    assert edits == Edits({(section, line.source): Edit(line.text, "You know Python.")})
    found = _line(Again(edited(made.posting, edits)), line.source)[1]
    assert (found.text, found.source, found.made) == ("You know Python.", line.source, line.text)


class Again:
    def __init__(self, posting):
        self.posting = posting


def test_lines_are_left_out_and_added(draft):
    made = draft()
    _, line = _line(made, MUST)
    left = [row for row in rows(made.posting) if row.source != line.source]
    left.append(Row("benefits", "A desk by the sea.", OWN))
    posting = edited(made.posting, edits_from(made.posting, left))
    assert line.text not in [one.text for one in posting.lines]
    assert posting.section("benefits").lines[-1].text == "A desk by the sea."
    assert posting.section("benefits").lines[-1].source == OWN


def test_an_edit_is_set_aside_when_the_line_is_made_otherwise(draft):
    made = draft()
    section, line = _line(made, MUST)
    edits = Edits({(section, line.source): Edit("It used to read so.", "My text.")})
    assert edited(made.posting, edits) == made.posting
    assert set_aside(made.posting, edits) == edits.lines


def test_who_has_seen_the_new_lines_keeps_what_they_wrote(draft):
    made = draft()
    section, line = _line(made, MUST)
    gone = ("must", "profile.must.fortran")
    edits = Edits(
        {
            (section, line.source): Edit("It used to read so.", "My text."),
            gone: Edit("Fortran.", "My Fortran."),
        }
    )
    again = rebased(made.posting, edits)
    assert again.lines == {(section, line.source): Edit(line.text, "My text.")}
    assert again.own == (("must", "My Fortran."),)
    reads = [one.text for one in edited(made.posting, again).section("must").lines]
    assert "My text." in reads
    assert reads[-1] == "My Fortran."


def test_no_edit_is_no_change(draft):
    made = draft()
    assert not edits_from(made.posting, rows(made.posting))


@pytest.fixture
def saved(draft, desk, catalogue, employer):
    """A posting with one line edited and one of one's own, as its file reads it."""
    made = draft(at=("US-CA",))
    section, line = _line(made, MUST)
    edits = Edits(
        {(section, line.source): Edit(line.text, "You know Python well.")}, (("benefits", "Fruit."),)
    )
    profile = catalogue.profiles["machine_learning_engineer"]
    again = desk.draft(
        profile, made.posting.level, employer(), as_of=DAY, places=[desk.atlas.find("US-CA")], edits=edits
    )
    assert isinstance(again, Draft)
    found, problems = read_saved(again.saved())
    assert problems == []
    return found, again


def test_a_saved_posting_reads_again_as_it_was(saved, desk, catalogue):
    found, draft = saved
    again = desk.reopen(catalogue.profiles["machine_learning_engineer"], found, as_of=DAY)
    assert isinstance(again, Draft)
    assert again.markdown == draft.markdown
    assert again.jsonld == draft.jsonld
    assert not again.stale
    assert again.changes == ()
    assert again.saved() == draft.saved()
    assert found.edits.own == (("benefits", "Fruit."),)


def test_a_changed_profile_marks_it_stale_and_shows_the_difference(saved, desk, catalogue):
    found, draft = saved
    profile = catalogue.profiles["machine_learning_engineer"]
    edited_line = next(line for line in draft.posting.lines if line.made)
    _, *rest = profile.must
    newer = type(profile).model_validate(profile.model_dump(by_alias=True) | {"must": rest})
    again = desk.reopen(newer, found, as_of=DAY)
    assert isinstance(again, Draft)
    assert again.stale
    assert again.markdown == draft.markdown  # shown as it was
    (change,) = [one for one in again.changes if one.yours]
    assert (change.source, change.was, change.now, change.yours) == (
        edited_line.source, edited_line.made, None, "You know Python well.",
    )  # fmt: skip
    told = [f for f in again.findings if f.rule == "stale-profile"]
    assert told[0].severity.value == "warn"
    assert str(len(again.changes)) in told[0].message or "one line" in told[0].message
    assert changes(found, again.composed) == list(again.changes)


@pytest.mark.parametrize(
    ("find", "put", "source", "now"),
    [
        ("level: senior", "level: mid", "profile.levels", "Machine-learning engineer"),
        ("places:\n- US-CA", "places:\n- PL", "employer.places", "You work in Poland."),
        ("source: employer.mission", "source: employer.missing", "employer.missing", None),
        (
            "maximum: 180000",
            "maximum: 190000",
            "employer.pay",
            "The pay range is USD 150,000 to USD 190,000 a year.",
        ),
        ("made: You report", "made: You obey", "employer.reports_to", "You report to the head of"),
        (
            "title: Senior machine",
            "title: Chief machine",
            "profile.levels",
            "Senior machine-learning engineer",
        ),
    ],
)
def test_a_file_that_was_altered_is_stale_and_shows_what_differs(
    find, put, source, now, desk, catalogue, draft
):
    text = draft(at=("US-CA",)).saved()
    assert find in text
    found, problems = read_saved(text.replace(find, put, 1))
    assert problems == []
    again = desk.reopen(catalogue.profiles["machine_learning_engineer"], found, as_of=DAY)
    assert again.stale
    told = [f for f in again.findings if f.rule == "stale-profile"]
    assert [f.severity.value for f in told] == ["warn"]
    assert told[0].message.startswith("The role, level, places and employer of this file make another")
    differ = {change.source: change.now for change in again.changes}
    assert (differ[source] or "").startswith(now or "")


def test_a_line_that_stands_twice_is_told(draft):
    text = draft(at=("US-CA",)).saved()
    line = text[text.index("- section: mission") :].split("\n- ", 1)[0] + "\n"
    found, problems = read_saved(text.replace(line, line + line, 1))
    assert found is None
    assert "the line 'employer.mission' of 'mission' stands twice" in str(problems[0])


@pytest.mark.parametrize(
    ("find", "put", "says"),
    [
        ("posting: 1", "posting: 2", "expected 1"),
        ("level: senior", "level: seniour", "did you mean 'senior'?"),
        ("- section: must", "- section: muts", "there is no part 'muts'"),
        ("profile: ", "profile: x", "a SHA-256: 64 digits"),
    ],
)
def test_a_broken_file_is_told_at_its_line(saved, find, put, says):
    text = saved[1].saved()
    assert find in text
    found, problems = read_saved(text.replace(find, put, 1), name="p.yaml")
    assert found is None
    assert any(says in str(problem) for problem in problems), [str(p) for p in problems]


def test_a_law_is_held_against_what_is_printed(draft, desk, catalogue, employer):
    """A template or an editor that leaves out pay leaves it out for the law and for search engines too."""
    made = draft(at=("US-CO",))
    assert not [f for f in made.findings if f.rule == "pay-range" and f.severity.value == "error"]
    for text, told in (
        (None, "No pay is stated."),
        ("Pay is up to USD 180,000 a year.", "The range is open"),
    ):
        edits = Edits({("pay", "employer.pay"): Edit(_line(made, "employer.pay")[1].text, text)})
        profile = catalogue.profiles["machine_learning_engineer"]
        again = desk.draft(
            profile, made.posting.level, employer(), as_of=DAY, places=[desk.atlas.find("US-CO")], edits=edits
        )
        errors = [f.message for f in again.findings if f.rule == "pay-range" and f.severity.value == "error"]
        assert any(told in message for message in errors)
        assert "baseSalary" not in again.jsonld


@pytest.mark.parametrize(
    ("text", "severity", "valid_through"),
    [
        ("Apply by 24 December 2026.", None, "2026-12-24"),
        ("Apply by 24 December 2020.", "error", "2020-12-24"),
        ("Apply when you like.", "error", None),
        ("We take applications until the post is filled.", None, None),
    ],
)
def test_a_deadline_that_somebody_rewrote_is_read(
    text, severity, valid_through, draft, desk, catalogue, employer
):
    made = draft(at=("US-CO",))
    edits = Edits({("process", "employer.deadline"): Edit(_line(made, "employer.deadline")[1].text, text)})
    profile = catalogue.profiles[made.posting.role]
    found = desk.draft(
        profile, made.posting.level, employer(), as_of=DAY, places=[desk.atlas.find("US-CO")], edits=edits
    )
    asked = {f.severity.value for f in found.findings if f.rule == "deadline" and f.kind.value == "law"}
    assert asked == ({severity} if severity else set())
    assert found.jsonld.get("validThrough", "None")[:10] == str(valid_through)


def test_a_deadline_of_ones_own_line_is_seen_where_it_stands(desk, catalogue, employer, draft):
    level = draft().posting.level
    edits = Edits({}, (("apply", "Apply by 24 December 2026."),))
    made = desk.draft(
        catalogue.profiles["machine_learning_engineer"], level, employer(deadline=None), as_of=DAY,
        places=[desk.atlas.find("US-CO")], edits=edits,
    )  # fmt: skip
    rules = {f.rule: f for f in made.findings if f.kind.value == "law"}
    assert "deadline" not in rules
    assert made.markdown[slice(*rules["taken-as-deadline"].span)] == "Apply by 24 December 2026."


def test_a_template_that_leaves_pay_out_is_told(desk, tmp_path, draft, catalogue, employer):
    folder = tmp_path / "postings"
    folder.mkdir()
    text = (desk.templates / "postings" / "standard.md.j2").read_text()
    (folder / "bare.md.j2").write_text(text.replace('["scope"', '["pay", "benefits", "scope"'))
    bare = replace(desk, templates=tmp_path)
    made = bare.draft(
        catalogue.profiles["data_engineer"], draft().posting.level, employer(),
        as_of=DAY, places=[desk.atlas.find("US-CO")], style="bare",
    )  # fmt: skip
    errors = {f.rule for f in made.findings if f.severity.value == "error"}
    assert {"pay-range", "benefits"} <= errors


def test_a_replacement_is_a_change_of_its_line(draft, desk, catalogue, employer):
    said = {"goals": ["Hire a *rockstar* (10x) to build the whitelist", "Cut waiting by a tenth"]}
    made = draft(**said)
    offered = [f for f in made.findings if f.replacement and line_at(made.posting, made.markdown, f)]
    edits = Edits()
    for finding in (f for f in offered if f.replacement in ("expert", "allow list")):
        edits = replaced(edits, edited(made.posting, edits), made.markdown, finding)
        break
    assert [edit.text for edit in edits.lines.values()] == ["Hire an *expert* (10x) to build the whitelist."]
    profile = catalogue.profiles["machine_learning_engineer"]
    again = desk.draft(profile, made.posting.level, employer(**said), as_of=DAY, edits=edits)
    (left,) = [f for f in again.findings if f.replacement == "allow list"]
    edits = replaced(edits, again.posting, again.markdown, left)
    assert [edit.text for edit in edits.lines.values()] == ["Hire an *expert* (10x) to build the allow list."]
    assert list(edits.lines) == [("goals", "employer.goals.0")]


def test_markup_says_nothing_that_the_page_does_not(draft):
    whole, short = draft(), draft(style="short")
    tools = next(line.text for line in whole.posting.section("tools").lines)
    assert tools[:20] in whole.jsonld["description"]
    assert tools[:20] not in short.jsonld["description"]
    assert tools not in short.markdown


def test_capitals_of_a_template_hide_nothing(desk, tmp_path, draft, catalogue, employer):
    folder = tmp_path / "postings"
    folder.mkdir()
    text = (desk.templates / "postings" / "standard.md.j2").read_text()
    (folder / "loud.md.j2").write_text(text.replace("{{ line.text }}", "{{ line.text|upper }}"))
    loud = replace(desk, templates=tmp_path)
    made = loud.draft(
        catalogue.profiles["data_engineer"], draft().posting.level, employer(),
        as_of=DAY, places=[desk.atlas.find("US-CO")], style="loud",
    )  # fmt: skip
    assert "THE PAY RANGE IS USD 150,000" in made.markdown
    assert not made.blocked
    assert "baseSalary" in made.jsonld
