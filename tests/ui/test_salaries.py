"""Salaries: who hires and who applies see the same honest figures, whatever they choose."""

from __future__ import annotations

import io
import json
import re
import tomllib
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl

import pytest

from touchstone.core.money import Period
from touchstone.salaries.benchmark import Benchmarks, Query
from touchstone.salaries.figure import Figure, Lens, Quality
from touchstone.salaries.model import Level
from touchstone.salaries.regions import Regions
from touchstone.salaries.table import load_tables
from touchstone.salaries.what_if import Move
from touchstone.ui.parts.pay_chart import chart
from touchstone.ui.parts.pay_choices import Seen, ask_each
from touchstone.ui.parts.pay_downloads import About, _workbook, rows_of_bands
from touchstone.ui.parts.pay_labels import Labels, chart_title, confidence
from touchstone.ui.parts.pay_map import chart as map_chart
from touchstone.ui.parts.pay_map import mapped, missing
from touchstone.ui.parts.pay_map_drawing import land, view
from touchstone.ui.parts.pay_map_words import NARROW, WIDE, apart
from touchstone.ui.parts.pay_picture import pay_svg
from touchstone.ui.parts.pay_rows import UNSURE, by_kind, chart_row, chart_rows
from touchstone.ui.parts.pay_what_if import wider

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.filterwarnings("ignore")


def words(app: Any) -> str:
    """Everything that the page says in words."""
    kinds = (app.header, app.markdown, app.caption, app.info, app.warning)
    return "\n".join(element.value for kind in kinds for element in kind).replace("\\", "")


LINK = re.compile(r'\[([^\]]*)\]\((\S*) "([^"]*)"\)')


def lines(app: Any) -> list[dict[str, str]]:
    """The table's lines, as they are read: of a link its words; the number apart from the place it heads."""
    found = []
    for row in app.table[0].value.reset_index().to_dict("records"):
        line = {k: LINK.sub(r"\1", str(v)).replace("\\", "") for k, v in row.items()}
        number, _, place = line["Place"].partition(". ")
        found.append({**line, "No.": number, "Place": place})
    return found


def test_someone_hiring_meets_figures_at_once(open_page: Any) -> None:
    app = open_page("salaries")
    found = lines(app)
    us = found[0]
    assert us["Place"] == "United States"
    assert us["Kind of job"] == "Machine Learning Engineer (posted ranges)"
    assert us["Median USD (95 %)"] == "200,000 (195,000–206,000)"
    assert us["Middle half USD"] == "170,000–233,000"
    assert us["n"] == "648"
    assert us["Confidence"] == "good"
    assert "Yearly pay, senior machine-learning engineer, USD" in words(app)
    assert "to the last digit, in USD: p10 145,500, p25 170,426, p50 200,025" in words(app)


def test_every_line_of_the_table_has_its_source_below(open_page: Any) -> None:
    app = open_page("salaries", region="US,GB,CBSA-35620")
    said = words(app)
    for line in lines(app):
        assert f"**{line['No.']}. {line['Place']}: {line['Kind of job']}**" in said
    assert "US Government public domain" in said
    assert "CC0-1.0" in said


def test_every_number_of_the_table_names_its_source_when_one_points_at_it(open_page: Any) -> None:
    app = open_page("salaries", region="US,PL")
    for row in app.table[0].value.to_dict("records"):
        numbers = [v for k, v in row.items() if v and k.startswith(("Median", "Middle half", "10–90"))]
        assert numbers
        for said in numbers:
            found = LINK.fullmatch(said)
            assert found, said
            assert found[2].startswith("https://") or found[2] == "#"
            assert re.search(r"\d{4}-\d\d-\d\d", found[3]), found[3]


def test_what_a_chart_leaves_out_and_its_rates_are_said_below_it(open_page: Any) -> None:
    said = words(open_page("salaries", region="US,CL,CBSA-17140", currency="EUR", role="data_scientist"))
    assert "Converted at 1 USD = 0.924128 EUR (average of 2024, ECB)" in said
    assert "Not drawn:" in said
    assert "the source's area code and area name disagree" in said


