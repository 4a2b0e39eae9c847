"""Every file that a posting can be taken away as, each made only when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from touchstone.core.ids import file_name

if TYPE_CHECKING:
    from touchstone.postings.drafted import Draft


@dataclass(frozen=True)
class Shape:
    """A kind of file: what people call it, its ending without a dot, its media type, and what makes it."""

    label: str
    ending: str
    mime: str
    make: Callable[[Draft], str | bytes]


MOST_PLACES = 2  # in the name of a file; of more the first, and how many others there are


def name_parts(draft: Draft) -> tuple[str, ...]:
    """What the files of a posting are called by: role, level and places, so that none overwrites another."""
    posting = draft.posting
    places = draft.places or (("remote",) if posting.employer.remote == "yes" else ())
    more = (f"and-{len(places) - 1}-more",) if len(places) > MOST_PLACES else ()
    shown = places[:1] if more else places
    return ("posting", posting.role.replace("_", "-"), posting.level.value, *shown, *more)


def _markdown(draft: Draft) -> str:
    return draft.markdown


def _web_page(draft: Draft) -> str:
    from touchstone.documents.html import page

    posting = draft.posting
    return page(draft.markdown, title=posting.title, linked_data=draft.jsonld, made_from=posting.profile_hash)


def _word(draft: Draft) -> bytes:
    from touchstone.documents.files import posting_file

    return posting_file(draft, "docx")


def _pdf(draft: Draft) -> bytes:
    from touchstone.documents.files import posting_file

    return posting_file(draft, "pdf")


def _plain_tags(draft: Draft) -> str:
    return str(draft.jsonld["description"])


def _plain_text(draft: Draft) -> str:
    from touchstone.documents.text import plain_text

    return plain_text(draft.markdown)


def _linked_data(draft: Draft) -> str:
    from touchstone.documents.html import script_json

    return script_json(draft.jsonld)  # people paste it into a script element of their own page


def _saved(draft: Draft) -> str:
    return draft.saved()


def _zip(draft: Draft) -> bytes:
    """All the other files in one archive, with the same bytes for the same posting."""
    day, parts = draft.posting.as_of, name_parts(draft)
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, shape in SHAPES.items():
            if name != "zip":
                name_in = file_name(parts, shape.ending, day)
                info = ZipInfo(name_in, (day.year, day.month, day.day, 0, 0, 0))
                archive.writestr(info, shape.make(draft))
    return held.getvalue()


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHAPES: dict[str, Shape] = {
    "md": Shape("Markdown", "md", "text/markdown", _markdown),
    "html": Shape("Web page, with the data for search engines", "html", "text/html", _web_page),
    "docx": Shape("Word", "docx", _WORD, _word),
    "pdf": Shape("PDF", "pdf", "application/pdf", _pdf),
    "ats": Shape("Plain tags, for applicant-tracking systems", "ats.html", "text/html", _plain_tags),
    "txt": Shape("Plain text", "txt", "text/plain", _plain_text),
    "jsonld": Shape("Data for search engines (JSON-LD)", "jsonld", "application/ld+json", _linked_data),
    "yaml": Shape("The posting, to go on with later (YAML)", "yaml", "text/yaml", _saved),
    "zip": Shape("All of these (ZIP)", "zip", "application/zip", _zip),
}
