"""Questions that ask nearly the same in nearly the same words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from touchstone.banks.bank import Entry
from touchstone.banks.finding import Finding
from touchstone.banks.question import Proof
from touchstone.banks.shapes import shape, steps

RUN = 4  # words: shorter runs are common phrases, longer ones miss a changed word
FEWEST_STEPS = 3  # operations of a key: many questions rightly divide one number by another
ALIKE = 0.6  # of the runs of words shared: two prompts on one idea stay near 0.2
_SLOT = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_WORD = re.compile(r"[a-z]+")


def near_duplicates(entries: Sequence[Entry], only: Entry | None = None) -> Iterator[tuple[Entry, Finding]]:
    """For each question (or `only` the last) that is like an earlier one: the question and what it is like.

    Only pairs that share a run of words are compared, so 2,000 questions take well under a second.
    """
    runs = [_runs(entry) for entry in entries]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        shared: dict[int, int] = defaultdict(int)
        for run in runs[index]:
            for earlier in holders[run]:
                shared[earlier] += 1
            holders[run].append(index)
        for earlier, count in shared.items() if only is None or entry is only else ():
            union = len(runs[index]) + len(runs[earlier]) - count
            if union and count / union >= ALIKE and not _meant(entry, entries[earlier]):
                other = entries[earlier].question.id
                message = f"the prompt is nearly that of {other!r}"
                yield entry, Finding(("prompt",), message, "change one, or make it a parameter")
    yield from _same_computation(entries, only)


def _same_computation(entries: Sequence[Entry], only: Entry | None) -> Iterator[tuple[Entry, Finding]]:
    """Questions whose keys compute the same, by the same proof or beside the same mistakes, in any words."""
    first: dict[str, Entry] = {}
    for entry in entries:
        for marks in _computations(entry):
            earlier = first.setdefault(marks, entry)
            if earlier is entry or (only is not None and entry is not only) or _meant(entry, earlier):
                continue
            message = f"key and proof are those of {earlier.question.id!r}, with other names"
            hint = "ask something else, or name it in `enemies`, so that nobody gets both"
            yield entry, Finding(("id",), message, hint)
            break


def _computations(entry: Entry) -> Iterator[str]:
    question = entry.question
    for _, task in question.tasks:
        if task.answer is None:
            continue
        key = shape(question, [task.answer.value])
        if key is None or steps(key) < FEWEST_STEPS:
            continue
        proof = task.proof.value if isinstance(task.proof, Proof) else task.proof
        if proof is not None:
            both = shape(question, [task.answer.value, proof])
            yield f"proof {both}"
        if len(task.mistakes) > 1:
            wrong = [shape(question, [task.answer.value, one.value]) or "" for one in task.mistakes]
            yield f"mistakes {sorted(wrong)}"


def _meant(first: Entry, second: Entry) -> bool:
    """Enemies are alike on purpose and never meet."""
    return second.question.id in first.question.enemies or first.question.id in second.question.enemies


def _runs(entry: Entry) -> set[tuple[str, ...]]:
    question = entry.question
    text = " ".join([question.prompt, *(task.prompt for _, task in question.tasks if task is not question)])
    words = _WORD.findall(_SLOT.sub(" ", text).lower())
    if len(words) < RUN:
        return {tuple(words)} if words else set()
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}