@pytest.mark.parametrize(
    ("link", "said", "then"),
    [
        ({"currency": "XYZ"}, ["“XYZ”", "USD is shown"], {"currency": "USD"}),
        ({"currency": "eur"}, [], {"currency": "EUR"}),
        ({"lens": "foo"}, ["“foo”", "As paid, in one currency is shown"], {"lens": "currency"}),
        ({"lens": "ppp", "currency": "EUR"}, ["“EUR”", "has no currency to choose"], {"lens": "ppp"}),
        ({"age": "1e-320"}, [], {}),
        ({"as-of": "2026-W48-1"}, ["“2026-W48-1”", "Expected a day such as 2025-06-30"], {}),
        ({"age": "abc"}, ["“abc”", "between -50 and 50; 0 is taken"], {}),
        ({"age": "99"}, ["“99”", "0 is taken"], {}),
        ({"age": "-50.5"}, ["“-50.5”", "0 is taken"], {}),
        ({"blend": "foo:10,bls_oews:5"}, ["“foo”", "BLS alone"], {}),
        ({"blend": "bls_oews:500,ai_jobs_posted:40"}, ["“500”", "0 is taken"], {}),
        ({"region": "US,CA,GB,PL,DE,FR,IN,AU,US-CA"}, ["California, United States", "At most 8"],
         {"region": "US,CA,GB,PL,DE,FR,IN,AU"}),
        ({"blend": "bls_oews:60,bls_oews:20,ai_jobs_posted:40"}, ["“bls_oews:20”", "first weight is taken"],
         {"blend": "bls_oews:60,ai_jobs_posted:40"}),
        ({"blend": "bls_oews,ai_jobs_posted:40"}, ["“bls_oews”", "Expected a weight after it"], {}),
        ({"blend": "bls_oews:60, bls_oews:60,ai_jobs_posted:4_0"}, ["“4_0”", "0 is taken"], {}),
        ({"roles": "data_scientist,data_scientist,DATA_ENGINEER"}, [],
         {"roles": "data_scientist,data_engineer"}),
        ({"levels": "mid,mid,staf"}, ["“staf”", "Staff"], {"levels": "mid"}),
        ({"sources": "bls_oews,bls_oews"}, [], {"sources": "bls_oews"}),
        ({"as-of": "2025-06-30"}, [], {"as-of": "2025-06-30"}),
        ({"as-of": "2999-01-01"}, ["“2999-01-01”", "today is taken"], {}),
        ({"as-of": "soon"}, ["“soon”", "Expected a day such as"], {}),
        ({"as-of": "20250630"}, ["Expected a day such as"], {}),
        ({"amount": "95000", "amount-in": "EUR"}, [], {"amount": "95000", "amount-in": "EUR"}),
        ({"amount": "95000", "amount-in": "XXX"}, ["“XXX”", "USD is taken"],
         {"amount": "95000", "amount-in": "USD"}),
        ({"amount": "-5"}, ["“-5”", "0 is taken"], {}),
        ({"age": "3.5", "blend": "bls_oews:60,ai_jobs_posted:40"}, [],
         {"age": "3.5", "blend": "bls_oews:60,ai_jobs_posted:40"}),
    ],
)  # fmt: skip
def test_a_faulty_part_of_a_link_is_named(
    open_page: Any, link: dict[str, str], said: list[str], then: dict[str, str]
) -> None:
    app = open_page("salaries", **link)
    warned = "\n".join(warning.value for warning in app.warning).replace("\\", "")
    assert all(part in warned for part in said), warned
    assert bool(said) == bool(app.warning), warned
    assert not any(closed.warning for closed in app.expander), "a closed expander hides what it says"
    kept = {name: app.query_params.get(name) for name in {*link, *then}}
    wanted = {name: kept[name] for name in link if name not in then}
    assert {name: kept[name] for name in then} == then
    assert not any(wanted.values()), wanted


def test_a_candidate_compares_poland_and_is_told_what_is_not_known(open_page: Any) -> None:
    app = open_page("salaries", region="PL,CL", level="mid")
    found = {line["Place"]: line for line in lines(app) if "article" in line["Kind of job"]}
    assert found["Poland"]["Median (95 %)"] == "average 39,800"
    assert found["Poland"]["n"] == "not published"
    assert found["Chile"]["Currency"] == "CLP"
    assert found["Chile"]["Confidence"] == "doubtful"
    assert "must be pay for a month" in words(app)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([date(2022, 4, 15), date(2025, 1, 19), date(2024, 5, 31)], ", figures of Apr 2022 to Jan 2025"),
        ([date(2024, 5, 31), date(2024, 5, 1)], ", figures of May 2024"),
        ([None], ""),
    ],
)
def test_a_chart_says_of_when_its_figures_are(days: list[date | None], said: str) -> None:
    title = chart_title([figure(as_of=day) for day in days], "senior data scientist")
    assert title == f"Yearly pay, senior data scientist, USD{said}"


def test_what_a_source_does_not_say_of_levels_is_not_said_for_it(open_page: Any) -> None:
    said = words(open_page("salaries", region="PL", level="senior"))
    assert "this source does not say which levels it covers; it need not hold for senior level" in said
    assert "(article, level not stated)" in said
    assert "does not tell levels apart" not in said


def test_a_picture_prints_the_weights_of_a_blend_and_a_long_title_in_lines() -> None:
    weights = "blend: weights stated by you: 60% BLS; 40% posted ranges"
    blend = figure(source="blend", basis="weighted mean of sources", flags=(weights,))
    svg = pay_svg([blend], Labels(TABLES), title="Yearly pay, " * 20, unit="USD")
    drawn = [node.text or "" for node in ET.fromstring(svg).iter() if node.tag.endswith("}text")]
    assert any("60% BLS; 40% posted ranges" in text for text in drawn)
    assert all(len(text) <= 130 for text in drawn)
    assert len([text for text in drawn if text.startswith("Yearly") or "pay, Yearly" in text]) == 3


def test_a_place_without_figures_says_so_and_offers_the_larger_one(open_page: Any) -> None:
    app = open_page("salaries", role="data_scientist", region="CBSA-33340")
    found = lines(app)
    assert found[0]["Confidence"] == "no figure"
    assert [line["Place"] for line in found[1:]] == [
        "Wisconsin, United States (for Milwaukee metro)", "United States (for Milwaukee metro)",
    ]  # fmt: skip
    assert "no source has a figure for Milwaukee metro, WI itself" in words(app)


