"""Pay by the kind of contract: that of employment beside that of somebody who sends invoices."""

from __future__ import annotations

import re
from enum import StrEnum

_INVOICED = frozenset({"b2b", "c2c", "1099", "corp-to-corp", "contractor", "contractors", "freelance"})
_EMPLOYED = frozenset({"employment", "uop", "umowa", "umowę", "etat", "w2", "w-2"})
_ANY = re.compile("|".join(sorted(_INVOICED)), re.IGNORECASE)


class Contract(StrEnum):
    """Of whom an amount speaks; BOTH where its words name both."""

    EMPLOYED = "employed"
    INVOICED = "invoiced"
    BOTH = "both"


def contract(label: frozenset[str]) -> Contract | None:
    """The kind of contract that the words around an amount name, or None."""
    invoiced, employed = bool(label & _INVOICED), bool(label & _EMPLOYED)
    if invoiced and employed:
        return Contract.BOTH
    if not (invoiced or employed):
        return None
    return Contract.INVOICED if invoiced else Contract.EMPLOYED


def names_invoiced(text: str) -> bool:
    """Whether a text names a contract other than of employment at all: quick to ask."""
    return _ANY.search(text) is not None
