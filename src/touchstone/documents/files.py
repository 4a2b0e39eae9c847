"""Postings, kits and briefs as files for Word and as PDF."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from touchstone.documents.blocks import About
from touchstone.documents.docx import MIME as DOCX_MIME
from touchstone.documents.docx import to_docx
from touchstone.documents.pdf import MIME as PDF_MIME
from touchstone.documents.pdf import to_pdf

if TYPE_CHECKING:
    from touchstone.interviews.service import Printed
    from touchstone.postings.draft import Draft

MIMES = {"docx": DOCX_MIME, "pdf": PDF_MIME}
_WRITERS = {"docx": to_docx, "pdf": to_pdf}


def posting_file(draft: Draft, shape: str) -> bytes:
    """The posting as `docx` or `pdf`: the employer is its author, the profile's hash is its keyword."""
    posting = draft.posting
    about = About(posting.title, posting.employer.name, made_from=posting.profile_hash, on=posting.as_of)
    return _WRITERS[shape](draft.markdown, about, links=True)


def printed_file(printed: Printed, shape: str, *, on: date) -> bytes:
    """A kit or a brief of that day as `docx` or `pdf`.

    No link in it can be followed: a bank may come from a stranger.
    """
    about = About(printed.title, footer=printed.footer, on=on)
    return _WRITERS[shape](printed.markdown, about)