def test_a_rise_is_not_recommended_where_one_is_chosen(open_page: Any) -> None:
    hint = "A yearly rise under “Compare more”"
    assert hint in words(open_page("salaries", region="US"))
    aged = words(open_page("salaries", region="US", age="3"))
    assert "more than a year old" not in aged or hint not in aged


def test_every_line_of_the_table_has_its_place_as_its_head_and_the_table_a_name(open_page: Any) -> None:
    table = open_page("salaries", region="US,GB").table[0]
    assert table.value.index.name == "Place"
    assert list(table.value.columns)[:2] == ["Kind of job", "Median USD (95 %)"]
    assert "senior machine-learning engineer" in str(table.proto)


def test_too_few_answers_show_nothing(open_page: Any) -> None:
    app = open_page("salaries", role="data_scientist", level="senior", region="IT")
    assert [(line["Confidence"], line["n"]) for line in lines(app)] == [("not shown", "1")]
    assert "No source has a figure to show for this choice" in words(app)


def test_no_place_is_a_useful_empty_page(open_page: Any) -> None:
    app = open_page("salaries", region="")
    assert "Choose at least one place" in app.info[0].value


def test_a_place_named_twice_in_the_address_is_one(open_page: Any) -> None:
    app = open_page("salaries", region="US,US")
    assert next(one for one in app.multiselect if one.label == "Places").value == ["US"]
    assert app.query_params["region"] in ("US", ["US"])


@pytest.mark.parametrize(
    ("region", "kept"),
    [
        ("Berlin", "DE-BE"),
        ("berlin, US", "DE-BE,US"),
        (["US", "GB"], "US,GB"),
        (["US,CA", "GB"], "US,CA,GB"),
        (["United States", "New York metro"], "US,CBSA-35620"),
        ("New York metro, NY", "CBSA-35620"),
    ],
)
def test_places_in_the_address_by_name_and_one_by_one(open_page: Any, region: Any, kept: str) -> None:
    app = open_page("salaries", region=region)
    assert app.query_params["region"] in (kept, [kept])
    assert not app.warning


def test_an_unknown_place_in_the_address_is_named_and_the_rest_shown(open_page: Any) -> None:
    app = open_page("salaries", region="US,Atlantis")
    assert "not offered here" in app.warning[0].value
    assert lines(app)[0]["Place"] == "United States"


@pytest.mark.parametrize(
    ("lens", "said"),
    [
        ("nominal", "Yearly pay, senior machine-learning engineer, USD"),
        ("ppp", "Yearly pay, senior machine-learning engineer, international dollars"),
        ("rpp", "regional price parities exist only inside the United States"),
        ("rpp", "Yearly pay, senior machine-learning engineer, USD at average US prices"),
    ],
)
def test_each_lens_is_labelled(open_page: Any, lens: str, said: str) -> None:
    app = open_page("salaries", lens=lens, region="US,CA,GB")
    assert said in words(app)


def test_an_aged_figure_never_passes_for_an_observed_one(open_page: Any) -> None:
    app = open_page("salaries", region="US", role="data_scientist", age="20", lens="rpp")
    assert "USD at average US prices, aged by assumption" in words(app)
    assert "good" not in {line["Confidence"] for line in lines(app)}
    assert "good when observed, then aged" in {line["Confidence"] for line in lines(app)}


def test_another_currency_names_its_rate(open_page: Any) -> None:
    app = open_page("salaries", region="GB", role="data_scientist", level="mid", currency="GBP")
    assert lines(app)[0]["Median GBP (95 %)"].startswith("50,000 (43,000–63,000)")
    assert "1 USD = 0.782333 GBP (average of 2024, ECB)" in words(app)
    assert any("where none is known, at the nearest known rate" in said.value for said in app.caption)


def test_choices_are_kept_in_the_address(open_page: Any) -> None:
    app = open_page("salaries", region="US,DE-BE", role="data_engineer", level="mid", lens="ppp")
    kept = {key: value[0] if isinstance(value, list) else value for key, value in app.query_params.items()}
    assert (kept["region"], kept["role"], kept["level"], kept["lens"]) == (
        "US,DE-BE",
        "data_engineer",
        "mid",
        "ppp",
    )


def test_the_chart_draws_what_the_table_says(open_page: Any) -> None:
    app = open_page("salaries", region="US,GB")
    spec = json.loads(app.get("vega_lite_chart")[0].proto.spec)
    assert len(spec["layer"]) == 5
    assert spec["layer"][2]["encoding"]["shape"]["scale"]["range"] == [
        "circle",
        "circle",
        "diamond",
        "diamond",
    ]
    assert "Diamond: a single figure without a spread" in words(app)


def figure(**changes: Any) -> Figure:
    """A good figure with a spread and an unpublished n, unless changed."""
    kept = {"role": "data_scientist", "level": Level.MID, "asked": "US", "region": "US", "source": "bls_oews"}
    kept |= {"amounts": SPREAD, "quality": Quality.OK, "currency": "USD", "period": Period.YEAR}
    return Figure(**{**kept, "series_name": "Data Scientists", **changes})


TABLES = load_tables(ROOT / "salary_data")
SPREAD = {"p10": 60_000.0, "p25": 80_000.0, "p50": 110_000.0, "p75": 150_000.0, "p90": 190_000.0}
ONE = {"p50": 117_458.0}


