"""Whether a file may take the place of what is there: a slip must not cost a whole edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from touchstone.core.counts import count
from touchstone.salaries.importers import ai_jobs, lca, survey
from touchstone.salaries.importers.base import Imported
from touchstone.salaries.model import PayRow, RateRow
from touchstone.salaries.table import Tables

# Rolled up from single observations: half of an old edition beside a new one would count people twice.
ROLLED_UP = (ai_jobs.SOURCE, lca.SOURCE, survey.SOURCE)
FAR_FEWER = 0.5  # of the rows or observations of the older edition: from year to year sources change by less
WHOLE_YEAR = 0.9  # of the days that an older average of the same year rests on; holidays differ by a few


def doubts(tables: Tables, imported: Imported) -> Iterator[str]:
    """Why somebody should look at a file before it takes the place of older rows, a sentence each."""
    yield from _unreadable(imported)
    yield from _shorter_years(tables, imported)
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
        yield f"Of its {count(wrong + read, 'row')} that count, {wrong:,} could not be read."


def _shorter_years(tables: Tables, imported: Imported) -> Iterator[str]:
    """A history of rates that was cut off makes an average of the part of a year that is left."""
    held = {(row.source, row.currency, row.start): row for row in tables.rates if row.kind == "year_average"}
    short = []
    for row in imported.rows:
        if isinstance(row, RateRow) and row.kind == "year_average":
            old = held.get((row.source, row.currency, row.start))
            if old and old.days and row.days and row.days < old.days * WHOLE_YEAR:
                short.append((row, old))
    if short:
        row, old = short[0]
        more = f", and {len(short) - 1:,} more like it" if len(short) > 1 else ""
        yield (
            f"Its average of {row.currency} in {row.start.year} rests on {count(row.days or 0, 'day')}; "
            f"the one that is there rests on {old.days:,}{more}."
        )


def _most(rows: Sequence[PayRow]) -> int:
    """The observations behind the row that has most of them."""
    return max((row.n or 0 for row in rows), default=0)
