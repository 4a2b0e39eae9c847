"""What the tests of the writers share."""

from __future__ import annotations

import shutil
import subprocess

import pytest


@pytest.fixture(scope="session")
def pdf_words():
    """A function from a PDF to its words; skips where the machine has no `pdftotext`."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not installed")

    def words(file: bytes) -> str:
        done = subprocess.run(
            [tool, "-raw", "-", "-"], input=file, capture_output=True, check=True, timeout=30
        )
        return " ".join(done.stdout.decode("utf-8").split())

    return words
