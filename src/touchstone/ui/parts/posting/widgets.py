"""The inputs of the employer's form."""

from __future__ import annotations

from touchstone.ui.parts.kept import KEPT, Kept

PREFIX = "employer-"
_FORM = Kept(PREFIX)
line, lines, number, whole = _FORM.line, _FORM.lines, _FORM.number, _FORM.whole
one_of, many, yes_no, day = _FORM.one_of, _FORM.many, _FORM.yes_no, _FORM.day

__all__ = ["KEPT", "PREFIX", "day", "line", "lines", "many", "number", "one_of", "whole", "yes_no"]
