"""Questions: the bank can be browsed, and each kind shows what its users need."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("sample-variance-small", "Key"),
        ("docker-layer-order", "(right)"),
        ("bad-predictions-after-release", "What an observer sees"),
    ],
)
def test_each_kind(open_page, question: str, shown: str) -> None:  # type: ignore[no-untyped-def]
    app = open_page("questions", question=question)
    words = [element.value for element in [*app.markdown, *app.header]]
    assert any(shown in word for word in words), words


def test_filters_narrow_and_an_empty_result_says_so(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("questions", area="probability", level_of="junior")
    everything = app.caption[0].value
    assert "of" in everything
    app.text_input[0].set_value("zzzz").run()
    assert "No question fits" in app.info[0].value


def test_another_variant_has_other_numbers(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("questions", question="sample-variance-small")
    before = [element.value for element in app.markdown]
    app.slider[0].set_value(2).run()
    assert [element.value for element in app.markdown] != before
