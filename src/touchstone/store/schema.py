"""All tables that there are: a module with tables of its own is named here."""

from __future__ import annotations

from touchstone.store import panel_tables, pay_tables, question_tables, tables

MODULES = (tables, panel_tables, pay_tables, question_tables)
metadata = tables.metadata
