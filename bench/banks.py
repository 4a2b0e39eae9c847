"""Loading a bank of 2,000 questions, cold and from the cache; proving: variants a second, the whole bank."""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.figures import Figure
from touchstone.banks.bank import Bank, load_banks
from touchstone.banks.cache import Cache
from touchstone.banks.lint import lint
from touchstone.banks.proof import prove
from touchstone.maths.grader import Grader

TITLE = "banks: loading 2,000 questions, proving the shipped ones"
ROOT = Path(__file__).parents[1] / "question_banks"
QUESTIONS = 2_000
SEEDS = 25
WORKERS = 2


def run(quick: bool) -> Iterator[Figure]:
    """The shipped bank several times over, under other ids, is the large one."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _loading(Path(folder))
    yield from _proving(quick)


def _loading(folder: Path) -> Iterator[Figure]:
    count = _made(folder / "banks")
    cache = Cache(folder / "cache")
    (seconds, busy), bank = _timed(folder / "banks", None)
    assert len(bank) == count
    assert bank.problems == ()
    yield Figure("questions", float(count))
    yield Figure("loaded and validated, cold", seconds, "s", 3.0)
    yield Figure("loaded and validated, cold, processor time", busy, "s", 3.0)
    _timed(folder / "banks", cache)
    (seconds, busy), warm = min((_timed(folder / "banks", cache) for _ in range(3)), key=lambda one: one[0])
    assert warm.hash == bank.hash
    yield Figure("loaded from the cache", seconds, "s", 0.3)
    yield Figure("loaded from the cache, processor time", busy, "s", 0.3)
    started = time.perf_counter()
    lint(bank)
    yield Figure("linted", time.perf_counter() - started, "s")


def _timed(folder: Path, cache: Cache | None) -> tuple[tuple[float, float], Bank]:
    """Seconds by the clock and of the processor: what others take of a machine is no time of ours."""
    started, before = time.perf_counter(), time.process_time()
    bank = load_banks(folder, cache=cache)
    return (time.perf_counter() - started, time.process_time() - before), bank


def _made(folder: Path) -> int:
    """Copies of the shipped files, with ids of their own, until there are 2,000 questions."""
    folder.mkdir()
    (folder / "_taxonomy.yaml").write_text((ROOT / "_taxonomy.yaml").read_text())
    files = sorted(path for path in ROOT.glob("*.yaml") if not path.name.startswith("_"))
    count = copy = 0
    while count < QUESTIONS:
        for path in files:
            text = re.sub(r"^- id: (\S+)", rf"- id: \1-{copy}", path.read_text(), flags=re.MULTILINE)
            text = re.sub(r"^  enemies: .*\n", "", text, flags=re.MULTILINE)
            (folder / f"{path.stem}_{copy}.yaml").write_text(text)
            count += text.count("\n- id: ") + text.startswith("- id: ")
        copy += 1
    return count


def _proving(quick: bool) -> Iterator[Figure]:
    bank = load_banks(ROOT)
    questions = list(bank.questions.values())[:: 10 if quick else 1]
    with Grader(workers=WORKERS, deadline_ms=10_000) as maths, ThreadPoolExecutor(WORKERS) as threads:
        prove(questions[0], range(2), maths)
        started = time.perf_counter()
        proofs = list(threads.map(lambda question: prove(question, range(SEEDS), maths), questions))
        seconds = time.perf_counter() - started
    drawn = sum(proof.seeds for proof in proofs)
    share = len(bank) / len(questions)
    yield Figure("questions proved", f"{len(questions)} on {SEEDS} seeds each, {WORKERS} workers")
    yield Figure("variants proved a second", drawn / seconds)
    yield Figure("the whole bank", seconds * share, "s", 180.0)
    yield Figure("draws thrown away for each kept", sum(sum(p.redraws.values()) for p in proofs) / drawn)
    yield Figure("failures", float(sum(len(proof.failures) for proof in proofs)), "", 0.0)
