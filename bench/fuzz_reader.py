"""Coverage-guided fuzzing of the maths reader: bytes grown from the tests' tables must not surprise it.

`python -m bench.fuzz_reader --seconds 300` alone, or as the measurement `fuzz_reader`. What it finds is
printed as a row for `tests/maths/hostile.yaml`.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from bench.figures import Figure

TITLE = "the reader under coverage-guided fuzzing"
TESTS = Path(__file__).parents[1] / "tests/maths"
EXPECTED = (None, "number", "set", "interval", "tuple", "logical", "system", "list")
MOST_KINDS = 60  # of surprises; more are not looked through
SYNTAXES = ("auto", "plain", "latex")
LONGEST_S = 0.5
"""Ten times the promise of 50 ms, since instrumented code runs that much slower."""


def run(quick: bool) -> Iterator[Figure]:
    """Fuzzes in a process of its own and reports what it did."""
    if find_spec("atheris") is None:
        yield Figure("atheris", "not installed: pip install -e .[bench]")
        return
    seconds = 30 if quick else 300
    started = time.perf_counter()
    call = [sys.executable, "-m", "bench.fuzz_reader", "--seconds", str(seconds)]
    done = subprocess.run(call, capture_output=True, text=True, timeout=seconds + 120, check=False)
    found = [line for line in done.stdout.splitlines() if line.startswith("- {text: ")]
    yield Figure("time", time.perf_counter() - started, "s")
    yield Figure("texts tried", _executions(done.stderr))
    yield Figure("texts that surprised it", "; ".join(found) or "none")
    if done.returncode and not found:
        yield Figure("the fuzzer stopped", (done.stderr.strip().splitlines() or [""])[-1])


def _executions(log: str) -> int:
    """The last running count in libFuzzer's log: lines such as `#4096 pulse  cov: 812 …`."""
    counts = re.findall(r"^#(\d+)\s", log, flags=re.MULTILINE)
    return int(counts[-1]) if counts else 0


def check(data: bytes) -> None:
    """Reads what the bytes spell in the way that the first byte says; raises AssertionError at a surprise."""
    from touchstone.maths.latex import to_latex
    from touchstone.maths.plain import to_plain
    from touchstone.maths.reader import Read, read
    from touchstone.maths.tree import Interval, walk

    way = data[0] if data else 0
    text = data[1:].decode("utf-8", "replace")
    key, expect, syntax = bool(way & 1), EXPECTED[(way >> 1) % 8], SYNTAXES[(way >> 4) % 3]
    started = time.thread_time()
    found = read(text, syntax=syntax, expect=expect, key=key)  # type: ignore[arg-type]
    assert time.thread_time() - started < LONGEST_S, "too slow"
    if not isinstance(found, Read):
        assert 0 <= found.span.start < found.span.end <= len(text) + 1, "the span lies outside the text"
        assert found.caret(), "no caret"
        return
    nodes = list(walk(found.tree))
    assert all(0 <= node.span.start < node.span.end <= len(text) for node in nodes), "a node lies outside"
    if any(isinstance(node, Interval) and node.low_closed == node.high_closed for node in nodes):
        return  # written like a tuple or a list; an interval only where one is expected
    for name, written in (("plain", to_plain(found.tree)), ("latex", to_latex(found.tree))):
        again = read(written, syntax=name, expect=expect, key=key)  # type: ignore[arg-type]
        if not isinstance(again, Read) and again.reason.startswith("This is too long"):
            continue
        assert isinstance(again, Read), f"written as {written}, and then: {again.reason}"
        assert again.tree == found.tree, f"written as {written}, and then read otherwise"


_surprises: set[str] = set()


def one_input(data: bytes) -> None:
    """What the fuzzer calls: each kind of surprise is printed once as a row, and the run goes on."""
    try:
        check(data)
    except Exception as surprise:  # noqa: BLE001  whatever it is, it has to be looked at
        kind = _kind(surprise)
        if kind in _surprises or len(_surprises) >= MOST_KINDS:
            return
        _surprises.add(kind)
        text = json.dumps(data[1:].decode("utf-8", "replace"))
        print(f"- {{text: {text}, way: {data[0] if data else 0}}}  # {surprise!r}", flush=True)


def _kind(surprise: Exception) -> str:
    """What two surprises of the same kind have in common: where they arose, the signs and commands."""
    trace = traceback.extract_tb(surprise.__traceback__)[-1]
    signs = sorted(set(re.findall(r"\\[a-z]+|[^\w\s]", str(surprise))))
    return f"{trace.filename}:{trace.lineno} {signs}"


def seed(folder: Path) -> None:
    """One file for each text of the tests' tables, so that the fuzzer starts from mathematics."""
    import yaml

    paths = sorted((TESTS / "reader/cases").glob("*.yaml"))
    rows = [row for path in paths for row in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)]
    for number, row in enumerate(rows):
        (folder / str(number)).write_bytes(b"\0" + (row.get("text") or row["latex"]).encode())


def main() -> None:
    """Fuzzes for `--seconds`."""
    import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=300)
    asked = parser.parse_args()
    with atheris.instrument_imports(include=["touchstone.maths"]):
        import touchstone.maths.latex
        import touchstone.maths.plain
        import touchstone.maths.reader  # noqa: F401
    with tempfile.TemporaryDirectory() as folder:
        seed(Path(folder))
        limits = [f"-max_total_time={asked.seconds}", "-max_len=300", "-rss_limit_mb=2048", "-timeout=5"]
        atheris.Setup([sys.argv[0], folder, *limits, f"-artifact_prefix={folder}/"], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
