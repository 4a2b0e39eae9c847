"""Questions that ask nearly the same in nearly the same words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from touchstone.banks.bank import Entry
from touchstone.banks.finding import Finding

RUN = 4  # words: shorter runs are common phrases, longer ones miss a changed word
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
        for earlier, count in shared.items():
            union = len(runs[index]) + len(runs[earlier]) - count
            if union and count / union >= ALIKE and not _meant(entry, entries[earlier]):
                other = entries[earlier].question.id
                message = f"the prompt is nearly that of {other!r}"
                yield entry, Finding(("prompt",), message, "change one, or make it a parameter")


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
