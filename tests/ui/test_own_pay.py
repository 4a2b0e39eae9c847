"""Own pay on the page: there for who may see it, for nobody else so much as a heading."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.support.own_pay import paid

from touchstone.access.people import Invited, Right
from touchstone.bootstrap import services
from touchstone.own_pay.model import PaySet
from touchstone.own_pay.reading import Payroll
from touchstone.ui.parts.downloads import Gone
from touchstone.ui.parts.own_pay.bring import JUST_KEPT, SURE, _words
from touchstone.ui.parts.own_pay.files import files
from touchstone.ui.parts.own_pay.section import CHOSEN, OPEN
from touchstone.ui.parts.sharing import shared

pytestmark = pytest.mark.filterwarnings("ignore")
HEADING = "Your own people's pay"


@pytest.fixture
def kept() -> Any:
    """A payroll of twelve women and twelve men, kept by who sits at this machine, and erased again."""
    machine = services().machine
    team = [
        paid(
            at,
            f"{180_000 + 1_000 * at if at % 2 else 200_000 + 1_000 * at}",
            sex="woman" if at % 2 else "man",
        )
        for at in range(24)
    ]
    made = machine.own_pay.keep(
        machine.people.local(), "October", date(2025, 10, 31), Payroll("a.csv", tuple(team), ())
    )
    assert isinstance(made, PaySet)
    yield made
    machine.own_pay.forget(machine.people.local(), made.id)


def headings(app: Any) -> list[str]:
    return [expander.label for expander in app.expander]


def test_who_may_see_pay_meets_the_market_and_the_gap(open_page: Any, kept: PaySet) -> None:
    app = open_page("salaries", region="US")
    assert HEADING in headings(app)
    assert len(app.table) == 1
    app.session_state[OPEN] = True
    app.run()
    market, gap = (table.value.to_dict("records") for table in app.table[-2:])
    assert (market[0]["People"], market[0]["Range"]) == ("24", "170,000–235,000")
    assert gap[0]["Equal work"].replace("\\", "") == "Machine-learning engineer, Senior"
    assert (gap[0]["Women"], gap[0]["Men"]) == ("12", "12")
    assert gap[0]["Says"].startswith("5 % or more")
    assert (gap[0]["Paid in"], gap[0]["Neither or not stated"]) == ("USD", "0")
    assert any("Your file describes 2025-10-31" in said.value.replace("\\", "") for said in app.caption)
    app.number_input(key="own-pay-ageing").set_value(5.0).run()
    assert app.table[-2].value.to_dict("records")[0]["Range"] == "175,000–245,000"
    assert any("moved to 2025-10-31 at 5.0% a year" in said.value.replace("\\", "") for said in app.caption)


def test_of_fewer_than_three_no_middle_is_told_and_a_wider_range_says_its_place(open_page: Any) -> None:
    machine = services().machine
    team = [paid(at, "180000", region="CBSA-41860") for at in range(3)]
    team += [paid(at, "181000") for at in range(10, 12)]
    made = machine.own_pay.keep(
        machine.people.local(), "Few", date(2025, 10, 31), Payroll("a.csv", tuple(team), ())
    )
    assert isinstance(made, PaySet)
    app = open_page("salaries", region="US")
    app.session_state[OPEN] = True
    app.session_state[CHOSEN] = made.id
    app.run()
    market = {row["People"]: row for row in app.table[-1].value.to_dict("records")}
    machine.own_pay.forget(machine.people.local(), made.id)
    assert market["3"]["Median, full time (95 %)"] == "180,000 (no interval) USD"
    assert (market["3"]["Range"], market["2"]["Range"]) == (
        "170,000–235,000 (United States)", "170,000–235,000",
    )  # fmt: skip
    assert (market["3"]["In range"], market["3"]["Market"]) == ("15 %", "p25 to p50")
    told = ("Median, full time (95 %)", "Compa-ratio", "In range", "Market")
    assert [market["2"][name] for name in told] == ["too few", "", "", ""]
    assert "181" not in str(market["2"])
    assert any("no middle is told" in one.value for one in app.caption)


def test_the_set_that_was_just_kept_is_the_one_that_is_shown(open_page: Any, kept: PaySet) -> None:
    machine = services().machine
    later = machine.own_pay.keep(
        machine.people.local(), "November", date(2025, 11, 20), Payroll("b.csv", (paid(),), ())
    )
    assert isinstance(later, PaySet)
    app = open_page("salaries", region="US")
    app.session_state[OPEN] = True
    app.session_state[CHOSEN] = kept.id
    app.run()
    app.session_state[JUST_KEPT] = later
    app.run()
    assert app.selectbox(key=CHOSEN).value == later.id
    assert any("1 row kept" in said.value for said in app.success)
    assert any("1 row kept" in said.value for said in app.run().success), "it stays while one goes on"
    machine.own_pay.forget(machine.people.local(), later.id)


def test_a_link_without_the_right_shows_nothing_of_it(open_page: Any, kept: PaySet) -> None:
    people = services().machine.people
    interviewer = people.invite(people.local(), "Ana Payne", frozenset({Right.INTERVIEW}))
    paymaster = people.invite(people.local(), "Ines Payne", frozenset({Right.PAY}))
    assert isinstance(interviewer, Invited)
    assert isinstance(paymaster, Invited)
    assert HEADING not in headings(open_page("salaries", region="US", seat=interviewer.token))
    assert HEADING not in headings(open_page("salaries", region="US", seat="x" * 32))
    app = open_page("salaries", region="US", seat=paymaster.token)
    assert HEADING in headings(app)
    assert "Ines" not in "".join(caption.value for caption in app.caption), "names are for who organises"


def test_a_download_that_was_offered_asks_again_at_the_click(kept: PaySet) -> None:
    machine, benchmarks = services().machine, services().content.benchmarks
    people = machine.people
    ina = people.invite(people.local(), "Ina Payne", frozenset({Right.PAY}))
    assert isinstance(ina, Invited)
    made = files(machine.own_pay, lambda: people.by_token(ina.token), kept.id, benchmarks, 0.0)
    assert len(str(made[0].content).splitlines()) == 25
    assert "woman" in str(made[1].content) or len(str(made[1].content).splitlines()) == 2
    people.revoke(people.local(), ina.person.id)
    for file in made:
        with pytest.raises(Gone, match="no longer yours"):
            _ = file.content


def test_a_download_of_a_set_that_was_erased_since_holds_nobody(kept: PaySet) -> None:
    machine = services().machine
    made = files(machine.own_pay, machine.people.local, kept.id, services().content.benchmarks, 0.0)
    machine.own_pay.forget(machine.people.local(), kept.id)
    for file in made:
        with pytest.raises(Gone, match="no longer kept"):
            _ = file.content


def test_it_says_who_may_see_it_and_where_that_is_set(open_page: Any) -> None:
    people = services().machine.people
    paymaster = people.invite(people.local(), "Ilse Payne", frozenset({Right.PAY}))
    assert isinstance(paymaster, Invited)
    app = open_page("salaries", region="US")
    app.session_state[OPEN] = True
    app.run()
    (said,) = [one.value for one in app.caption if "right to see pay" in one.value]
    assert "you, " in said
    assert "Ilse" in said
    assert "People and their links" in said
    people.revoke(people.local(), paymaster.person.id)
    assert not any("Ilse" in one.value for one in app.run().caption)


def test_who_came_by_a_link_is_given_an_address_without_it_to_share(open_page: Any) -> None:
    people = services().machine.people
    paymaster = people.invite(people.local(), "Ida Payne", frozenset({Right.PAY}))
    assert isinstance(paymaster, Invited)
    app = open_page("salaries", region="US,CA", seat=paymaster.token)
    said = "\n".join(caption.value for caption in app.caption)
    assert "don't pass it on" in said
    assert "copy it to share" not in said
    (given,) = [code.value for code in app.code if "region=US,CA" in code.value]
    assert paymaster.token not in given
    plain = open_page("salaries", region="US,CA")
    assert any("copy it to share" in caption.value for caption in plain.caption)


@pytest.mark.parametrize(
    ("address", "choices", "given"),
    [
        ("https://a.example/salaries", {"seat": "x", "region": "US,CA"}, "?region=US,CA"),
        (
            "https://a.example/salaries?seat=x",
            {"seat": "x", "blend": "a:1,b:2", "roles": ""},
            "?blend=a:1,b:2",
        ),
        ("https://a.example/salaries", {"region": "a&seat=x"}, "?region=a%26seat%3Dx"),
    ],
)
def test_a_shared_address_holds_choices_alone(address: str, choices: dict[str, str], given: str) -> None:
    assert shared(address, choices) == f"https://a.example/salaries{given}"


def test_what_is_hard_to_believe_is_a_question_once_and_no_problem(open_page: Any) -> None:
    app = open_page("salaries", region="US")
    app.session_state[OPEN] = True
    app.run()
    rows = "role,level,place,pay,currency,period\nData scientist,senior,US,9000,USD,year\n"
    app.file_uploader(key="own-pay-file").set_value(("pay.csv", rows.encode(), "text/csv")).run()
    app.button(key="own-pay-keep").click().run()
    assert sum(one.value.startswith("Is this right? Nothing is kept yet") for one in app.info) == 1
    assert [one.value for one in app.warning] == []
    (asked,) = [one.value for one in app.code if "hard to believe" in one.value]
    assert asked.startswith("row 2, column 1: 9,000 USD for a full-time year")
    assert asked.endswith("is it a month's pay?")
    sure(app).check().run()
    app.button(key="own-pay-keep").click().run()
    machine = services().machine
    (kept,) = machine.own_pay.sets(machine.people.local())
    assert kept.rows == 1
    machine.own_pay.forget(machine.people.local(), kept.id)


HEAD = "role,level,place,pay,currency,period"
ROW = "Data scientist,senior,US,170000,USD,year"


def sure(app: Any) -> Any:
    (found,) = [one for one in app.checkbox if one.label == SURE]
    return found


def chosen(app: Any, label: str) -> str:
    (found,) = [one for one in app.selectbox if one.label.startswith(label)]
    return str(found.value)


@pytest.mark.parametrize(
    ("first", "second", "label", "value"),
    [
        (f"{HEAD}\n{ROW}\n", f"{HEAD},Gross or net\n{ROW},net\n", "Gross or net", "Gross or net"),
        (f"{HEAD}\n{ROW}\n", f"{HEAD},FTE\n{ROW},0.5\n", "Share of full time", "FTE"),
        (
            "Rolle;Stufe;Standort;Monatsgehalt;Währung\nData scientist;senior;DE;7000;EUR\n",
            f"{HEAD}\n{ROW}\n", "Pay is for a", "period",
        ),
        (f"{HEAD}\n{ROW}\n".replace("place", "xx"), f"{HEAD}\n{ROW}\n", "Place *", "place"),
    ],
)  # fmt: skip
def test_each_file_is_asked_about_anew(
    open_page: Any, first: str, second: str, label: str, value: str
) -> None:
    app = open_page("salaries", region="US")
    app.session_state[OPEN] = True
    app.run()
    app.file_uploader(key="own-pay-file").set_value(("pay.csv", first.encode(), "text/csv")).run()
    sure(app).check().run()
    app.date_input[-1].set_value(date(2025, 3, 1)).run()
    assert sure(app).value, "a day changes nothing that is asked about"
    app.file_uploader(key="own-pay-file").set_value(("pay.csv", second.encode(), "text/csv")).run()
    assert chosen(app, label) == value
    assert not sure(app).value
    assert app.date_input[-1].value != date(2025, 3, 1)


def test_a_mended_file_takes_the_place_of_a_set(open_page: Any, kept: PaySet) -> None:
    app = open_page("salaries", region="US")
    app.session_state[OPEN] = True
    app.run()
    app.file_uploader(key="own-pay-file").set_value(
        ("pay.csv", f"{HEAD}\n{ROW}\n".encode(), "text/csv")
    ).run()
    (place,) = [one for one in app.selectbox if one.label.startswith("It takes the place of")]
    assert place.value == "", "nothing is erased unasked"
    place.set_value(kept.id).run()
    app.button(key="own-pay-keep").click().run()
    machine = services().machine
    (left,) = machine.own_pay.sets(machine.people.local())
    assert (left.name, left.rows) == ("pay.csv", 1)
    machine.own_pay.forget(machine.people.local(), left.id)


def test_who_maps_otherwise_is_asked_anew(open_page: Any) -> None:
    app = open_page("salaries", region="US")
    app.session_state[OPEN] = True
    app.run()
    app.file_uploader(key="own-pay-file").set_value(
        ("pay.csv", f"{HEAD},FTE\n{ROW},1\n".encode(), "text/csv")
    ).run()
    sure(app).check().run()
    (column,) = [one for one in app.selectbox if one.label.startswith("Share of full time")]
    column.set_value("—").run()
    assert not sure(app).value


def test_words() -> None:
    assert _words("L4 = senior\n\nnonsense\n=x\nML Eng=machine_learning_engineer") == {
        "L4": "senior",
        "ML Eng": "machine_learning_engineer",
    }
