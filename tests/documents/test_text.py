"""Markdown as plain text: every word is kept, no mark is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from touchstone.core.markdown import escape
from touchstone.documents.text import WIDTH, plain_text


def test_a_posting_in_small():
    text = plain_text(
        "# Title\n\nOne *two* **three** `four`\nfive.\n\n- point\n- another\n\n## Next\n\nEnd.\n"
    )
    assert text == (
        "Title\n=====\n\nOne two three four five.\n\n- point\n- another\n\n\nNext\n====\n\nEnd.\n"
    )


def test_long_lines_wrap_and_points_are_indented():
    text = plain_text("- " + "word " * 40)
    assert all(len(line) <= WIDTH for line in text.splitlines())
    assert text.splitlines()[1].startswith("  word")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab *_[]()<>#`~.!-1&;$", min_size=1, max_size=30))
def test_typed_text_keeps_its_characters(typed):
    assert "".join(plain_text("x " + escape(typed)).split()) == "x" + "".join(typed.split())