@pytest.mark.parametrize(
    ("changes", "dot", "said"),
    [
        ({"n": 40}, "median", "good"),
        ({}, "median", "n not published"),
        ({"n": 12, "quality": Quality.LOW}, f"median, {UNSURE}", "low"),
        ({"amounts": ONE, "quality": Quality.LOW}, f"single figure, {UNSURE}", "low"),
        ({"amounts": ONE, "n": 40}, "single figure", "good"),
        (
            {"amounts": {"mean": 9e4}, "quality": Quality.LOW},
            f"single figure, {UNSURE}",
            "low",
        ),
    ],
)
def test_what_a_figure_draws_and_claims(changes: dict[str, Any], dot: str, said: str) -> None:
    row = chart_row(figure(**changes), Labels(TABLES))
    assert row["dot"] == dot
    assert confidence(figure(**changes)) == said
    assert max(len(line) for line in row["label"].split("\n")) <= 50, "a line must fit a phone"


@pytest.mark.parametrize(
    ("amounts", "line", "bar", "said"),
    [
        (SPREAD, (6e4, 19e4), (8e4, 15e4), None),
        ({**SPREAD, "p90": None}, (6e4, 11e4), (8e4, 15e4), "90 % end not known"),
        ({**SPREAD, "p10": None, "p75": None}, (11e4, 19e4), (8e4, 11e4), "10 % end not known"),
        ({"p50": 11e4}, (None, None), (None, None), None),
        ({"p10": 6e4}, (6e4, None), (None, None), "90 % end not known"),
    ],
)
def test_an_end_that_is_known_is_drawn_though_the_other_is_not(
    amounts: dict[str, float | None], line: tuple[float, float], bar: tuple[float, float], said: str | None
) -> None:
    row = chart_row(figure(amounts=amounts), Labels(TABLES))
    assert (row["line_from"], row["line_to"]) == line
    assert (row["bar_from"], row["bar_to"]) == bar
    assert ("end not known" in row["spoken"]) == bool(said)
    assert (said or "") in row["spoken"]


def test_places_stand_beside_each_other_by_one_account_of_one_job() -> None:
    labels = Labels(TABLES)
    query = Query("data_scientist", Level.SENIOR, ("US", "CA", "US-CA"), date(2026, 11, 23), currency="USD")
    figures = Benchmarks(TABLES).benchmark(query)
    kinds = [labels.what(one) for one in by_kind(figures, labels)]
    assert [kind for kind, _ in groupby(kinds)] == list(dict.fromkeys(kinds))
    rows = chart_rows(figures, labels)
    assert [row["head"] for row in rows if row["head"]] == list(dict.fromkeys(kinds))
    assert rows[0]["head"] == "Data Scientist (posted ranges)"
    assert max(len(line) for row in rows for line in row["head"].split("\n")) <= 50, "a line must fit a phone"


def test_on_every_mark_stand_the_same_words_with_the_source() -> None:
    labels = Labels(TABLES)
    spec = chart([chart_row(figure(), labels), chart_row(figure(n=40), labels)], "USD").to_dict()
    places = [figure(), figure(region="CBSA-41940", asked="CBSA-41940")]
    map_spec = map_chart([(one, TABLES.regions[one.region]) for one in places], labels).to_dict()
    for layer in [*spec["layer"], *map_spec["layer"]]:
        if layer["mark"]["type"] == "geoshape":
            assert layer["mark"]["tooltip"] is None
        else:
            assert "Source" in [told["title"] for told in layer["encoding"]["tooltip"]]


def test_a_figure_alone_in_its_currency_is_said_to_be(open_page: Any) -> None:
    said = words(open_page("salaries", region="CO,RO,US-CA-CUPERTINO", level="mid", lens="nominal"))
    left_out = said.partition("Not drawn:")[2].partition("Every figure")[0]
    for place, currency in (("Colombia", "COP"), ("Romania", "RON")):
        assert re.search(f"{place}[^\n]*one figure alone in {currency}", left_out), left_out
    alone = words(open_page("salaries", region="RO", level="mid", lens="nominal"))
    assert "Romania" in alone.partition("Not drawn:")[2]


def test_what_was_done_to_amounts_stands_above_every_one_of_them(open_page: Any) -> None:
    app = open_page("salaries", region="US,US-CA", role="data_scientist", lens="rpp", age="3")
    heads = [head for head in lines(app)[0] if "USD" in head]
    assert len(heads) == 3
    assert all("at average US prices, aged by assumption" in head for head in heads)


def test_words_do_not_overlap_and_can_be_read_on_either_ground() -> None:
    labels = Labels(TABLES)
    long = figure(series_name="Computer and Information Research Scientists and others")
    rows = chart_rows([long, figure(), figure(amounts={"p10": 5e4})], labels)
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    for name in ("light", "dark"):
        spec = chart(rows, "USD", name).to_dict()
        drawn = next(iter(spec["datasets"].values()))
        for row, after in pairwise([*drawn, {"above": spec["height"]}]):
            assert row["head_at"] + 15 * bool(row["head"]) * len(row["head"].split("\n")) <= row["above"]
            bottom = row["above"] + 15 * len(row["label"].split("\n"))
            assert bottom < row["at"] < after["above"]
            assert row["at"] + 5 < after.get("head_at", after["above"])
        assert spec["layer"][3]["mark"]["color"] == theme[name]["textColor"]


