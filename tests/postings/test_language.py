"""Words, demands and lengths: what must be found, what must be left alone, and what to write instead."""

import time
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from touchstone.postings.findings import Finding, Kind, Severity
from touchstone.postings.language import applied, check_counts, check_language
from touchstone.postings.phrases import Phrases, Text, masked
from touchstone.postings.readability import measure, syllables
from touchstone.postings.wording import languages, load_language

HERE = Path(__file__).parent
DAY = date(2026, 11, 23)
CASES = yaml.safe_load((HERE / "wording_cases.yaml").read_text())
INNOCENT = yaml.safe_load((HERE / "innocent_words.yaml").read_text())


@pytest.fixture(scope="module")
def language():
    loaded = load_language(HERE.parents[1] / "language")
    assert loaded.problems == ()
    return loaded.language


def _found(text, language, rule=None):
    return [f for f in check_language(text, language, DAY) if rule in (None, f.rule)]


@pytest.mark.parametrize("row", CASES, ids=[row["text"] for row in CASES])
def test_words_are_found_where_they_stand(language, row):
    found = _found(row["text"], language, row["rule"])
    at = [row["text"][slice(*f.span)] for f in found]
    assert row["at"] in at
    finding = found[at.index(row["at"])]
    assert finding.replacement == row.get("write")
    assert finding.source


@pytest.mark.parametrize("text", INNOCENT)
def test_terms_of_the_field_are_left_alone(language, text):
    spoke = [f for f in _found(text, language) if f.rule not in ("length", "reading-grade", "reading-ease")]
    if text.startswith("youngster"):
        spoke = [f for f in spoke if f.rule != "age"]
    assert [f.message for f in spoke if f.span] == []


PAPER = yaml.safe_load((HERE / "gender_paper.yaml").read_text())


@pytest.mark.parametrize("kind", list(PAPER))
def test_every_word_of_the_paper_is_found_and_none_longer(language, kind):
    """Gaucher, Friesen and Kay (2011), Appendix A: a stem takes any ending, a word none."""
    stems, words = PAPER[kind]["stems"].split(), PAPER[kind]["words"].split()
    (rule,) = [one for one in language.wording if one.id == f"gendered-{kind}"]
    listed = {phrase for term in rule.terms for phrase in term.find}
    assert {f"{stem}*" for stem in stems} == {phrase for phrase in listed if phrase.endswith("*")}
    assert set(words) <= listed
    for word in words:
        longer = f"{word}xyz"
        if not any(longer.startswith(stem) for stem in stems):
            assert not _found(longer, language, rule.id)


def test_the_paper_has_as_many_as_it_says():
    counts = {kind: [len(PAPER[kind][part].split()) for part in ("stems", "words")] for kind in PAPER}
    assert counts == {"masculine": [24, 18], "feminine": [26, 14]}


def test_gendered_words_are_advice_with_a_rate(language):
    found = _found("A dominant and aggressive ninja. " * 10, language)
    rate = next(f for f in found if f.rule == "gendered-masculine-rate")
    assert "in 100 words" in rate.message
    assert "evidence is mixed" in rate.message
    assert {f.severity for f in found if f.rule.startswith("gendered")} == {Severity.INFO}


def test_a_replacement_is_applied_at_its_place():
    text = "Rockstar wanted"
    finding = Finding("hype", Kind.LANGUAGE, Severity.WARN, "", span=(0, 8), replacement="expert")
    assert applied(text, finding) == "Expert wanted"
    assert applied(text, Finding("hype", Kind.LANGUAGE, Severity.WARN, "")) == text


def test_a_degree_with_another_way_in_is_no_finding(language):
    assert _found("Bachelor's degree in physics or equivalent experience.", language, "degree") == []
    assert _found("Bachelor's degree in physics.", language, "degree")


