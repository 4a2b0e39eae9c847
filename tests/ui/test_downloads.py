"""Downloads: what takes time is made on a click, and the archive holds each format once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from touchstone.access.people import Person, Right
from touchstone.bootstrap import services
from touchstone.core.ids import file_name
from touchstone.documents.posting_files import SHAPES, name_parts
from touchstone.postings.draft import Draft
from touchstone.postings.employer import load_employer
from touchstone.roles.profile import Level
from touchstone.ui.parts.downloads import Download, Gone, guarded

DAY = date(2026, 11, 23)
STEM = "posting-machine-learning-engineer-senior-us-ca-2026-11-23"
EMPLOYER = Path(__file__).parents[1] / "postings" / "harbour.yaml"


@pytest.fixture(scope="module")
def draft() -> Draft:
    content = services().content
    employer, _ = load_employer(EMPLOYER)
    assert employer is not None
    profile = content.catalogue.profiles["machine_learning_engineer"]
    made = content.desk.draft(profile, Level("senior"), employer, as_of=DAY, places=None, style="standard")
    assert isinstance(made, Draft)
    return made


def test_the_archive_holds_every_format_and_is_the_same_each_time(draft: Draft) -> None:
    archive = SHAPES["zip"].make(draft)
    assert isinstance(archive, bytes)
    with ZipFile(BytesIO(archive)) as opened:
        held = {name: opened.read(name) for name in opened.namelist()}
    assert set(held) == {
        f"{STEM}.{e}" for e in ("md", "html", "docx", "pdf", "ats.html", "txt", "jsonld", "yaml")
    }
    assert held[f"{STEM}.pdf"].startswith(b"%PDF")
    assert held[f"{STEM}.docx"].startswith(b"PK")
    assert SHAPES["zip"].make(draft) == archive


@pytest.mark.parametrize(
    ("places", "name"),
    [
        (("US-CA",), "us-ca"),
        (("US-CA", "DE"), "us-ca-de"),
        (("US-CA", "DE", "FR"), "us-ca-and-2-more"),
        ((), ""),
    ],
)
def test_files_of_one_role_at_several_places_have_names_of_their_own(
    draft: Draft, places: tuple[str, ...], name: str
) -> None:
    full = file_name(name_parts(replace(draft, places=places)), "md", DAY)
    middle = f"-{name}" if name else ""
    assert full == f"posting-machine-learning-engineer-senior{middle}-2026-11-23.md"


def test_content_is_made_when_asked_for() -> None:
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"x"

    file = Download("A", "a", make, "text/plain")
    assert made == []
    assert (file.content, Download("B", "b", "text", "text/plain").content) == (b"x", "text")


def test_names_sort() -> None:
    assert (
        file_name(["interview kit", "Data scientist"], "pdf", DAY)
        == "interview-kit-data-scientist-2026-11-23.pdf"
    )


def test_a_file_is_made_only_while_whoever_clicks_has_the_rights_they_had() -> None:
    ana = Person("ana", "Ana", frozenset({Right.ORGANISE, Right.INTERVIEW}))
    visitors: list[Person | None] = [ana, ana, replace(ana, rights=frozenset({Right.INTERVIEW})), None]
    (file,) = guarded([Download("A", "a", "text", "text/plain")], lambda: visitors.pop(0))
    assert file.content == "text"
    for _ in range(2):
        with pytest.raises(Gone):
            _ = file.content
