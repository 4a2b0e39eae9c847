"""Whether a file may take the place of what is there: a slip must not cost a whole edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from touchstone.core.counts import count
from touchstone.salaries.importers import ai_jobs, lca, survey
from touchstone.salaries.importers.base import Imported
from touchstone.salaries.model import PayRow
from touchstone.salaries.table import Tables

# Rolled up from single observations: half of an old edition beside a new one would count people twice.
ROLLED_UP = (ai_jobs.SOURCE, lca.SOURCE, survey.SOURCE)
FAR_FEWER = (
    0.5  # of the older edition's rows or observations: sources grow or shrink by less from year to year
)


def doubts(tables: Tables, imported: Imported) -> Iterator[str]:
    """Why somebody should look at a file before it takes the place of older rows, a sentence each."""
    yield from _unreadable(imported)
    new = [row for row in imported.rows if isinstance(row, PayRow)]
    old = replaced(tables, new)
    if not old:
        return
    before = f"the edition of {max(row.as_of for row in old)} that it would replace as a whole"
    if len(new) < len(old) * FAR_FEWER:
        yield f"It gives {count(len(new), 'row')}; {before} has {count(len(old), 'row')}."
    elif (came := _most(new)) < (held := _most(old)) * FAR_FEWER:
        yield f"Its largest row counts {count(came, 'observation')}; that of {before} counts {held:,}."
    if max(row.as_of for row in new) < max(row.as_of for row in old):
        yield f"It describes {max(row.as_of for row in new)}, and is older than {before}."


def replaced(tables: Tables, new: Sequence[PayRow]) -> list[PayRow]:
    """The older rows whose place a roll-up takes as a whole; none for a source that grows by date."""
    sources = {row.source for row in new}.intersection(ROLLED_UP)
    return [row for row in tables.pay if row.source in sources]


def _unreadable(imported: Imported) -> Iterator[str]:
    read = len(imported.rows) if imported.read is None else imported.read
    wrong = len({(one.file, one.line) for one in imported.problems})
    if wrong > read:
        can = "can" if wrong + read == 1 else "could"
        yield f"Of its {count(wrong + read, 'row')} that count, {wrong:,} {can} not be read."


def _most(rows: Sequence[PayRow]) -> int:
    """The observations behind the row that has most of them."""
    return max((row.n or 0 for row in rows), default=0)
