"""Loading from the cache gives the same bank as loading the files, and never an older one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from touchstone.banks.bank import load_banks, load_files
from touchstone.banks.cache import Cache
from touchstone.banks.taxonomy import FILE, Taxonomy, load_taxonomy

ROOT = Path(__file__).parents[2]
GOOD = """\
- id: {id}
  title: A question to try things on
  skill: statistics.descriptive.variance
  level: junior
  minutes: {minutes}
  serves: [summarise-data]
  params:
    pair: {{together: [{{a: 30, place: '7'}}, {{a: 40, place: 8}}]}}
    x: {{decimal: [0.50, 2, 0.05]}}
  prompt: What is {{{{ a*x }}}}{enemy}?
  answer: {{value: a*x}}
  proof: x*a
  mistakes: [{{name: sum, value: a + x, says: This is the sum.}}]
"""


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


@pytest.fixture
def taxonomy() -> Taxonomy:
    return load_taxonomy(ROOT / "question_banks" / FILE)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "bank.yaml"
    file.write_text(GOOD.format(id="one", minutes=3, enemy=""))
    return file


def kept(cache: Cache) -> list[Path]:
    return sorted(cache.folder.glob("*")) if cache.folder.exists() else []


def test_the_shipped_bank_comes_back_the_same(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cold = load_banks(ROOT / "question_banks", cache=cache)
    assert len(kept(cache)) == len(list((ROOT / "question_banks").glob("[!_]*.yaml")))
    warm = load_banks(ROOT / "question_banks", cache=cache)
    assert warm.entries == cold.entries
    assert list(warm.entries) == list(cold.entries)
    assert warm.hash == cold.hash
    assert all(warm[name].hash == question.hash for name, question in cold.questions.items())


def test_a_problem_finds_its_place_although_nothing_was_read(
    path: Path, cache: Cache, taxonomy: Taxonomy
) -> None:
    cold = load_files([path], taxonomy=taxonomy, cache=cache)
    warm = load_files([path], taxonomy=taxonomy, cache=cache)
    where = [bank.entries["one"].places.problem(("minutes",), "x") for bank in (cold, warm)]
    assert where[0] == where[1]
    assert (where[0].line, where[0].column) == (5, 12)


CHANGES: dict[str, Callable[[Path], object]] = {
    "another number": lambda path: path.write_text(GOOD.format(id="one", minutes=4, enemy="")),
    "same size and time": lambda path: path.write_bytes(
        path.read_bytes().replace(b"minutes: 3", b"minutes: 4")
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_file_is_read_again(
    path: Path, cache: Cache, taxonomy: Taxonomy, change: Callable[[Path], object]
) -> None:
    load_files([path], taxonomy=taxonomy, cache=cache)
    change(path)
    assert load_files([path], taxonomy=taxonomy, cache=cache)["one"].minutes == 4
    assert len(kept(cache)) == 1


def test_another_taxonomy_is_another_bank(path: Path, cache: Cache, taxonomy: Taxonomy) -> None:
    load_files([path], taxonomy=taxonomy, cache=cache)
    fewer = Taxonomy(taxonomy.areas[1:])
    assert "there is no skill" in load_files([path], taxonomy=fewer, cache=cache).problems[0].message


def test_a_bank_with_problems_is_never_kept(path: Path, cache: Cache, taxonomy: Taxonomy) -> None:
    second = path.with_name("second.yaml")
    second.write_text(GOOD.format(id="one", minutes=3, enemy=""))
    for _ in range(2):
        bank = load_files([path, second], taxonomy=taxonomy, cache=cache)
        assert ["exists already" in problem.message for problem in bank.problems] == [True]
    assert kept(cache) == []


def test_files_that_were_clean_apart_are_checked_together(
    path: Path, cache: Cache, taxonomy: Taxonomy
) -> None:
    second = path.with_name("second.yaml")
    second.write_text(GOOD.format(id="one", minutes=3, enemy=""))
    for file in (path, second):
        assert load_files([file], taxonomy=taxonomy, cache=cache).problems == ()
    assert len(load_files([path, second], taxonomy=taxonomy, cache=cache).problems) == 1


BROKEN = {
    "no JSON": b"{",
    "empty": b"",
    "another shape": b"[]",
    "not UTF-8": b"\xff\xfe",
    "a key and nothing": b'{"key": "x", "questions": []}',
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_cache_is_as_good_as_none(
    path: Path, cache: Cache, taxonomy: Taxonomy, content: bytes
) -> None:
    load_files([path], taxonomy=taxonomy, cache=cache)
    kept(cache)[0].write_bytes(content)
    assert load_files([path], taxonomy=taxonomy, cache=cache)["one"].minutes == 3


def rewritten(cache: Cache, *, digest: bool, **changes: object) -> None:
    """Changes the kept question, with a digest that fits or the old one."""
    (file,) = kept(cache)
    old, _, text = file.read_text().partition("\n")
    held = json.loads(text)
    held["questions"][0] |= changes
    new = json.dumps(held)
    file.write_text((hashlib.sha256(new.encode()).hexdigest() if digest else old) + "\n" + new)


def test_what_is_kept_must_still_be_a_question(path: Path, cache: Cache, taxonomy: Taxonomy) -> None:
    load_files([path], taxonomy=taxonomy, cache=cache)
    rewritten(cache, digest=True, minutes="soon")
    assert load_files([path], taxonomy=taxonomy, cache=cache)["one"].minutes == 3


def test_a_key_that_was_edited_in_the_cache_is_never_served(
    path: Path, cache: Cache, taxonomy: Taxonomy
) -> None:
    load_files([path], taxonomy=taxonomy, cache=cache)
    rewritten(cache, digest=False, minutes=9)
    assert load_files([path], taxonomy=taxonomy, cache=cache)["one"].minutes == 3
    rewritten(cache, digest=True, minutes=9)  # the row above is about the digest and nothing else
    assert load_files([path], taxonomy=taxonomy, cache=cache)["one"].minutes == 9


def test_a_folder_that_can_t_be_made_is_no_matter(path: Path, taxonomy: Taxonomy) -> None:
    cache = Cache(path / "below-a-file")
    for _ in range(2):
        assert load_files([path], taxonomy=taxonomy, cache=cache)["one"].minutes == 3
