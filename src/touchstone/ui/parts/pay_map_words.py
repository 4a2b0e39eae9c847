"""Where the words beside the dots of a map stand: on lines of their own, and on nobody else's dot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

HEIGHT_PX = 380
ROW_PX = 16  # from one line of words to the next: none lies on another, on the narrowest page
DOT_PX = 14  # from the middle of a line to that of another's dot
LETTER_PX = 6.6  # of the map's words, on average
NARROW = (300, 480)  # pixels: the narrowest page and the widest on which a dot has but its number
WIDE = (480, 960)


def apart(
    points: Sequence[dict[str, Any]],
    centre: tuple[float, float],
    across: float,
    down: float,
    widths: tuple[int, int],
    text: str,
) -> list[dict[str, Any]]:
    """The points with the latitude at which the words of each stand (`words_at`): their own, or as near to it
    as keeps a line of words between any two and all in sight, at all `widths` of the page.

    Where there is room, no words lie on the dot of another place, which they would be taken for. `centre` is
    (longitude, latitude); `across` and `down` are degrees; `text` is the name of each point's words.
    """
    pixel = 1 / min(widths[0] / across, HEIGHT_PX / down)  # degrees, on the narrowest page
    half = HEIGHT_PX / 2 / min(widths[1] / across, HEIGHT_PX / down)
    gap = ROW_PX * pixel
    top, bottom = centre[1] + half - gap / 2, centre[1] - half + gap / 2
    by_place = sorted(points, key=lambda point: (-point["latitude"], point["longitude"]))
    places = _clear(by_place, text, centre[0], pixel, top, bottom) or _stacked(by_place, gap, top, bottom)
    found = [{**point, "words_at": at} for point, at in zip(by_place, places, strict=True)]
    return sorted(found, key=lambda point: -point["words_at"])


def _clear(
    points: Sequence[dict[str, Any]], text: str, middle: float, pixel: float, top: float, bottom: float
) -> list[float] | None:
    """A free line for each, the nearest to its dot; None where one finds none."""
    gap, dot = ROW_PX * pixel, DOT_PX * pixel
    taken: list[float] = []
    for point in points:
        own = min(max(point["latitude"], bottom), top)
        covered = [
            other["latitude"]
            for other in points
            if other is not point and _beside(point, other, text, middle, pixel)
        ]
        steps = (own + sign * step * gap / 4 for step in range(100) for sign in (1, -1))
        free = (
            at for at in steps
            if bottom <= at <= top and all(abs(at - other) >= gap for other in taken)
            and all(abs(at - other) >= dot for other in covered)
        )  # fmt: skip
        at = next(free, None)
        if at is None:
            return None
        taken.append(at)
    return taken


def _beside(point: dict[str, Any], other: dict[str, Any], text: str, middle: float, pixel: float) -> bool:
    """Whether another's dot stands where the words of a point run, which is towards the middle."""
    towards = -1 if point["longitude"] > middle else 1
    long = (LETTER_PX * len(point.get(text, "")) + DOT_PX) * pixel
    return bool(-DOT_PX * pixel <= towards * (other["longitude"] - point["longitude"]) <= long)


def _stacked(points: Sequence[dict[str, Any]], gap: float, top: float, bottom: float) -> list[float]:
    """A line for each, in the order of their dots, whatever they cover: neighbours that touch are spread."""
    groups: list[list[float]] = []  # of neighbours that touch: the latitudes that they would have
    for point in points:
        groups.append([point["latitude"]])
        while len(groups) > 1 and _lowest(groups[-2], gap) - _highest(groups[-1], gap) < gap:
            groups[-2:] = [[*groups[-2], *groups[-1]]]
    places = [_highest(group, gap) - gap * at for group in groups for at in range(len(group))]
    lift = max(0.0, bottom - places[-1]) - max(0.0, places[0] - top) if places else 0.0
    return [at + lift for at in places]


def _highest(group: Sequence[float], gap: float) -> float:
    """Where the first of a group's lines stands, the whole group around the middle of its places."""
    return sum(group) / len(group) + gap * (len(group) - 1) / 2


def _lowest(group: Sequence[float], gap: float) -> float:
    return _highest(group, gap) - gap * (len(group) - 1)
