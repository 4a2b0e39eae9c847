"""Postings, kits, briefs and contracts as files for Word and as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from touchstone.core.hashes import content_hash, short
from touchstone.core.ids import file_name
from touchstone.documents.blocks import About
from touchstone.documents.docx import MIME as DOCX_MIME
from touchstone.documents.docx import to_docx
from touchstone.documents.pdf import MIME as PDF_MIME
from touchstone.documents.pdf import to_pdf
from touchstone.documents.printed import Part, printed_page

if TYPE_CHECKING:
    from touchstone.handover.service import Checked
    from touchstone.interviews.service import Printed
    from touchstone.postings.drafted import Draft

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
    return _WRITERS[shape](printed.markdown, about, more=_more(printed))


def printed_zip(papers: Sequence[tuple[Sequence[str], Printed]], shape: str, *, on: date) -> bytes:
    """Kits or briefs, each as a `docx` or `pdf` of its own in one archive, under a name of these parts."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for parts, printed in papers:
            info = ZipInfo(file_name(parts, shape, on), (on.year, on.month, on.day, 0, 0, 0))
            archive.writestr(info, printed_file(printed, shape, on=on))
    return held.getvalue()


def printed_html(printed: Printed) -> str:
    """A kit or a brief as a page to print."""
    return printed_page(printed.markdown, title=printed.title, footer=printed.footer, more=_more(printed))


def _more(printed: Printed) -> list[Part]:
    return [Part(part.markdown, part.footer) for part in printed.more]


def contract_file(checked: Checked, markdown: str, shape: str) -> bytes | str:
    """A hand-over contract as `docx`, `pdf` or `html`, to sign. No link in it can be followed."""
    contract = checked.contract
    title = f"Hand-over contract: {contract.name}"
    made_from = content_hash(contract)
    footer = f"{title}, version {contract.version or 'not said'}. Contract {short(made_from)}."
    if shape == "html":
        return printed_page(markdown, title=title, footer=footer)
    author = (contract.owner.name if contract.owner else None) or ""
    about = About(title, author, footer=footer, made_from=made_from, on=checked.as_of)
    return _WRITERS[shape](markdown, about)
