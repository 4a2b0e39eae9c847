"""Where the content folders are."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "TOUCHSTONE_CONTENT"


@dataclass(frozen=True)
class ContentRoot:
    """The folder that holds roles/, question_banks/, templates/, salary_data/ and laws/."""

    path: Path

    @property
    def roles(self) -> Path:
        return self.path / "roles"

    @property
    def banks(self) -> Path:
        return self.path / "question_banks"

    @property
    def templates(self) -> Path:
        return self.path / "templates"

    @property
    def salaries(self) -> Path:
        return self.path / "salary_data"

    @property
    def laws(self) -> Path:
        return self.path / "laws"

    @property
    def language(self) -> Path:
        return self.path / "language"


def content_root() -> ContentRoot:
    """The folder named by TOUCHSTONE_CONTENT, else this source tree's, else the working folder."""
    named = os.environ.get(VARIABLE)
    if named:
        return ContentRoot(Path(named))
    for folder in (Path(__file__).resolve().parents[3], Path.cwd()):
        if (folder / "question_banks").is_dir() or (folder / "roles").is_dir():
            return ContentRoot(folder)
    return ContentRoot(Path.cwd())