def test_years(language):
    assert _found("5 years of SQL, 4 years of R, 3 years of Go, 2 years of C", language, "years-count")
    assert not _found("5 years of SQL, 5 years of R", language, "years-count")
    assert not _found("12 years of Kubernetes", language, "years-impossible")
    assert _found("13+ years of Kubernetes", language, "years-impossible")
    assert not _found("30 years of work. We use Kubernetes.", language, "years-impossible")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("15+ years of Kubernetes experience and 5+ years of PyTorch", ["15+ years' of Kubernetes"]),
        ("5+ years of PyTorch, and 15+ years of Kubernetes", ["15+ years' of Kubernetes"]),
        ("15 years of engineering, some of it with Kubernetes", []),
        ("15 years of software engineering with Kubernetes", []),
        ("15 years of Python, including Kubernetes", []),
        ("We use Kubernetes and ask for 15 years of SQL", []),
        ("25 years of experience with Spark", ["25 years' of Spark"]),
        ("20 years of Rust", ["20 years' of Rust"]),
        ("10 years of LLM experience", ["10 years' of LLM"]),
        ("10+ years with large language models", ["10+ years' of large language models"]),
        ("Kubernetes (15 years), PyTorch (5 years)", ["15 years' of Kubernetes"]),
        ("Kubernetes: 15+ years", ["15+ years' of Kubernetes"]),
        ("15 years' experience in Docker", ["15 years' of Docker"]),
        ("10 years of Rust", []),
    ],
)
def test_years_are_held_against_what_they_are_asked_of(language, text, says):
    found = [f.message for f in _found(text, language, "years-impossible")]
    assert len(found) == len(says)
    assert all(said in message for said, message in zip(says, found, strict=True))


@pytest.mark.parametrize(
    ("must", "nice", "tools", "rules"),
    [
        (7, 6, 10, []),
        (8, 6, 10, [("must-count", "warn")]),
        (10, 6, 10, [("must-count", "warn")]),
        (11, 6, 10, [("must-count", "error")]),
        (7, 7, 11, [("nice-count", "warn"), ("tools-count", "warn")]),
    ],
)
def test_demands_are_counted(language, must, nice, tools, rules):
    found = check_counts(language.limits, must, nice, tools)
    assert [(f.rule, f.severity.value) for f in found] == rules


@pytest.mark.parametrize(("words", "speaks"), [(299, True), (300, False), (700, False), (701, True)])
def test_length(language, words, speaks):
    text = "# A heading that does not count\n" + " ".join(["word."] * words)
    assert bool(_found(text, language, "length")) is speaks


def test_points_without_stops_are_not_one_sentence():
    points = "- Write code\n- Read code\n- Fix a bug\n- Ship it"
    assert measure(points).sentences == 4
    assert measure(points).grade == pytest.approx(measure(points.replace("\n", ".\n") + ".").grade)


def test_names_of_tools_are_left_out_and_both_grades_are_told():
    reading = measure("You use Kubernetes and PostgreSQL.", ("Kubernetes", "PostgreSQL"))
    assert reading.grade < reading.grade_with_terms


def test_reading_formula():
    """Two sentences of three and five words with 3 + 7 syllables, worked out by hand."""
    reading = measure("The cat sat. A yellow table made noise.")
    assert (reading.words, reading.sentences) == (8, 2)
    assert reading.grade == pytest.approx(max(0, 0.39 * 4 + 11.8 * 10 / 8 - 15.59))
    assert reading.ease == pytest.approx(206.835 - 1.015 * 4 - 84.6 * 10 / 8)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1),
        ("table", 2),
        ("machine", 2),
        ("data", 2),
        ("engineer", 3),
        ("used", 1),
        ("needed", 2),
        ("don't", 1),
        ("well-known", 2),
    ],
)
def test_syllables(word, count):
    assert syllables(word) == count


@pytest.mark.parametrize("text", ["", " ", "\n\n", "# A", "...", "x" * 250_000, "İ" * 50, "a\u0000b"])
def test_no_text_breaks_the_checks(language, text):
    for finding in _found(text, language):
        assert finding.span is None or 0 <= finding.span[0] < finding.span[1] <= len(text)


def test_a_hostile_text_takes_no_long_time(language):
    start = time.process_time()
    for text in (
        "a-" * 90_000,
        "10 years " * 20_000,
        "lead " * 30_000,
        "no more than " * 15_000,
        "((((" * 40_000,
        "native German " * 7_000,
        "applicants who are under 35 " * 3_500,
        "no men, only women under " * 4_000,
        "must be a US " * 8_000,
    ):
        check_language(text, language, DAY)
    assert time.process_time() - start < 8


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="lead ADx-*_`\n.İß", max_size=60))
def test_a_stem_is_found_just_where_a_word_begins_with_it(text):
    found = Phrases(("lead*",)).spans(Text(text))
    expected = [i for i in range(len(text)) if text[i : i + 4].lower() == "lead" and _starts_word(text, i)]
    assert [span[0] for span in found] == expected
    assert len(masked(text)) == len(text)


def _starts_word(text, at):
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "-_" or text[at - 1] == "\u0307")


