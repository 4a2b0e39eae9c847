"""A checked contract on the page: the verdict, the defects, the figures, the document, the downloads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from touchstone.core.problems import Problem
from touchstone.documents.files import MIMES, contract_file
from touchstone.handover.agreement import Agreement
from touchstone.handover.contract import as_yaml
from touchstone.handover.defects import Defect, Severity
from touchstone.handover.paper import figure_text
from touchstone.handover.service import CHECKED, UNREAD, Checked, Texts, counted
from touchstone.salaries.exports import safe
from touchstone.ui.parts.downloads import Download, downloads
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.numbers import count
from touchstone.ui.parts.prose import prose


def unread(problems: Sequence[Problem], rest: Checked | None = None) -> None:
    """A contract of which nothing can be shown: what is wrong with its file, line by line; below it what else
    can be told of the `rest`."""
    st.error("This contract can't be read. Mend these lines and load it again.", icon=":material/block:")
    st.code("\n".join(str(problem) for problem in problems[:50]), language=None, wrap_lines=True)
    more = rest and replace(rest, defects=tuple(one for one in rest.defects if one.rule != UNREAD))
    if more and more.defects:
        st.markdown("**What else is to mend**, as far as it can be told without these lines:")
        defects(more)


def verdict(checked: Checked) -> None:
    """One line: may the model be evaluated for production, and what is left to do."""
    errors, warnings = counted(checked.defects)
    if errors:
        keeps = "keeps" if errors == 1 else "keep"
        said = f"{count(errors, 'defect')} {keeps} this model from being evaluated for production."
        st.error(said, icon=":material/block:")
    elif warnings:
        said = f"Ready to be evaluated for production. {count(warnings, 'point')} to talk about."
        st.warning(said, icon=":material/visibility:")
    else:
        st.success("Ready to be evaluated for production. No defects.", icon=":material/check:")
    st.caption(f"Checked: {CHECKED}.")


def defects(checked: Checked) -> None:
    """What must be mended stands open, the rest folded."""
    errors = [one for one in checked.defects if one.severity is Severity.ERROR]
    others = [one for one in checked.defects if one.severity is not Severity.ERROR]
    for defect in errors:
        st.markdown(_line(defect, ":red-badge[To mend]"))
    if others:
        with st.expander(f"{count(len(others), 'point')} to talk about", expanded=not errors):
            for defect in others:
                st.markdown(_line(defect, ":orange-badge[To talk about]"))


def _line(defect: Defect, badge: str) -> str:
    where = f" :small[:gray[line {defect.line}]]" if defect.line else ""
    return f"{badge} {escape_markdown(defect.message)}{where}"


def figures(checked: Checked) -> None:
    """Each figure beside the one that the files give."""
    if not checked.figures:
        return
    st.header("Figures", anchor=False)
    rows = [_row(figure) for figure in checked.figures]
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
    if checked.rows is None:
        st.caption("Not recomputed: hand in the predictions and the labels that the contract names.")
    else:
        st.caption(f"Recomputed from {count(checked.rows, 'row')}. Intervals are Wilson's, at 95 %.")


def _row(figure: Agreement) -> dict[str, str]:
    ends = figure.interval
    # The table can be downloaded, and a contract may come from a stranger.
    where = "All rows" if figure.column is None else safe(f"{figure.column} = {figure.equals}")
    found = figure.why or "not known" if figure.found is None else figure_text(figure.found)
    return {
        "Figure": safe(figure.title),
        "Rows where": where,
        "Stated": "" if figure.stated is None else f"{figure.stated:g}",
        "Recomputed": found,
        "95 % interval": f"{figure_text(ends[0])}–{figure_text(ends[1])}" if ends else "",
        "Rows": "" if figure.n is None else f"{figure.n:,}",
        "Agreed": figure.bound,
        "Same": {True: "yes", False: "no", None: ""}[figure.agrees],
    }


def document(markdown: str) -> None:
    """The contract as two people will sign it; its title stands below the page's own."""
    with st.container(key="document"):
        prose(re.sub(r"(?m)^(#{1,5} )", r"#\1", markdown))


def files(checked: Checked, texts: Texts) -> None:
    """Every format in one menu."""
    made = partial(contract_file, checked, texts.whole)
    offered = (
        Download("PDF, to sign", "pdf", partial(made, "pdf"), MIMES["pdf"]),
        Download("Word", "docx", partial(made, "docx"), MIMES["docx"]),
        Download("Web page", "html", partial(made, "html"), "text/html"),
        Download("Markdown", "md", texts.whole, "text/markdown"),
        Download(
            "As a work sample, without the findings (PDF)",
            "sample.pdf",
            partial(contract_file, checked, texts.sample, "pdf"),
            MIMES["pdf"],
        ),
        Download("The contract file (YAML)", "yaml", as_yaml(checked.contract), "text/yaml"),
    )
    version = checked.contract.version
    name = ("hand-over", checked.contract.name, *([version] if version else []))
    downloads(offered, name=name, day=checked.as_of, label="Download the contract")
