"""`touchstone posting` as a program calls it."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from touchstone.cli.posting import command

HARBOUR = Path(__file__).parent / "harbour.yaml"


def _run(*words: str, employer: Path = HARBOUR):
    return CliRunner().invoke(command, [*words, "--employer", str(employer), "--as-of", "2026-11-23"])


def test_a_complete_posting_ends_with_0():
    result = _run("MLE", "--level", "senior")
    assert result.exit_code == 0
    assert result.stdout.startswith("# Senior machine-learning engineer\n")
    assert "Nothing keeps this posting from being published." in result.stderr


def test_json_for_programs():
    found = json.loads(_run("data_engineer", "--level", "mid", "--json").stdout)
    assert found["title"] == "Data engineer"
    assert len(found["profile_hash"]) == 64
    assert found["jsonld"]["@type"] == "JobPosting"


def test_a_finding_that_blocks_ends_with_1(tmp_path):
    path = tmp_path / "e.yaml"
    path.write_text("name: A\ngoals: [grow]\nemployees: 30\n")
    result = _run("DS", "--level", "junior", "--location", "US-CO", "--json", employer=path)
    assert result.exit_code == 1
    errors = [f for f in json.loads(result.stdout)["findings"] if f["severity"] == "error"]
    assert {"mission", "pay-range", "deadline"} <= {f["rule"] for f in errors}


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00", "a Word document or an archive"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"{\\rtf1\\ansi We seek", "rich text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "something else"),
        (bytes(range(128, 256)) * 4, "something else"),
    ],
)
def test_what_is_no_text_is_not_checked_as_a_posting(tmp_path, raw, kind):
    path = tmp_path / "posting.docx"
    path.write_bytes(raw)
    result = CliRunner().invoke(command, ["--check", str(path)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"posting.docx is no text but {kind}. Save it as plain text or Markdown" in result.stderr


@pytest.mark.parametrize("raw", [b"", b" \n\r\n\t", b"\xef\xbb\xbf"])
def test_a_file_without_a_word_is_told(tmp_path, raw):
    path = tmp_path / "posting.md"
    path.write_bytes(raw)
    result = CliRunner().invoke(command, ["--check", str(path)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "posting.md is empty: there is no posting to check" in result.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_checked_in_whatever_encoding(tmp_path, encoding):
    path = tmp_path / "posting.txt"
    path.write_bytes(
        ("# Data engineer\n\nOur mission: café and naïve maps for everybody.\n").encode(encoding)
    )
    result = CliRunner().invoke(command, ["--check", str(path)])
    assert result.exit_code == 1
    assert "findings keeps this posting from being published: 1 missing part." in result.stderr


def test_the_last_line_counts_errors_of_the_law_apart(tmp_path):
    path = tmp_path / "posting.md"
    path.write_text("# Data engineer\n\nUp to $200,000. Tell us what you earn today. Our mission is maps.\n")
    result = CliRunner().invoke(command, ["--check", str(path), "--location", "US-NJ"])
    last = result.stderr.splitlines()[-1]
    assert "about the law, " in last
    assert last.endswith(", 1 missing part.")


def test_one_gap_is_told_once(tmp_path):
    path = tmp_path / "posting.md"
    path.write_text("# Data engineer\n\nCome.\n")
    result = CliRunner().invoke(command, ["--check", str(path), "--location", "US-NJ", "--json"])
    told = [one for one in json.loads(result.stdout)["findings"] if one["severity"] != "info"]
    for rule, law in (("pay-range", "law"), ("benefits", "law")):
        assert {one["kind"] for one in told if one["rule"] == rule} == {law}


def test_one_gap_of_a_composed_posting_is_told_once(draft):
    silent = ("uses_ai", "vacancy", "apply", "contact", "employment", "hours")
    made = draft(at=("CA-ON",), **dict.fromkeys(silent))
    about = {
        "vacancy": ("vacancy",),
        "ai": ("ai-use", "ai-statement"),
        "hours": ("employment", "JP07"),
        "apply": ("how-to-apply", "JP28"),
    }
    for rules in about.values():
        assert len([one for one in made.findings if one.rule in rules]) == 1, rules


def test_a_broken_employer_file_ends_with_1_and_its_line(tmp_path):
    path = tmp_path / "e.yaml"
    path.write_text("name: A\ngaols: [grow]\n")
    result = _run("DS", "--level", "junior", employer=path)
    assert result.exit_code == 1
    assert "e.yaml:2:1: unknown field 'gaols'; did you mean 'goals'?" in result.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("DSX", "--level", "junior"), "There is no role 'DSX'"),
        (("FSDS", "--level", "junior"), "advertise a junior data scientist"),
        (("FSDS", "--level", "junior"), "Levels of this role: mid, senior, staff."),
        (("DS", "--level", "chief"), "chief"),
        (("DS", "--level", "mid", "--location", "Gotham"), "No place is called 'Gotham'"),
        (("DS", "--level", "mid", "--location", "New York"), "may mean several places"),
        (("DS", "--level", "mid", "--style", "fancy"), "there is no style 'fancy'; known: standard"),
        (("DS", "--level", "mid", "-o", "/nowhere/x.md"), "/nowhere/x.md"),
    ],
)
def test_a_wrong_call_ends_with_2(words, says):
    result = _run(*words)
    assert result.exit_code == 2
    assert says in result.stderr


def test_formats_and_a_file(tmp_path):
    out = tmp_path / "job.html"
    assert _run("DS", "--level", "mid", "--format", "html", "-o", str(out)).exit_code == 0
    assert '<script type="application/ld+json">' in out.read_text()
    assert json.loads(_run("DS", "--level", "mid", "--format", "jsonld").stdout)["@type"] == "JobPosting"


@pytest.mark.parametrize("option", ["--check", "--employer", "--saved"])
def test_a_file_without_an_end_is_refused(option, tmp_path):
    endless = tmp_path / "x.yaml"
    endless.symlink_to("/dev/zero")
    result = CliRunner().invoke(command, ["MLE", "--level", "senior", option, str(endless)])
    assert result.exit_code in (1, 2)
    assert "expected a file, found a device" in result.stderr


@pytest.mark.parametrize("typed", ["1.2.2026", "2026-W48-1", "20261123", "2026-02-30"])
def test_a_day_is_asked_for_with_an_example(typed):
    result = CliRunner().invoke(command, ["DS", "--level", "mid", "--as-of", typed])
    assert result.exit_code == 2
    assert f"expected a date such as 2026-11-23, found '{typed}'" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--location Berlin", "published."),
        (
            "--location Berlin --location remote --remote-from AT",
            "published. 2 warnings about the law are for you to look at.",
        ),
        ("--location Berlin --location DE-BY", "published. 1 warning is for you to look at."),
        ("--location AT", "published. 3 warnings are for you to look at, 2 of them about the law."),
    ],
)
def test_the_example_leaves_little_to_look_at_and_says_how_much(words, said):
    example = Path(__file__).parents[2] / "examples/employer.yaml"
    result = _run("MLE", "--level", "senior", *words.split(), employer=example)
    assert result.stderr.splitlines()[-1] == f"Nothing keeps this posting from being {said}", result.stderr


def test_one_warning_about_the_law_is_said_to_be_one(tmp_path):
    path = tmp_path / "e.yaml"
    path.write_text((Path(__file__).parents[2] / "examples/employer.yaml").read_text() + "overpay: true\n")
    places = ["--location", "Berlin", "--location", "remote", "--remote-from", "AT"]
    result = _run("MLE", "--level", "senior", *places, employer=path)
    assert result.stderr.endswith("published. 1 warning about the law is for you to look at.\n")


def test_warnings_that_are_left_to_a_person_are_counted(tmp_path):
    posting = tmp_path / "job.md"
    posting.write_text(_run("MLE", "--level", "senior").stdout.replace("We don't use", "We may use"))
    result = CliRunner().invoke(
        command, ["--check", str(posting), "--as-of", "2026-11-23", "--location", "US-NYC"]
    )
    warnings = [line for line in result.stderr.splitlines() if line.startswith("warn: ")]
    assert result.exit_code == 0
    said = f"published. {len(warnings)} warnings about the law are for you to look at."
    assert said in result.stderr.splitlines()[-1]


def test_a_saved_posting_of_a_role_of_ones_own_asks_for_its_profile(tmp_path):
    path = tmp_path / "job.yaml"
    made = _run("DS", "--level", "junior", "--format", "yaml", "-o", str(path))
    assert made.exit_code in (0, 1)
    path.write_text(path.read_text().replace("role: data_scientist", "role: harbour_scientist"))
    result = CliRunner().invoke(command, ["--saved", str(path)])
    assert result.exit_code == 2
    assert "touchstone posting harbour_scientist.yaml --saved job.yaml" in result.stderr


def _without_pay(tmp_path, *places):
    path = tmp_path / "e.yaml"
    path.write_text("".join(line for line in HARBOUR.open() if not line.startswith(("pay:", "places:"))))
    at = [word for place in places for word in ("--location", place)]
    return path, lambda *more: _run("DS", "--level", "senior", *at, *more, employer=path)


def test_the_band_of_others_is_made_as_it_is_asked_for(tmp_path):
    _, run = _without_pay(tmp_path, "GB")
    (usual,) = json.loads(run("--json").stdout)["market"]
    (width,) = json.loads(run("--json", "--band", "width-30").stdout)["market"]
    assert usual["pay"]["source"].startswith("the middle half of")
    assert width["pay"]["source"].startswith("30% around the median of")
    assert width["pay"]["maximum"] / width["pay"]["minimum"] == pytest.approx(1.3, rel=0.05)
    assert run("--band", "width-31").exit_code == 2


def test_without_pay_the_band_of_others_is_named_with_source_n_day_and_interval(tmp_path):
    path, run = _without_pay(tmp_path, "US-CA", "US-NY")
    made = json.loads(run("--json").stdout)
    assert made["pay"] is None
    (market,) = made["market"]
    assert market["places"] == ["California, United States", "New York, United States"]
    assert market["where"] == "United States"
    low, high = market["median_interval"]
    assert market["pay"]["minimum"] < low < market["median"] < high < market["pay"]["maximum"]
    assert market["n"] >= 30
    assert market["as_of"] in market["pay"]["source"]
    (told,) = [line for line in run().stderr.splitlines() if "[market-pay; " in line]
    for said in (
        f"{market['n']:,}",
        market["as_of"],
        f"({low:,}–{high:,})",
        "Your own figure always counts.",
    ):
        assert said in told
    line = told.partition("in the employer file: ")[2].rpartition(" [market-pay")[0]
    path.write_text(path.read_text() + line + "\n")
    taken = json.loads(run("--json").stdout)
    assert taken["pay"] == market["pay"]
    assert "market" not in taken
    assert [one["message"] for one in taken["findings"] if one["rule"] == "pay-source"] == [
        f"The pay comes from a benchmark: {market['pay']['source']}."
    ]


@pytest.mark.parametrize(
    ("changed", "places"),
    [
        ({"source": "US Occupational Employment and Wage Statistics, n = 12,000"}, ["US-CA"]),
        ({"minimum": 1_000, "maximum": 999_000}, ["US-CA"]),  # another range under the band's source
        ({"source": "ai-jobs.net, n = 4,000"}, ["US-CA"]),
        ({"period": "month"}, ["US-CA"]),
        ({}, ["DE"]),  # the band of another place
        ({"made on": "0001-01-01"}, ["US-CA"]),
        ({"made on": "2027-13-45"}, ["US-CA"]),
        ({"made on": "2999-01-01"}, ["US-CA"]),
    ],
)  # fmt: skip
def test_what_a_file_says_to_be_a_benchmark_and_is_none_is_its_own_figure(tmp_path, changed, places):
    path, run = _without_pay(tmp_path, "US-CA")
    (market,) = json.loads(run("--json", "--as-of", "2026-11-23").stdout)["market"]
    pay = {**market["pay"], **changed}
    pay["source"] = pay["source"].replace("2026-11-23", pay.pop("made on", "2026-11-23"))
    path.write_text(path.read_text() + json.dumps({"pay": pay})[1:-1] + "\n")
    at = [word for place in places for word in ("--location", place)]
    made = json.loads(
        _run("DS", "--level", "senior", *at, "--json", "--as-of", "2026-11-23", employer=path).stdout
    )
    (told,) = [one for one in made["findings"] if one["rule"] == "pay-source"]
    assert told["message"].startswith("The pay is the employer's own figure; the employer says that it comes")
    assert pay["source"] in told["message"]
    assert made["pay"]["source"].startswith("the employer's own figure; ")


@pytest.mark.parametrize("day", ["2026-11-23", "2027-03-01"])
@pytest.mark.parametrize("band", ["quartiles", "wide", "width-30"])
def test_a_band_that_was_taken_over_stays_a_benchmark_on_a_later_day(tmp_path, day, band):
    path, run = _without_pay(tmp_path, "US-CA")
    (market,) = json.loads(run("--json", "--as-of", "2026-11-23", "--band", band).stdout)["market"]
    path.write_text(path.read_text() + json.dumps({"pay": market["pay"]})[1:-1] + "\n")
    saved = tmp_path / "job.yaml"
    assert run("--as-of", day, "--format", "yaml", "-o", str(saved)).exit_code in (0, 1)
    again = CliRunner().invoke(command, ["--saved", str(saved), "--json", "--as-of", "2027-06-01"])
    for made in (run("--json", "--as-of", day), again):
        assert json.loads(made.stdout)["pay"]["source"] == market["pay"]["source"]


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (["Berlin"], "for Berlin, Germany: too little is known. Missing: Data Scientist, Germany"),
        (["EU"], "the European Union: too little is known. Missing: one country, since pay differs"),
        (["remote"], "for this posting: too little is known. Missing: a place, since pay differs by place"),
    ],
)  # fmt: skip
def test_where_too_little_is_known_no_band_is_named_but_what_is_missing(tmp_path, places, said):
    _, run = _without_pay(tmp_path, *places)
    made = run("--json")
    (told,) = [one for one in json.loads(made.stdout)["findings"] if one["rule"] == "market-pay"]
    assert said in told["message"]
    assert told["message"].endswith("Your own figure always counts.")
    assert [one["pay"] for one in json.loads(made.stdout)["market"]] == [None]


def test_own_pay_is_marked_as_such_and_never_refused():
    made = json.loads(_run("DS", "--level", "senior", "--json").stdout)
    assert made["pay"]["source"] == "the employer's own figure"
    assert "market" not in made


@pytest.mark.parametrize(
    ("way", "ready"),
    [
        ({}, False),
        ({"reference": "R-1"}, False),
        ({"apply_url": "https://a.example/jobs"}, True),
        ({"contact": "Ana, jobs@a.example"}, True),
        ({"apply": "Write to jobs@a.example"}, True),
    ],
)
def test_a_posting_without_a_way_to_apply_is_not_called_ready(tmp_path, way, ready):
    said = {"name": "A", "goals": ["Grow."], "mission": "Maps for all.", "employees": 100, **way}
    path = tmp_path / "e.json"
    path.write_text(json.dumps(said))
    result = _run("DS", "--level", "mid", "--location", "GB", employer=path)
    assert result.exit_code == 0  # the fields of the employer file that must be there hold no way to apply
    last = result.stderr.splitlines()[-1]
    assert ("Nothing keeps this posting from being published." in last) is ready, last
    assert ("nothing says how to apply" in last) is not ready, last


@pytest.mark.parametrize(("where", "said"), [((), True), (("--location", "PL"), False)])
@pytest.mark.parametrize("way", ["", "## How to apply\n\nWrite to jobs@x.example.\n"])
def test_that_no_law_was_looked_at_is_the_last_line(tmp_path, where, said, way):
    path = tmp_path / "job.md"
    path.write_text(f"# Analyst\n\nYou must know SQL.\n\n{way}")
    result = CliRunner().invoke(command, ["--check", str(path), *where])
    *before, last = result.stderr.splitlines()
    assert last.startswith("No law was looked at") == said
    assert "No law was looked at" not in " ".join(before)
    shown = sum(line.startswith(("error: ", "warn: ", "info: ")) for line in before)
    told = [line for line in (*before, last) if " keep" in line and " of " in line]
    assert all(f"of {shown} finding" in line for line in told)


def test_the_same_said_of_several_places_is_one_line_with_all_of_them(tmp_path):
    path = tmp_path / "job.md"
    path.write_text("# Analyst\n\nA rockstar.\n\nA Rockstar. [Company]\n\nA rockstar.\n")
    result = CliRunner().invoke(command, ["--check", str(path), "--location", "GB"])
    *before, last = result.stderr.splitlines()
    (line,) = [one for one in before if " [hype;" in one]
    assert line.startswith("warn: 3 times, lines 3, 5 and 7: 'rockstar'.")
    (line,) = [one for one in before if "[Company]" in one]
    assert line.startswith("error: line 5: ")
    shown = sum(one.startswith(("error: ", "warn: ", "info: ")) for one in before)
    assert f" of {shown} findings " in last
    listed = json.loads(
        CliRunner().invoke(command, ["--check", str(path), "--location", "GB", "--json"]).stdout
    )
    spans = [one["span"] for one in listed["findings"] if one["rule"] == "hype"]
    assert len(spans) == 3  # a program gets each by itself


def test_a_line_names_the_first_sources_of_a_law_and_json_all_of_them(tmp_path):
    path = tmp_path / "posting.md"
    path.write_text("# Data engineer\n\nPay: $120,000 to $150,000 a year.\n")
    call = ["--check", str(path), "--location", "US-NYC", "--as-of", "2026-11-29"]
    (line,) = [one for one in CliRunner().invoke(command, call).stderr.splitlines() if "[ai-notice;" in one]
    assert re.search(r" and \d+ more \(checked 2026-[\d-]+\)\]$", line)
    found = json.loads(CliRunner().invoke(command, [*call, "--json"]).stdout)["findings"]
    (source,) = [one["source"] for one in found if one["rule"] == "ai-notice"]
    assert source.count("; ") > 3


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--check", "TEXT", "-o", "x.md"], "With --check nothing is composed: leave out --output."),
        (["--check", "TEXT", "--saved", "SAVED"], "leave out --saved."),
        (["--check", "TEXT", "--format", "pdf"], "leave out --format."),
        (["--check", "TEXT", "--style", "short", "--json"], "leave out --style."),
        (["--saved", "SAVED", "--level", "senior"], "made for the level 'mid', not for 'senior'"),
        (["--saved", "SAVED", "--location", "PL"], "leave out --location."),
    ],
)
def test_what_would_be_left_out_without_a_word_is_refused(words, says, tmp_path):
    made = {"TEXT": tmp_path / "a.md", "SAVED": tmp_path / "job.yaml"}
    made["TEXT"].write_text("# Data scientist\n")
    kept = ["DS", "--level", "mid", "--employer", str(HARBOUR), "--format", "yaml", "-o", str(made["SAVED"])]
    assert CliRunner().invoke(command, kept).exit_code == 0
    result = CliRunner().invoke(command, [str(made.get(word, word)) for word in words])
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
