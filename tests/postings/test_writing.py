"""Replacements keep the case of what they replace, bring their article, and double no word beside them."""

import re
from datetime import date

import pytest

from touchstone.postings.articles import article
from touchstone.postings.language import applied, check_language
from touchstone.postings.slots import SLOT

DAY = date(2026, 11, 23)
FRAMES = (
    "{}", "- {}", "We have {}.", "A {} is here", "We want an {}!", "It is **{}** (and more)", "1. {}, first",
    "expert {} expert", "changing people, {}, on your own", "“{}” we say",
    "the means of {} of travel", "degree {} applicants",
)  # fmt: skip


@pytest.fixture(scope="module")
def language(desk):
    return desk.wording.language


def _plain(phrase, groups):
    """A phrase as somebody writes it: the first of each group, a number for `#`, no more letters for `*`."""
    text = SLOT.sub(
        lambda slot: groups.get(slot["name"], ("",))[0] + (" " if slot["optional"] else ""), phrase
    )
    return " ".join(text.replace("*", "").replace("#", "5").split())


def _capital(text):
    return text[:1].upper() + text[1:]


def _phrases(language):
    terms = [term for rule in language.wording for term in rule.terms if term.write]
    every = [phrase for term in terms for phrase in term.find] + list(language.degree.write_for)
    return list(dict.fromkeys(_plain(one, language.groups) for one in every))


def _offered(text, language):
    """What is offered; `(m/w/d)` is written as it is, wherever it stands."""
    every = [one for one in check_language(text, language, DAY) if one.replacement]
    return [one for one in every if one.rule != "two-sexes"]


def _doubled(text):
    return {one.casefold() for one in re.findall(r"(?i)\b([\w'’-]+)(?=[\s*]+\1\b)", text)}


def _line(text, at):
    start = text.rfind("\n", 0, at) + 1
    return text[start : text.find("\n\n", at)], start


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    "dress", [str, lambda text: text[:1].upper() + text[1:], str.upper], ids=["as is", "capital", "capitals"]
)
def test_every_replacement_suits_its_sentence(frame, dress, language):
    lines = [frame.format(dress(phrase)) for phrase in _phrases(language)]
    lines = [line.upper() for line in lines] if dress is str.upper else lines
    seen = 0
    for first in range(0, len(lines), 20):
        text = "\n\n".join([*lines[first : first + 20], ""])
        for found in _offered(text, language):
            seen += 1
            _suits(text, found, dress is str.upper)
    assert seen > 100


def _suits(text, found, capitals):
    (before, start), made = _line(text, found.span[0]), applied(text, found)
    after, _ = _line(made, start)
    told = (before, after)
    assert _doubled(after) <= _doubled(before), told
    was = text[slice(*found.span)]
    at = re.search(r"\b(an?)([\s*“]+)\Z", text[start : found.span[0]], re.IGNORECASE)
    head = text[start : found.span[0]]
    said = [
        one
        for one in ("a", "an")
        if at and after.casefold().startswith(f"{head[: at.start()]}{one}{at[2]}".casefold())
    ]
    begins = len(head) + (len(said[0]) - len(at[1]) if said else 0)
    written = after[begins : begins + len(found.replacement)]
    if capitals:
        assert after.upper() == after, told
    elif was[0].islower():
        assert written[0] == found.replacement[0], told
    elif re.fullmatch(r"\W*(?:1\. )?\W*", text[start : found.span[0]]):
        assert written[0].isupper(), told
    if at:
        assert said == [article(written)], told