def test_a_band_or_what_is_missing_for_one(open_page: Any) -> None:
    app = open_page("salaries", region="US,GB")
    said = words(app)
    assert "170,000 to 235,000 USD for a year, midpoint 202,500, market median 200,000" in said
    assert "**United Kingdom:** no band is suggested" in said
    assert "16 observations at senior level; 30 are needed" in said


def test_the_chosen_band_and_places_go_on_to_the_posting(open_page: Any) -> None:
    """Three places and a width: each has its band there, made in the same way."""
    asked = {"role": "data_scientist", "level": "senior", "region": "CA-ON,US-CA,GB", "band": "width-30"}
    app = open_page("salaries", **asked)
    link = next(one for one in app.get("page_link") if "posting" in one.proto.label)
    assert parse_qs(link.proto.query_string) == {
        "role": ["data_scientist"], "level": ["senior"], "band": ["width-30"], "place": ["CA-ON,US-CA,GB"],
    }  # fmt: skip
    said = words(open_page("posting", **dict(parse_qsl(link.proto.query_string))))
    assert "**183,000 to 238,000 CAD a year**" in said
    assert "**150,000 to 195,000 USD a year**" in said
    assert "**53,500 to 69,500 GBP a year**" in said
    assert "30% around the median of Data Scientist" in said


def test_a_map_tells_low_figures_from_good_ones_and_bands_say_whose_they_are(open_page: Any) -> None:
    benchmarks = Benchmarks(load_tables(ROOT / "salary_data"))
    seen = Seen(Lens.NOMINAL, "USD", [], [], (), None, (), date(2026, 11, 23))
    figures = ask_each(benchmarks, seen, ["data_scientist"], ["mid"], ["GB", "US"])  # n 35, and 827
    spec = map_chart(mapped(figures, labels := Labels(benchmarks.tables)), labels).to_dict()
    drawn = {one["label"]: one for rows in spec["datasets"].values() for one in rows if "sure" in one}
    assert {name.rpartition(" ")[0]: one["sure"] for name, one in drawn.items()} == {
        "United Kingdom": "low", "United States": "good",
    }  # fmt: skip
    assert [one["what"].endswith(", low confidence") for one in drawn.values()] == [True, False]
    app = open_page("salaries", region="US", role="data_scientist", level="mid", levels="senior")
    heads = [one.value.replace("\\", "") for one in app.subheader]
    assert "Mid-level data scientist" in heads
    assert "Senior data scientist" in heads
    bands = re.findall(r"\*\*United States:\*\* ([\d,]+ to [\d,]+) USD for a year", words(app))
    assert len(set(bands)) == 2


def test_the_workbook_holds_the_bands_with_their_sources() -> None:
    benchmarks = Benchmarks(load_tables(ROOT / "salary_data"))
    asked = (["data_scientist"], ["senior", "mid"], ["GB"])
    seen = Seen(Lens.NOMINAL, None, [], [], (), None, (), date(2026, 11, 23))
    rows = rows_of_bands(benchmarks, seen, asked, "quartiles")()
    assert [(row["level"], row["minimum"], bool(row["missing"])) for row in rows] == [
        ("senior", 53_000, False), ("mid", None, True),
    ]  # fmt: skip
    figures = ask_each(benchmarks, seen, *asked)
    book = _workbook(figures, benchmarks.tables, About("x", seen.as_of, "", None, "", ""), rows)
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        everything = "".join(parts.read(name).decode() for name in parts.namelist())
    assert 'name="Bands"' in everything
    assert rows[0]["source"] in everything


def test_places_that_nobody_chose_make_no_posting_of_three_countries(open_page: Any) -> None:
    app = open_page("salaries", role="data_scientist")
    link = next(one for one in app.get("page_link") if "posting" in one.proto.label)
    assert "place" not in parse_qs(link.proto.query_string)


def test_a_band_is_moved_as_the_figures_are(open_page: Any) -> None:
    said = words(open_page("salaries", region="US", age="10", **{"as-of": "2025-10-31"}))
    assert "180,000 to 255,000 USD for a year" in said  # 170,426 and 233,000 times 1.077, outwards to 5,000
    assert "2025-01-19, aged to 2025-10-31 at a stated rate, by assumption" in said


def test_further_roles_and_levels_stand_side_by_side(open_page: Any) -> None:
    app = open_page("salaries", region="US", roles="data_scientist", levels="junior")
    places = {line["Place"] for line in lines(app)}
    assert "United States, Junior, Data scientist" in places
    assert "United States, Senior, Machine-learning engineer" in places
    said = "Yearly pay, senior and junior machine-learning engineer and data scientist, USD"
    assert said in words(app), "a title says all that a chart shows"


def test_a_blend_has_a_line_a_level(open_page: Any) -> None:
    own = {"blend": "bls_oews:0.6,ai_jobs_posted:0.4", "age": "3.5", "as-of": "2026-11-28"}
    app = open_page("salaries", role="data_scientist", level="mid", levels="senior", region="US,GB", **own)
    found = [line for line in lines(app) if line["Kind of job"].startswith("Blend")]
    assert [line["Place"] for line in found if line["Place"].startswith("United States")] == [
        "United States, Mid-level", "United States, Senior",
    ]  # fmt: skip
    assert "in part all levels" in found[0]["Kind of job"]


