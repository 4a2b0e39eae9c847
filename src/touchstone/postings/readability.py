"""How hard a text is to read: Flesch-Kincaid grade, Flesch reading ease, length of sentences.

Flesch-Kincaid grade = 0.39 · words/sentences + 11.8 · syllables/words − 15.59 (Kincaid and others, 1975);
Flesch reading ease = 206.835 − 1.015 · words/sentences − 84.6 · syllables/words (Flesch, 1948). Syllables are
counted by groups of vowels: an estimate, which evens out over a text of some hundred words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from statistics import median

from touchstone.postings.phrases import phrases, whole_text

_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’-][A-Za-zÀ-ÿ]+)*")
_VOWELS = re.compile(r"[aeiouyà-ÿ]+")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^aeiouylrtd]ed|[^aeiouyl]e)$")
_BULLET = re.compile(r"^\s*(?:[-*+•–]|\d+[.)])\s+")


@dataclass(frozen=True)
class Reading:
    """Measures of a text without its headings and the names of tools."""

    words: int
    sentences: int
    grade: float
    ease: float
    median_words: float
    text: str = field(default="", repr=False)

    @cached_property
    def grade_with_terms(self) -> float:
        """The grade with the names of tools left in; only texts that are hard to read are asked for it."""
        return _scores(_sentences(_stopped(self.text)))[0]


def measure(text: str, terms: Sequence[str] = ()) -> Reading:
    """The measures of a Markdown or plain text; `terms` are names that are left out before counting."""
    sentences = _sentences(_stopped(_without(text, terms)))
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return Reading(0, 0, 0.0, 100.0, 0.0)
    grade, ease = _scores(sentences)
    return Reading(len(words), len(sentences), grade, ease, median(len(s) for s in sentences), text)


def _without(text: str, terms: Sequence[str]) -> str:
    at, kept = 0, []
    for start, end in phrases(tuple(terms)).spans(whole_text(text)):
        kept.append(text[at:start])
        at = end
    return "".join((*kept, text[at:]))


def _stopped(text: str) -> str:
    """Each point of a list ends with a stop, so that a list is not one long sentence; headings go."""
    return "\n".join(map(_with_stop, text.splitlines()))


def _with_stop(line: str) -> str:
    stripped = line.strip()
    if stripped.startswith("#"):
        return ""
    bare = _BULLET.sub("", stripped)
    return bare + "." if bare and bare[-1] not in ".!?:;,…" else bare


def _sentences(text: str) -> list[list[str]]:
    found = (_WORD.findall(part) for part in re.split(r"[.!?:]+(?:\s|$)|\n\s*\n", text))
    return [words for words in found if words]


def _scores(sentences: Sequence[Sequence[str]]) -> tuple[float, float]:
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0, 100.0
    long = len(words) / len(sentences)
    heavy = sum(map(syllables, words)) / len(words)
    return max(0.0, 0.39 * long + 11.8 * heavy - 15.59), 206.835 - 1.015 * long - 84.6 * heavy


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """The syllables of an English word, by its groups of vowels; at least one."""
    plain = word.lower().replace("'", "").replace("’", "")
    return sum(max(1, len(_VOWELS.findall(_SILENT.sub("", part)))) for part in plain.split("-") if part)