CASES = [
    ("We want a rockstar ML ninja.", "We want an expert ML ninja."),
    ("an expert ML ninja", "an expert ML ninja"),
    ("a fast-paced, dynamic environment", "a changing, dynamic environment"),
    ("a fast-paced and changing place", "a fast-paced and changing place"),
    ("- Energetic people", "- Engaged people"),
    ("- PhD required", "- Degree or equivalent experience"),
    ("- energetic people", "- engaged people"),
    ("NINJA WANTED", "EXPERT WANTED"),
    ("A NINJA WANTED", "AN EXPERT WANTED"),
    ("Our Rock Star team", "Our Expert team"),
    ("We want English native speakers", "We want fluent English speakers"),
    ("English native speakers wanted", "Fluent English speakers wanted"),
    ("You work independently.", "You work independently."),
    ("You independently lead work.", "You independently lead work."),
    ("sensitive data", "sensitive data"),
    ("You are ambitious.", "You are motivated."),
    ("ambitious goals", "ambitious goals"),
    ("We are hiring a man", "We are hiring a person"),
    ("You are able to lift.", "You are able to move, with or without accommodation."),
    ("You are able to lift 20 kg.", "You are able to move 20 kg, with or without accommodation."),
    ("You are able to walk the floor.", "You are able to walk the floor."),
    ("You cooperate with teams.", "You work with teams."),
    ("You sanity check the data.", "You sanity check the data."),
    ("a culture fit", "a culture fit"),
    ("a self-starter attitude", "a self-starter attitude"),
    ("She will mentor you.", "She will mentor you."),
    ("a digital native who codes", "a person at ease with digital tools who codes"),
    ("We are a unicorn.", "We are a unicorn."),
    ("superior to others", "superior to others"),
    ("gurus and wizards and ninjas", "experts and wizards and ninjas"),
    ("Gurus wanted.\n\nWizards wanted.", "Experts wanted.\n\nExperts wanted."),
    ("an experienced ninja", "an experienced expert"),
    ("a unique rockstar", "a unique expert"),
    ("a usual dummy", "a usual placeholder"),
    ("an own car", "a means of travel"),
    ("a ninja of SQL", "an expert in SQL"),
    ("We are gurus of data.", "We are experts in data."),
    ("Must have a valid driver's licence.", "Must have a means of travel."),
    ("- Valid driver's license required", "- Means of travel required"),
    ("You hold a driving licence.", "You hold a driving licence."),
    ("A driver's licence (class B) is required.", "A driver's licence (class B) is required."),
    (
        "- Able to lift 50 lbs and stand for long periods of time",
        "- Able to move 50 lbs, with or without accommodation, "
        "and remain in a stationary position for long periods",
    ),
    ("You can lift up to 20 kg, too.", "You can move up to 20 kg, with or without accommodation, too."),
    ("A recent graduates programme", "An early-career programme"),
    ("A new grad role", "An early-career role"),
    ("Recent graduates are welcome.", "Early-career people are welcome."),
    ("You are a German native.", "You are a German native."),
    ("Each engineer brings his/her laptop.", "Each engineer brings their laptop."),
    ("There is a citizenship requirement.", "There is a citizenship requirement."),
    ("You whitelist the addresses.", "You whitelist the addresses."),
    ("Hello, you guys!", "Hello, you all!"),
    ("guys and girls", "colleagues"),
    ("You report to your superior.", "You report to your manager."),
    ("We are dominant in retail.", "We are dominant in retail."),
    ("You are competent in SQL.", "You are skilled in SQL."),
    ("It is fast-paced.", "It is fast-paced."),
    ("Back to normal.", "Back to normal."),
    ("You are loyal to the team.", "You are loyal to the team."),
    ("Manning the desk", "Staffing the desk"),
    ("Our tribe of gurus", "Our team of experts"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reads"), CASES, ids=[text for text, _ in CASES])
def test_all_clicks_together_leave_a_sentence(text, reads, language):
    for _ in range(10):
        offered = _offered(text, language)
        if not offered:
            break
        text = applied(text, offered[0])
    assert text == reads


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("ambitious goals", "In its place, for example: “motivated”; see to the sentence."),
        (
            "an expert ML ninja",
            "“expert” would stand there twice: leave these words out, or say it in other ones.",
        ),
        ("sensitive data", "for example: “careful”"),
    ],
)
def test_what_a_click_can_not_do_is_advised(text, advice, language):
    (found,) = [one for one in check_language(text, language, DAY) if one.span]
    assert advice in found.message
    assert found.replacement is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# Data scientist (m/w)", "# Data scientist (m/w/d)"),
        ("# Data scientist (F/M), Berlin", "# Data scientist (f/m/d), Berlin"),
        ("# DATA SCIENTIST (M/W)", "# DATA SCIENTIST (m/w/d)"),
    ],
)
def test_two_sexes_become_all(text, written, language):
    (found,) = [one for one in check_language(text, language, DAY) if one.rule == "two-sexes"]
    assert applied(text, found) == written
    assert not [one for one in check_language(written, language, DAY) if one.rule == "two-sexes"]