def test_figures_that_cover_all_levels_say_so(open_page: Any) -> None:
    app = open_page("salaries", region="DE", role="data_engineer", level="mid")
    kinds = [(line["Kind of job"], line["n"]) for line in lines(app)]
    assert kinds == [
        ("Data Engineer (posted ranges)", "4"),
        ("Data Engineer (posted ranges, all levels)", "10"),
    ]


def test_moving_compares_one_source_with_itself(open_page: Any) -> None:
    app = open_page("salaries", role="data_scientist", level="senior", region="US", to="CA")
    said = words(app)
    assert "From **United States, Senior** to" in said
    assert "**-11 %** (-27 to 0 %, at least 90 % sure)" in said
    assert "Data Scientist (posted ranges), n 1,280 and 66" in said
    years = words(open_page("salaries", role="data_scientist", level="senior", region="US-CA", to="US"))
    assert "of 2023-05-31 and 2024-05-31, so time is in it, too" in years
    none = words(open_page("salaries", role="data_scientist", level="senior", region="US", to="PL"))
    assert "No source has a figure to show for both" in none
    one = words(
        open_page(
            "salaries", role="data_scientist", level="senior", region="US", to="PL",
            lens="currency", currency="EUR",
        )
    )  # fmt: skip
    assert "No source has a figure to show for both" in one
    assert "look at it in one currency" not in one, "it is"


def test_an_amount_of_ones_own_is_set_beside_pay_as_it_is_paid(open_page: Any) -> None:
    own = {"role": "data_scientist", "level": "mid", "region": "US", "amount": "120000", "amount-in": "USD"}
    plain = words(open_page("salaries", **own))
    assert "United States, Data Scientists (BLS, all levels): 120,000 USD lies between p50 and p75" in plain
    assert "a figure of May 2024" in plain
    assert "pay has moved since" in plain
    bought = words(open_page("salaries", **{**own, "lens": "rpp", "region": "CBSA-35620"}))
    paid = words(open_page("salaries", **{**own, "region": "CBSA-35620"}))
    (deflated, nominal) = (
        next(line for line in said.splitlines() if "120,000 USD lies" in line) for said in (bought, paid)
    )
    assert deflated == nominal, "an amount as paid is not set beside one at average prices"
    assert "changes the figures above and not your amount" in bought
    moved = words(open_page("salaries", **own, age="10"))
    assert "moved from 2024-05-31" in moved
    assert "give your pay of that day" in moved
    other = words(open_page("salaries", **{**own, "amount-in": "PLN"}))
    assert "120,000 PLN lies below p10" in other
    assert "converted at 1 USD =" in other


def test_an_amount_stays_out_of_the_address_unless_one_says_so(open_page: Any) -> None:
    app = open_page("salaries", region="US")
    app.number_input(key="pay-amount").set_value(95_000).run()
    assert "95,000 USD lies" in words(app)
    assert "amount" not in app.query_params
    app.checkbox(key="pay-amount-linked").check().run()
    assert app.query_params["amount"] in ("95000", ["95000"])
    app.checkbox(key="pay-amount-linked").uncheck().run()
    assert "amount" not in app.query_params
    followed = open_page("salaries", region="US", amount="120000", **{"amount-in": "USD"})
    assert followed.query_params["amount"] in ("120000", ["120000"]), "a link stays what it was"
    followed.number_input(key="pay-amount").set_value(95_000).run()
    assert "amount" not in followed.query_params, "and takes nobody's own amount in"


def test_old_figures_say_so(open_page: Any) -> None:
    app = open_page("salaries", role="data_scientist", level="mid", region="US", **{"as-of": "2026-11-28"})
    assert {line["As of"] for line in lines(app)} == {"Jan 2025, 22 months old", "May 2024, 29 months old"}
    assert "Every figure here is more than a year old" in words(app)
    assert "figures of May 2025 by April 2026" in words(app)
    new = open_page("salaries", role="data_scientist", level="mid", region="US", **{"as-of": "2025-04-30"})
    assert "more than a year old" not in words(new)


def test_a_link_with_a_day_shows_what_was_known_then(open_page: Any) -> None:
    app = open_page("salaries", role="data_scientist", level="mid", region="US-AL", **{"as-of": "2024-06-30"})
    assert {line["As of"] for line in lines(app)} == {"May 2023, 12 months old"}
    assert "As it was known on 2024-06-30" in words(app)
    assert "Opened later" not in words(app)
    assert "Opened later it shows what is known then" in words(open_page("salaries", region="US"))


def test_what_only_has_no_place_in_a_lens_is_not_called_held_back(open_page: Any) -> None:
    app = open_page("salaries", role="data_scientist", level="mid", region="GB,US", lens="rpp")
    by_place = {line["Place"]: line["Confidence"] for line in lines(app)}
    assert by_place["United Kingdom"] == "not converted"
    assert by_place["United States"] != "not converted"


