"""Evaluates key expressions over named values: the bank's own half of the maths language.

`evaluate({"s": "variance(x)"}, {"x": "[3, 4, 5]"})` gives `{"s": {"ok": True, "text": "1", …}}`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from touchstone.core.problems import did_you_mean
from touchstone.maths import clock, literals
from touchstone.maths.functions import SPELLINGS
from touchstone.maths.interpreter import Scope
from touchstone.maths.library.catalogue import KEY_FUNCTIONS
from touchstone.maths.naming import NOTHING, Given
from touchstone.maths.reading.derivatives import WRITTEN
from touchstone.maths.reading.symbols import CONSTANTS, GREEK_NAMES, KEYWORDS, PHRASES
from touchstone.maths.results import result
from touchstone.maths.traits import traits
from touchstone.maths.tree import Call, Node, Number, names_in, walk
from touchstone.maths.values import CannotEvaluate

# An expression may bear any label; one that is a word, and no function's, can be used by the others.
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_RUN = re.compile(r"(?<![A-Za-z_])([A-Za-z]+)([0-9]*)((?:_[A-Za-z0-9]+)*)")
_PHRASE_WORDS = (word for phrase in PHRASES for word in phrase.split())
_KNOWN_WORDS = frozenset({*SPELLINGS, *KEYWORDS, *CONSTANTS, *_PHRASE_WORDS})


def evaluate(
    expressions: Mapping[str, str], env: Mapping[str, str], assume: Mapping[str, str] = NOTHING
) -> dict[str, dict[str, Any]]:
    """Each expression's `{"ok": True, "text", "latex", "value", "exact"}` or `{"ok": False, "reason"}`.

    Expressions may use the environment's names and each other's; `assume` says of letters that they are
    positive, integers … and real where it says nothing. Raises nothing for what they say.
    """
    names = _declared(expressions, env)
    given = {name: _given(text, names) for name, text in {**env, **expressions}.items()}
    scope = Scope(given, assume=assume, real="complex" not in assume.values() and not _writes_i(given))
    decimal = {name for name, text in {**env, **expressions}.items() if _writes_decimals(given[name], text)}
    return {name: _result(name, scope, given, decimal) for name in expressions}


def _declared(expressions: Mapping[str, str], env: Mapping[str, str]) -> tuple[str, ...]:
    """The names that the reader takes as whole words: those given, and x_i for the elements of x."""
    words = [name for name in expressions if _WORD.fullmatch(name) and name not in KEY_FUNCTIONS]
    given = [*env, *words]
    return tuple(sorted({*given, *(f"{name}_i" for name in given)}))


def _given(text: str, names: tuple[str, ...]) -> Given:
    value = literals.quick_value(text)
    return value if value is not None else _read(text, names)


@lru_cache(maxsize=4096)
def _read(text: str, names: tuple[str, ...]) -> Node | CannotEvaluate:
    from touchstone.maths.reader import Read, read

    strange = _strange_word(text, names)
    if strange is not None:
        known = {name for name in names if not name.endswith("_i")} | SPELLINGS
        hint = did_you_mean(strange, known) or "write a product with a sign between its factors: a*b"
        return CannotEvaluate(f"there is nothing called {strange!r}; {hint}")
    found = read(text, names=names, key=True)
    if isinstance(found, Read):
        return found.tree
    return CannotEvaluate(f"{found.reason}\n{found.caret()}")


def _strange_word(text: str, names: tuple[str, ...]) -> str | None:
    """A run of letters that means nothing as a whole.

    In an answer `foo` is f·o·o; in a key that is a slip, and a wrong key is worse than a refused one.
    """
    if "\\" in text:
        return None
    if "/" in text and "d" not in names:
        text = WRITTEN.sub(" ", text)
    for stem, digits, rest in _RUN.findall(text):
        if digits and stem + digits + rest in names:
            continue
        word = stem if digits else stem + rest
        if len(stem) > 1 and word not in names and word not in _KNOWN_WORDS and stem not in GREEK_NAMES:
            return str(word)
    return None


def _writes_i(given: Mapping[str, Given]) -> bool:
    """Whether complex numbers are meant, of which odd roots are others."""
    return any("i" in traits(tree).constants for tree in given.values() if isinstance(tree, Node))


def _writes_decimals(given: Given, text: str) -> bool:
    """Whether the author wrote decimals or asked for decimal places."""
    if isinstance(given, CannotEvaluate):
        return False
    return any(map(_is_decimal, walk(given))) if isinstance(given, Node) else "." in text


def _is_decimal(node: Node) -> bool:
    match node:
        case Number(text=text):
            return "." in text or "e" in text
        case Call(function="round", arguments=arguments):
            return len(arguments) > 1
    return False


def _result(name: str, scope: Scope, given: Mapping[str, Given], decimal: set[str]) -> dict[str, Any]:
    try:
        value = scope.named(name)
        return result(value, decimals=bool(_reached(name, given) & decimal))
    except CannotEvaluate as refusal:
        return {"ok": False, "reason": str(refusal)}
    except RecursionError:
        return {"ok": False, "reason": "the expressions are nested too deeply"}
    except (MemoryError, clock.OutOfTime):
        raise
    except Exception as error:  # noqa: BLE001  SymPy and NumPy say in many ways that they can't
        return {"ok": False, "reason": f"it can't be evaluated ({type(error).__name__}: {str(error)[:200]})"}


def _reached(name: str, given: Mapping[str, Given]) -> set[str]:
    """The names that an expression rests on, itself among them."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current in found or current not in given:
            continue
        found.add(current)
        tree = given[current]
        if isinstance(tree, Node):
            for used in names_in(tree):
                waiting += [used, used.removesuffix("_i")]
    return found
