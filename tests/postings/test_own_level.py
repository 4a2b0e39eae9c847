"""A post that is put at two levels."""

import pytest

from touchstone.postings.own_level import check_level


@pytest.mark.parametrize(
    "text",
    [
        "Data scientist (Level 7). This is a Level 4 job.",
        "# Data scientist (Level 7)\n\nWe are a bank. This is a Level 4 job.",
        "# Data scientist, Level 3\n\nThis role is at level 5.",
        "# Data scientist\n\nThis is a Level 4 role.\n\nThe position is level 6.",
        "# Data scientist (Level 4-5)\n\nThis is a Level 7 job.",
    ],
)
def test_two_levels_of_one_post_are_told_once(text):
    (found,) = check_level(text)
    assert found.rule == "level-contradiction"
    assert text[slice(*found.span)] in found.message


@pytest.mark.parametrize(
    "text",
    [
        "Data scientist (Level 4). This is a Level 4 job.",
        "# Data scientist (Level 4-5)\n\nThis is a Level 5 job.",
        "# Data scientist (Level 7)\n\nYou lead people at level 4.",
        "# Data scientist (Level 7)\n\nYou hold a level 4 diploma. This is a level 7 role.",
        "# Level 4 apprentice\n\nThis is a Level 1 job.",
        "# Data scientist\n\nThis is a Level 4 job.",
        "# Data scientist (Level 7)\n\nThis is more than a Level 4 job.",
        "",
    ],
)
def test_one_level_and_levels_of_others_are_left_alone(text):
    assert not list(check_level(text))
