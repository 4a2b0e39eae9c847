"""Degrees without another way in, and more years than there can be or need to be."""

from datetime import date

import pytest

from touchstone.postings.language import check_language

DAY = date(2026, 11, 23)
ASKED = [
    ("10+ years of deep learning", "years-many"),
    ("A decade of Snowflake experience.", "years-many"),
    ("Two decades of experience in banking", "years-many"),
    ("A decade of LangChain", "years-impossible"),
    ("5+ years of LangChain", "years-impossible"),
    ("10 years of LLMs", "years-impossible"),
    ("13 years of Kubernetes", "years-impossible"),
    ("ten years of LLM experience", "years-impossible"),
    ("12+ years of experience in machine learning", "years-many"),
    ("15 yrs of Python", "years-many"),
    ("BSc or above", "degree"),
    ("2:1 or higher", "degree"),
    ("Bachelor degree or above", "degree"),
    ("PhD required", "degree"),
    ("PhD required in statistics", "degree"),
    ("Bachelor's or higher in computer science", "degree"),
    ("Master’s degree or higher", "degree"),
    ("Degree in computer science", "degree"),
    ("A minimum 2:1 in mathematics", "degree"),
    ("First-class degree", "degree"),
    ("MSc in a quantitative field", "degree"),
    ("# Junior data scientist\n\n5+ years of experience", "years-junior"),
    ("Junior ML engineer\n\nYou have 6 years of Python.", "years-junior"),
    ("# Graduate data engineer\n\nAt least five years of experience with SQL", "years-junior"),
    ("# Data engineer\n\nThis is an entry-level position.\n\n- 5 years' experience", "years-junior"),
    ("7 years of RAG", "years-impossible"),
    ("9 years with dbt and 12 years of dbt", "years-impossible"),
    ("10 years of transformer models", "years-impossible"),
    ("At least 10 years' experience in banking", "years-many"),
    ("- 8+ years", "years-many"),
    ("- At least nine years", "years-many"),
    ("Eight or more years building models", "years-many"),
    ("# Junior data scientist\n\n- Five or more years", "years-junior"),
    ("# Lead data scientist\n\n10 or more years of Python", "years-many"),
    ("Degree in statistics or a similar subject", "degree"),
    ("A degree in statistics or mathematics", "degree"),
]
LEFT = [
    "10 years ago we began.",
    "We began a decade ago.",
    "We have a decade of experience in banking.",
    "You analyse a decade of data",
    "We have 10 years of experience in banking.",
    "Founded 20 years ago",
    "You analyse 10 years of data",
    "5 years of Kubernetes",
    "- 7+ years",
    "# Lead data scientist\n\n8+ years of Python",
    "- Storage for up to 10 years",
    "The lease runs for 8 years",
    "A degree in statistics or equal practice",
    "Degree in computer science (or equivalent hands-on experience)",
    "BSc in mathematics or comparable practice",
    "MSc in physics, or demonstrable skills",
    "PhD in statistics or the equivalent.",
    "3 years of LangChain",
    "Our team has 30 years of experience",
    "# Junior data scientist\n\n2 years of experience",
    "# Junior data scientist\n\nWe have been here for 10 years.",
    "# Senior data engineer\n\nYou mentor junior engineers. 5 years of SQL",
    "a mortgage over 30 years",
    "A fixed-term contract of 10 years",
    "BSc or equivalent experience",
    "Bachelor's degree or equivalent practical experience",
    "PhD preferred",
    "A PhD is a plus",
    "A PhD is not required",
    "PhD required. Equivalent experience counts as much.",
    "We fund a degree in data science",
    "You support a ratio of 2:1 or so",
    "No degree required",
    "to a degree in which models fail",
    "Often a degree in statistics",
    "MSc or comparable experience",
    "You need not have a degree in computer science",
    "You forecast 10 years of demand",
    "25 days of leave, 30 after 10 years",
    "# Junior data scientist\n\nYou work with 10 years of sales data",
    "Degree in physics or a portfolio",
    "It matters to a high degree",
    "Prices of the last 10 years",
    "PhD students visit us",
    "master data management is required",
    "Masters of their craft",
    "The master is required to sync",
    "AB tests required",
]


@pytest.fixture(scope="module")
def language(desk):
    return desk.wording.language


def _rules(text, language, day=DAY):
    return {
        one.rule for one in check_language(text, language, day) if one.rule.startswith(("degree", "years"))
    }


@pytest.mark.parametrize(("text", "rule"), ASKED, ids=[text for text, _ in ASKED])
def test_a_demand_that_grew_is_found(text, rule, language):
    assert rule in _rules(text, language)


@pytest.mark.parametrize("text", LEFT)
def test_what_asks_for_none_is_left_alone(text, language):
    assert _rules(text, language) == set()


@pytest.mark.parametrize(
    ("text", "year", "rules"),
    [
        ("10 years of Kubernetes", 2019, {"years-impossible"}),
        ("10 years of Kubernetes", 2024, {"years-many"}),
        ("4 years of LangChain", 2025, {"years-impossible"}),
        ("4 years of LangChain", 2026, set()),
        ("9 years of LLMs", 2026, {"years-impossible"}),
        ("8 years of LLMs", 2026, {"years-many"}),
        ("7 years of LLMs", 2026, set()),
    ],
)
def test_years_are_counted_up_to_the_day_of_the_check(text, year, rules, language):
    assert _rules(text, language, date(year, 11, 1)) == rules


def test_a_way_in_may_stand_in_the_next_sentence_but_not_in_the_next_line(language):
    assert _rules("PhD required. Or equivalent experience.", language) == set()
    assert _rules("PhD required.\n\nWe have equivalent experience.", language) == {"degree"}


def test_every_technology_names_its_source(language):
    assert all(len(one.source) > 10 for one in language.years.released)
    assert all(one.year <= language.checked.year for one in language.years.released)