def test_a_broken_language_file_is_told(tmp_path):
    (tmp_path / "en.yaml").write_text("language: en\nwordng: []\n")
    problems = " ".join(map(str, load_language(tmp_path).problems))
    assert "unknown field 'wordng'; did you mean 'wording'?" in problems


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("We want a rockstar.", "We want an expert."),
        ("A ninja wanted", "An expert wanted"),
        ("an energetic colleague", "an engaged colleague"),
        ("a youthful team", "a youthful team"),
        ("a dynamic place", "a changing place"),
        ("an assertive person", "a direct person"),
        ("our data rockstar", "our data expert"),
        ("a native speaker", "a fluent speaker"),
        ("a recent graduate", "a recent graduate"),
        ("for recent graduates", "for early-career people"),
        ("a digital native", "a person at ease with digital tools"),
        ("You will need a driver's licence.", "You will need a means of travel."),
        ("your own car", "your means of travel"),
        ("the blind spots", "the gaps"),
        ("she works here", "she works here"),
        ("passionate about data", "interested in data"),
        ("two self-starters", "two people who begin work unasked"),
        ("You must have a PhD.", "You must have a PhD."),
        ("A bachelor's degree in physics.", "A bachelor's degree in physics."),
        ("A PhD required.", "A degree or equivalent experience."),
        ("We are like a family.", "We are like a team."),
    ],
)
def test_the_article_suits_what_is_written_in_place(text, reads, desk):
    language = desk.wording.language
    found = [f for f in check_language(text, language, date(2026, 11, 23)) if f.replacement]
    assert (applied(text, found[0]) if found else text) == reads


def test_another_language_is_another_file(tmp_path, root):
    text = (root.language / "en.yaml").read_text()
    (tmp_path / "en.yaml").write_text(text)
    (tmp_path / "de.yaml").write_text(
        text.replace("language: en", "language: de").replace("ninja*", "Ninja*")
    )
    assert languages(tmp_path) == ["en", "de"]
    german = load_language(tmp_path, "de").language
    hard = "Die Verantwortlichkeiten umfassen interdisziplinaere Datenverarbeitungsinfrastrukturen " * 20
    rules = {f.rule for f in check_language(f"Ein Ninja. {hard}", german, date(2026, 11, 23))}
    assert "hype" in rules
    assert not rules & {"reading-grade", "reading-ease", "sentence-length"}


DEMANDS = yaml.safe_load((HERE / "demand_cases.yaml").read_text())
_DEMANDED = [(rule, text) for rule, texts in DEMANDS["found"].items() for text in texts]


@pytest.mark.parametrize(("rule", "text"), _DEMANDED)
def test_demands_on_who_somebody_is_are_found(language, rule, text):
    assert _found(text, language, rule), [f.message for f in _found(text, language) if f.span]


@pytest.mark.parametrize("text", DEMANDS["left"])
def test_what_only_sounds_like_a_demand_is_left_alone(language, text):
    rules = {*DEMANDS["found"]}
    assert [f.message for f in _found(text, language) if f.rule in rules] == []


def test_the_table_of_demands_has_every_rule_and_does_not_shrink(language):
    demanding = {rule.id for rule in language.wording if rule.unless}
    assert demanding <= {*DEMANDS["found"]}
    assert len(_DEMANDED) + len(DEMANDS["left"]) >= 200


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("# Data engineer\n\nUnder 35.", "Under 35"),
        ("We want applicants\nunder 35.", "applicants\nunder 35"),
        ("Applicants\n \nunder 35", "under 35"),
    ],
)
def test_a_phrase_goes_over_a_line_that_is_wrapped_and_over_no_paragraph(language, text, at):
    (found,) = _found(text, language, "age-limit")
    assert text[slice(*found.span)] == at
    assert "\n" not in found.message


def test_our_own_roles_templates_and_examples_demand_nothing_of_the_kind(language):
    top = HERE.parents[1]
    ours = [*top.glob("roles/*.yaml"), *top.glob("templates/postings/*"), *top.glob("examples/*.yaml")]
    assert len(ours) > 8
    rules = {*DEMANDS["found"]} - {"ability"}  # `normal` is a distribution in them
    for path in ours:
        for start in range(0, len(text := path.read_text()), 90_000):
            assert [f.message for f in _found(text[start:], language) if f.rule in rules] == []


def test_a_phrase_that_names_no_group_is_told_at_its_place(tmp_path, root):
    text = (root.language / "en.yaml").read_text()
    (tmp_path / "en.yaml").write_text(text.replace("'{just} {faiths}'", "'{just} {fayths}'"))
    (problem,) = load_language(tmp_path).problems
    assert "no group 'fayths' in `groups`; did you mean 'faiths'?" in str(problem)
    assert text.splitlines()[problem.line - 1].count("{just} {faiths}") == 1
