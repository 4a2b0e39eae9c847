"""Home: three doors that lead to every page."""

from __future__ import annotations

from touchstone.ui.shell.navigation import PAGES


def test_three_doors(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page()
    assert app.title[0].value == "What do you want to do?"
    # Below the doors stands what other tests of this process began: recent work.
    assert [header.value for header in app.header][:3] == ["Hire", "Interview", "Practise"]


def test_every_address_is_fixed_and_its_own() -> None:
    addresses = [entry.address for entry in PAGES]
    assert len(set(addresses)) == len(addresses)


def test_the_mark_has_the_outline_that_shows_it_on_dark_ground() -> None:
    from touchstone.ui.shell.look import ASSETS

    alone, beside = ((ASSETS / name).read_text().splitlines()[1] for name in ("mark.svg", "wordmark.svg"))
    assert alone == beside
    assert 'stroke="#7F8FA9"' in alone
