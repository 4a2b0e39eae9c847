"""What the templates of the kit and the brief are given, so that each can be checked before it is used."""

from __future__ import annotations

from touchstone.core.template_names import Names


def _of(*names: str, **deeper: Names) -> dict[str, Names]:
    return {**dict.fromkeys(names), **deeper}


_PLAN: Names = [_of("from", "to", "what")]
_FIGURE = _of("title", "alternative", columns=[None], rows=[[None]])
_PARTS: Names = [_of("letter", "prompt", "unit", options=[_of("letter", "text")])]
_COMMON = _of(
    *(
        "level",
        "minutes",
        "on",
        "interviewer",
        "candidate_code",
        "contact",
        "answer_by",
        "data_kept",
        "people",
        "stage",
        "by_phone",
        "same",
    ),
    role=_of("title", "one_line", "scope"),
    form=_of("id", "index", "of", "seed"),
    hashes=_of("profile", "bank", "certificate"),
    plan=_PLAN,
)
_QUESTION = _of(
    *("number", "id", "title", "competency", "skill", "level", "kind", "minutes", "starts", "ends", "tools"),
    *("seed", "hash", "exact", "prompt", "solution"),
    figure=_FIGURE,
    parts=_PARTS,
    probes=[None],
    hints=[_of("number", "text", "most")],
    answers=[_of("part", "text")],
    mistakes=[_of("value", "shows")],
    follow_ups=[_of("ask", "listen_for")],
    anchors=[_of("score", "text")],
    red_flags=[None],
)
_CERTIFICATE = _of(
    *(
        "blueprint_met",
        "difficulty",
        "spread",
        "standard_error",
        "cut",
        "misclassified",
        "source",
        "assumes",
        "eased",
    ),
    met=[_of("request", "wanted", "found", "met", "said")],
)
KIT: Names = {
    **_COMMON,
    "questions": [_QUESTION],
    "coverage": [_of("label", numbers=[None])],
    "scored": [None],
    "unseen": [None],
    "qualities": [_of("label", "looks_like")],
    "red_lines": [None],
    "calibration": [
        {
            **_of("number", "question", "prompt", "answer", "score", "because"),
            "anchors": [_of("score", "text")],
        }
    ],
    "calibration_origin": None,
    "certificate": _CERTIFICATE,
}
_SAMPLE = _of(
    "number", "title", "competency", "minutes", "tools", "exact", "prompt", figure=_FIGURE, parts=_PARTS
)
BRIEF: Names = {
    **_COMMON,
    **_of("count", "question_minutes", "spoken", "computed", "options", "hints"),
    "skills": [None],
    "tools": [None],
    "samples": [_SAMPLE],
}
PAPERS: dict[str, Names] = {"kit.md.j2": KIT, "brief.md.j2": BRIEF}
