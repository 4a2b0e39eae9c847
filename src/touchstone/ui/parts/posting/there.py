"""Where a finding stands: its words among their neighbours, a way to go there, a click to replace them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from touchstone.core.ids import slug
from touchstone.postings.findings import Finding
from touchstone.ui.parts.inert import escape_markdown

AROUND = 30  # characters on either side: enough to know the sentence by
_HEADING = re.compile(r"(?m)^##[ ](.{1,200})$")


@dataclass(frozen=True)
class There:
    """The text that was checked. `apply` replaces a finding's words; `can` says where it is able to.

    `apply_all` does so for several findings at once.
    `jump`: the text stands on the page as a document, whose headings can be gone to. `lacking` says where to
    say what is missing.
    """

    text: str
    apply: Callable[[Finding], None]
    can: Callable[[Finding], bool] = lambda _: True
    jump: bool = False
    apply_all: Callable[[Sequence[Finding]], None] | None = None
    lacking: Callable[[Finding], str] = lambda _: ""

    def offers(self, finding: Finding) -> bool:
        """Whether one click writes something else there."""
        return bool(finding.replacement and finding.span) and self.can(finding)

    def place(self, finding: Finding) -> str:
        """Harmless Markdown: under which heading, and the words; of what is missing, where to say it."""
        if finding.span is None:
            return self.lacking(finding)
        start, end = finding.span
        line = self.text.count("\n", 0, start) + 1
        heading = self._heading(start) if self.jump else None
        where = f"[{escape_markdown(heading)}](#{slug(heading)})" if heading else f"Line {line}"
        return f"{where}: {self._around(start, end)}"

    def _heading(self, start: int) -> str | None:
        found = [match.group(1) for match in _HEADING.finditer(self.text, 0, start)]
        return found[-1].replace("\\", "") if found else None

    def _around(self, start: int, end: int) -> str:
        """The words in their line; a line that is longer is cut on both sides."""
        while start < end and self.text[end - 1].isspace():  # a blank before its closing mark is no emphasis
            end -= 1
        while start < end and self.text[start].isspace():
            start += 1
        first, last = self.text.rfind("\n", 0, start) + 1, self.text.find("\n", end)
        last = len(self.text) if last < 0 else last
        from_, to = max(first, start - AROUND), min(last, end + AROUND)
        if from_ > first:  # a word is shown whole or not at all, unless it is very long
            from_ = max(from_, self.text.find(" ", from_, start) + 1)
        if to < last:
            to = max(self.text.rfind(" ", end, to), end) if " " in self.text[end:to] else to
        parts = (self.text[from_:start].lstrip("-* #"), self.text[start:end], self.text[end:to])
        before, words, after = (escape_markdown(re.sub(r"\s+", " ", part)) for part in parts)
        return f"{'… ' * (from_ > first)}{before}**{words}**{after}{' …' * (to < last)}"