def test_assumptions_are_off_and_a_link_carries_them(open_page: Any) -> None:
    plain = open_page("salaries", role="data_scientist", region="US", level="mid")
    assert "Blend" not in str(lines(plain))
    assert "age" not in plain.query_params
    app = open_page(
        "salaries",
        role="data_scientist",
        region="US",
        level="mid",
        age="4",
        blend="bls_oews:60,ai_jobs_posted:40",
    )
    assert lines(app)[-1]["Kind of job"] == "Blend of sources, weights yours, in part all levels"
    assert lines(app)[-1]["n"] == "none"
    assert "60% BLS (Data Scientists, n not published); 40% posted ranges (" in words(app)
    assert "at 4.0% a year" in words(app)
    assert app.query_params["blend"] == "bls_oews:60,ai_jobs_posted:40"
    fallen = open_page("salaries", role="data_scientist", region="US", level="mid", age="-2.5")
    assert "at -2.5% a year" in words(fallen)
    assert fallen.query_params["age"] == "-2.5"
    hostile = open_page("salaries", region="US", age="nan", blend="x:1,bls_oews:-5,ai_jobs_posted:inf")
    assert "Blend" not in str(lines(hostile))


class TestMapAndPicture:
    @pytest.fixture(scope="class")
    def labels(self) -> Labels:
        return Labels(load_tables(ROOT / "salary_data"))

    @pytest.fixture(scope="class")
    def figures(self, labels: Labels) -> list[Figure]:
        query = Query(
            "data_scientist", Level.SENIOR, ("US", "CA", "GB", "PL"), date(2026, 11, 23), currency="USD"
        )
        return Benchmarks(labels.tables).benchmark(query)

    def test_a_map_shows_one_source_and_a_dot_a_place(self, labels: Labels, figures: list[Figure]) -> None:
        chosen = mapped(figures, labels)
        assert [region.id for _, region in chosen] == ["US", "CA", "GB"]
        assert {figure.source for figure, _ in chosen} == {"ai_jobs_posted"}
        spec = json.dumps(map_chart(chosen, labels).to_dict())
        assert '"Canada 154,000"' in spec
        assert "http" not in spec.replace("https://vega.github.io/schema", "")

    def test_everything_is_in_sight(self, labels: Labels) -> None:
        points = [{"latitude": 40.7, "longitude": -74.0}, {"latitude": 37.3, "longitude": -121.9}]
        centre, across, down = view(points)
        assert centre == pytest.approx((-97.95, 39.0))
        assert across > 121.9 - 74.0
        assert down > 40.7 - 37.3
        _, across, down = view(points[:1])
        assert across == 12
        assert 0 < down < 12

    @pytest.mark.parametrize(
        "places",
        [
            [(37.3, -121.9), (37.2, -119.3)],
            [(40.7, -74.0)] * 8,
            [(34.0 + at / 10, -118.0 + 10 * at) for at in range(8)],
            [(71.0, -156.0), (70.9, -155.0), (-53.0, -70.0), (-53.1, -70.9), (40.0, -75.0)],
        ],
    )
    @pytest.mark.parametrize("width", [300, 350, 479, 480, 704, 900])
    def test_words_on_a_map_lie_on_lines_of_their_own(
        self, places: list[tuple[float, float]], width: int
    ) -> None:
        widths, text = (NARROW, "number") if width < WIDE[0] else (WIDE, "label")
        points = [{"latitude": north, "longitude": east} for north, east in places]
        centre, across, down = view(points)
        scale = min(width / across, 380 / down)
        found = apart(points, centre, across, down, widths, text)
        assert len(found) == len(points)
        rows = [190 - (one["words_at"] - centre[1]) * scale for one in found]
        assert all(below - above >= 15.9 for above, below in pairwise(rows))
        assert rows[0] >= 0
        assert rows[-1] <= 380

    @pytest.mark.parametrize("width", [300, 350, 480, 704])
    def test_no_words_lie_on_the_dot_of_another_place(self, labels: Labels, width: int) -> None:
        widths, text = (NARROW, "number") if width < WIDE[0] else (WIDE, "label")
        names = ("CBSA-41940", "US-CA", "CBSA-41860", "US", "CBSA-35620")
        regions = [labels.tables.regions[one] for one in names]
        points = [
            {
                "latitude": one.latitude,
                "longitude": one.longitude,
                "label": f"{one.name[:16]} 173,160",
                "number": "1",
            }
            for one in regions
        ]
        centre, across, down = view(points)
        scale = min(width / across, 380 / down)
        for one in apart(points, centre, across, down, widths, text):
            side = -1 if one["longitude"] > centre[0] else 1
            for other in points:
                right = side * (other["longitude"] - one["longitude"]) * scale
                beside = 0 < right < 8 + 6 * len(str(one[text]))
                assert not beside or abs(other["latitude"] - one["words_at"]) * scale > 11, one["label"]

    def test_words_stay_at_their_place_where_nobody_is_near(self) -> None:
        points = [{"latitude": 60.0, "longitude": 10.0}, {"latitude": 30.0, "longitude": 20.0}]
        widths, text = WIDE, "label"
        centre, across, down = view(points)
        assert [one["words_at"] for one in apart(points, centre, across, down, widths, text)] == [60.0, 30.0]

    def test_the_picture_carries_every_source(self, labels: Labels, figures: list[Figure]) -> None:
        svg = pay_svg(figures, labels, title="Pay <senior> & more", unit="USD")
        root = ET.fromstring(svg)
        texts = [node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text")]
        assert texts[0] == "Pay <senior> & more"
        assert sum("CC0-1.0" in text for text in texts) == 4
        assert len(list(root.iter("{http://www.w3.org/2000/svg}circle"))) == 5
        spoken = root.findtext("{http://www.w3.org/2000/svg}desc") or ""
        assert "Data Scientist (posted ranges), United States: 172,300, n 1,280, Jan 2025" in spoken
        assert pay_svg([], labels, title="x", unit="USD") == ""

    def test_the_picture_says_its_rates_and_what_it_leaves_out(self, labels: Labels) -> None:
        places = ("GB", "PL", "CBSA-17140")
        query = Query("data_scientist", Level.SENIOR, places, date(2026, 11, 28), currency="EUR")
        found = Benchmarks(labels.tables).benchmark(query)
        svg = pay_svg(found, labels, title="Pay", unit="EUR")
        said = " ".join(node.text or "" for node in ET.fromstring(svg).iter())
        assert "converted at 1 USD = 0.924128 EUR (average of 2024, ECB)" in said
        assert "Not drawn: Poland, Data Scientist (posted ranges): only 2 observations" in said
        assert "the source's area code and area name disagree" in said

    def test_what_is_not_on_the_map_is_named_with_the_reason(self, labels: Labels) -> None:
        regions = labels.tables.regions
        lost = {**regions.by_id, "GB": regions["GB"].model_copy(update={"latitude": None})}
        without = Labels(replace(labels.tables, regions=Regions(lost.values())))
        query = Query("data_scientist", Level.SENIOR, ("US", "CA", "GB", "PL"), date(2026, 11, 23), "USD")
        found = Benchmarks(without.tables).benchmark(query)
        chosen = mapped(found, without)
        assert [region.id for _, region in chosen] == ["US", "CA"]
        assert missing(found, chosen, without) == {
            "no point of theirs is known": ["United Kingdom"],
            "this source has no median of its own": ["Poland"],
        }

    @pytest.mark.parametrize(
        ("place", "latitude", "longitude"),
        [
            ("DE-BY", 48.1, 11.6), ("AU-WA", -32.0, 115.9), ("CA-NU", 63.7, -68.5), ("CA-ON", 43.7, -79.4),
            ("CBSA-35660", 41.8, -86.3), ("CBSA-46520", 21.3, -157.9), ("US-OH-CLE", 41.5, -81.7),
        ],
    )  # fmt: skip
    def test_a_state_stands_at_its_largest_city_and_a_metro_area_in_its_own_state(
        self, labels: Labels, place: str, latitude: float, longitude: float
    ) -> None:
        region = labels.tables.regions[place]
        assert region.latitude == pytest.approx(latitude, abs=0.1)
        assert region.longitude == pytest.approx(longitude, abs=0.1)
        every = labels.tables.regions.by_id.values()
        assert [r.id for r in every if r.kind in ("state", "metro") and r.latitude is None] == []

    def test_every_place_with_pay_has_coordinates(self, labels: Labels) -> None:
        regions = labels.tables.regions
        places = {row.region for row in labels.tables.pay}
        assert [place for place in places if regions[place].latitude is None] == []
        assert all(ring[0] == ring[-1] for shape in land() for ring in shape["geometry"]["coordinates"])


@pytest.mark.parametrize(
    ("places", "asked", "said"),
    [
        (("US", "GB"), ("US", "GB"), ""),
        (("US", "GB"), ("B", "GB"), "This source has no figure of B for it, so it starts from US. "),
        (("US", "GB"), ("US", "L"), "This source has no figure of L for it, so it ends at GB. "),
        (
            ("US", "GB"), ("B", "L"),
            "This source has no figure of B for it, so it starts from US. "
            "This source has no figure of L for it, so it ends at GB. ",
        ),
        (
            ("US", "US"), ("B", "L"),
            "This source has no figure of B nor of L for it: both ends are of US, so the level alone "
            "changes, and the move of place is not in it. ",
        ),
        (
            ("US", "US"), ("US", "L"),
            "This source has no figure of L for it: both ends are of US, so the level alone changes, and the "
            "move of place is not in it. ",
        ),
        (("US", "US"), ("B", "B"), "This source has no figure of B for it, so it starts from US. "
         "This source has no figure of B for it, so it ends at US. "),
    ],
)  # fmt: skip
def test_a_move_says_of_which_places_it_is(
    places: tuple[str, str], asked: tuple[str, str], said: str
) -> None:
    here, there = (
        Figure("data_scientist", level, place, place, "bls_oews")
        for level, place in zip((Level.SENIOR, Level.JUNIOR), places, strict=True)
    )
    assert wider(Move(here, there, 1.0, None), asked, str) == said


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({}, None),
        ({"age": "3.5"}, "Not taken along: the yearly rise."),
        ({"as-of": "2025-06-30"}, "Not taken along: the day 2025-06-30."),
    ],
)
def test_what_does_not_go_on_to_a_posting_is_said(
    open_page: Any, chosen: dict[str, str], said: str | None
) -> None:
    found = [one.value for one in open_page("salaries", region="US", **chosen).caption]
    told = [one for one in found if one.startswith("Not taken along")]
    assert [one[: len(said or "")] for one in told] == ([said] if said else [])
