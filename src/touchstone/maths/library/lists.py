"""Functions of lists: sizes, sums, orders, positions."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

from touchstone.maths import scalars
from touchstone.maths.library.certain import has_letters, nowhere_zero
from touchstone.maths.library.elementary import FUNCTIONS as ELEMENTARY
from touchstone.maths.library.elementary import largest, smallest
from touchstone.maths.scalars import add, compare, divide, multiply, product, subtract, total
from touchstone.maths.values import (
    MOST_ITEMS,
    ZERO,
    CannotEvaluate,
    Many,
    Scalar,
    Table,
    Value,
    elements,
    in_known_order,
    listed,
    numbers,
    scalar,
)


def size(x: Value) -> Value:
    """The number of elements; [rows, columns] of a matrix."""
    if isinstance(x, Table):
        return listed([Fraction(x.height), Fraction(x.width)])
    return Fraction(len(elements(x, "the argument of size")))


def length(x: Value) -> Value:
    """The number of elements."""
    return Fraction(x.height if isinstance(x, Table) else len(elements(x, "the argument of len")))


def sum_of(x: Value) -> Value:
    """The sum of the elements; of all entries of a matrix."""
    if isinstance(x, Table):
        return total([scalar(entry, "each entry") for row in x.rows for entry in row])
    return total(numbers(x, "the argument of sum", least=0))


def product_of(x: Value) -> Value:
    """The product of the elements."""
    return product(numbers(x, "the argument of product", least=0))


def sort(x: Value) -> Value:
    """The elements from the smallest to the largest."""
    return listed(scalars.ordered(numbers(x, "the argument of sort", least=0)))


def reverse(x: Value) -> Value:
    """The elements in the opposite order."""
    return listed(elements(in_known_order(x), "the argument of reverse")[::-1])


def unique(x: Value) -> Value:
    """Each element once, in the order of first appearance."""
    items = numbers(x, "the argument of unique", least=0)
    if all(isinstance(item, Fraction) for item in items):
        return listed(dict.fromkeys(items))
    found: list[Scalar] = []
    for item in items:
        if any(scalars.equal(item, other) for other in found):
            continue
        if any(_may_be_equal(item, other) for other in found):
            raise CannotEvaluate("which elements are equal hangs on letters")
        found.append(item)
    return listed(found)


def cumulative_sum(x: Value) -> Value:
    """The sums of the first 1, 2, … elements."""
    return listed(_accumulate(numbers(in_known_order(x), "the argument of cumsum", least=0), add))


def cumulative_product(x: Value) -> Value:
    """The products of the first 1, 2, … elements."""
    return listed(_accumulate(numbers(in_known_order(x), "the argument of cumprod", least=0), multiply))


def _accumulate(items: list[Scalar], step: Callable[[Scalar, Scalar], Scalar]) -> list[Scalar]:
    results: list[Scalar] = []
    for item in items:
        results.append(step(results[-1], item) if results else item)
    return results


def differences(x: Value) -> Value:
    """Each element less the one before it."""
    items = numbers(in_known_order(x), "the argument of differences")
    return listed(subtract(after, before) for before, after in pairwise(items))


def spread(x: Value) -> Value:
    """The largest element less the smallest."""
    numbers(x, "the argument of range")
    return subtract(largest(x), smallest(x))


def position_of_smallest(x: Value) -> Value:
    """Where the smallest element first stands, from 1."""
    return _position(numbers(x, "the argument of argmin"), -1)


def position_of_largest(x: Value) -> Value:
    """Where the largest element first stands, from 1."""
    return _position(numbers(x, "the argument of argmax"), 1)


def _position(items: list[Scalar], direction: int) -> Value:
    best = 0
    for index, item in enumerate(items):
        if compare(item, items[best]) == direction:
            best = index
    return Fraction(best + 1)


def first(x: Value) -> Value:
    """The first element."""
    return _end(x, 0, "first")


def last(x: Value) -> Value:
    """The last element."""
    return _end(x, -1, "last")


def _end(x: Value, index: int, name: str) -> Value:
    items = elements(in_known_order(x), f"the argument of {name}")
    if not items:
        raise CannotEvaluate(f"an empty list has no {name} element")
    return items[index]


def join(*lists: Value) -> Value:
    """One list after another."""
    items = [item for part in lists for item in elements(part, "each argument of join")]
    if len(items) > MOST_ITEMS:
        raise CannotEvaluate(f"a list may have {MOST_ITEMS:,} elements; found {len(items):,}")
    return listed(items)


def contains(x: Value, value: Value) -> Value:
    """Whether an element equals the value."""
    wanted = scalar(value, "the second argument of contains")
    items = numbers(x, "the first argument of contains", least=0)
    if any(scalars.equal(item, wanted) for item in items):
        return True
    if any(_may_be_equal(item, wanted) for item in items):
        raise CannotEvaluate("whether the list contains it hangs on letters")
    return False


def _may_be_equal(left: Scalar, right: Scalar) -> bool:
    """Whether two that are not equal are for some values of their letters."""
    return (has_letters(left) or has_letters(right)) and nowhere_zero(subtract(left, right)) is None


def softmax(x: Value) -> Value:
    """e^x_i / Σ e^x_j of each element."""
    exp = ELEMENTARY["exp"]
    powers = [scalar(exp(item)) for item in numbers(x, "the argument of softmax")]
    whole = total(powers)
    return listed(divide(item, whole) for item in powers)


def truth_count(results: list[Value]) -> Value:
    """How many of the conditions hold."""
    if not all(isinstance(result, bool) for result in results):
        raise CannotEvaluate("count needs a condition, such as count(x_i > 3, x)")
    return Fraction(sum(1 for result in results if result)) if results else ZERO


def as_list(items: list[Value]) -> Value:
    """The list of the results; of rows, a matrix."""
    return Many("list", tuple(items))


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "size": size,
    "len": length,
    "sum": sum_of,
    "product": product_of,
    "sort": sort,
    "reverse": reverse,
    "unique": unique,
    "cumsum": cumulative_sum,
    "cumprod": cumulative_product,
    "differences": differences,
    "range": spread,
    "argmin": position_of_smallest,
    "argmax": position_of_largest,
    "first": first,
    "last": last,
    "join": join,
    "contains": contains,
    "softmax": softmax,
}
