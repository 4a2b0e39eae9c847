"""The self-test page, as a candidate, as one who comes back, and as one with somebody else's address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from streamlit.testing.v1 import AppTest

from touchstone.assessments.asked import Asked, AskedPart
from touchstone.assessments.record import Sheet
from touchstone.bootstrap import services
from touchstone.ui.parts.prose import displayed, harmless
from touchstone.ui.parts.self_test.place import all_loopback, owner_of

Open = Callable[..., AppTest]


HOSTILE = [
    "![x](http://elsewhere.example/x.png)",
    "[x](http://elsewhere.example)",
    "<script>alert(1)</script>",
    r"\rule{100000em}{100000em}",
    r"\href{http://elsewhere.example}{x}",
    r"\includegraphics{x}",
    r"\def\x{\x\x}\x",
    ":red[x] $$x$$ <script>elsewhere</script>",
]


@dataclass
class Candidate:
    """A person at the page, with shortcuts for what such a person sees and does."""

    app: AppTest

    @property
    def attempt_id(self) -> str:
        found = self.app.query_params["attempt"]
        return found[0] if isinstance(found, list) else found

    @property
    def sheet(self) -> Sheet:
        found = services().machine.store.load(self.attempt_id)
        assert found is not None
        return found

    def look_at(self, position: int) -> Asked:
        (questions,) = [one for one in self.app.segmented_control if one.label == "Questions"]
        if questions.value != position:
            questions.set_value(position)
            self.run()
        return self.sheet.questions[position - 1]

    def find(self, wanted: Callable[[AskedPart], bool]) -> Asked:
        """Opens the first question whose only part is as wanted."""
        for position, asked in enumerate(self.sheet.questions, start=1):
            if len(asked.parts) == 1 and wanted(asked.parts[0]):
                return self.look_at(position)
        raise AssertionError("the bank has no such question for this role and level")

    def run(self) -> None:
        self.app.run()
        assert not self.app.exception, [error.value for error in self.app.exception]

    def click(self, label: str) -> None:
        (button,) = [one for one in self.app.button if one.label == label]
        button.click()
        self.run()

    def click_first(self, label: str) -> None:
        next(one for one in self.app.button if one.label == label).click()
        self.run()

    def type(self, text: str) -> None:
        self.app.text_input[0].set_value(text)
        self.run()

    @property
    def buttons(self) -> list[str]:
        return [button.label for button in self.app.button]

    @property
    def words(self) -> str:
        """All Markdown on the page: what could act on a browser."""
        return "\n".join(element.value for element in self.app.markdown)

    @property
    def heading(self) -> str:
        return self.app.header[0].value.replace(
            "\\", ""
        )  # "p\\-value": signs of a title are shown, not acted on

    def reads(self, text: str) -> bool:
        """Whether a text of a bank stands on the page, in the shape in which a page shows it."""
        return bool(text) and displayed(harmless(text)) in self.words

    @property
    def acted_on(self) -> str:
        """All Markdown and LaTeX on the page."""
        return "\n".join([self.words, *(element.value for element in self.app.latex)])

    @property
    def inert(self) -> str:
        return "\n".join([*(e.value for e in self.app.text), *(e.value for e in self.app.code)])


@pytest.fixture
def candidate(open_page: Open) -> Candidate:
    """A candidate who has just started a test of everything."""
    app = open_page("self_test", role="everything", level="junior", minutes="60")
    found = Candidate(app)
    found.click("Start the self-test")
    return found


def shapes(text: str) -> set[str]:
    """The shapes in which a text would stand in the printed page, where a line's end is two signs."""
    return {repr(shape)[1:-1] for shape in (text, harmless(text), displayed(harmless(text)))}


def typed(part: AskedPart) -> bool:
    return part.kind == "maths" and part.row.get("kind") in (None, "number")


class TestStart:
    def test_it_says_what_is_covered_how_long_and_where_answers_stay(self, open_page: Open) -> None:
        found = Candidate(open_page("self_test", role="data_scientist", level="mid", minutes="40"))
        assert "questions, about" in found.words
        assert "minutes.** No clock runs" in found.words
        assert "Nothing leaves this computer." in found.words
        assert found.buttons.count("Start the self-test") == 1

    def test_every_role_opens(self, open_page: Open) -> None:
        for number, profile in enumerate(services().content.catalogue.profiles.values()):
            levels = profile.advertised
            open_page("self_test", role=profile.id, level=levels[number % len(levels)].value)


class TestAnswering:
    def test_what_is_typed_is_read_back_before_it_is_committed(self, candidate: Candidate) -> None:
        candidate.find(typed)
        candidate.type("1/2")
        assert [element.value.strip("$\n") for element in candidate.app.latex] == ["\\frac{1}{2}"]
        assert candidate.sheet.answers == ()
        candidate.type("1/")
        assert "Not readable yet" in candidate.inert

    def test_an_empty_answer_is_told_so_and_not_stored(self, candidate: Candidate) -> None:
        candidate.find(typed)
        candidate.click("Commit answer")
        assert candidate.app.warning[0].value.startswith("Type an answer first")
        assert candidate.sheet.answers == ()

    def test_a_right_answer(self, candidate: Candidate) -> None:
        asked = candidate.find(lambda part: typed(part) and "decimal_places" not in part.row)
        candidate.type(asked.parts[0].row["key"])
        candidate.click("Commit answer")
        assert ":material/check_circle: Right]" in candidate.words
        assert candidate.reads(asked.solution)
        assert {"Next question", "Try a sibling"} <= set(candidate.buttons)

    def test_a_wrong_answer_says_so_with_the_worked_solution(self, candidate: Candidate) -> None:
        asked = candidate.find(typed)
        candidate.type("-987654321")
        candidate.click("Commit answer")
        assert "Not right]" in candidate.words
        assert candidate.reads(asked.solution)

    def test_a_named_mistake_is_explained(self, candidate: Candidate) -> None:
        asked = candidate.find(lambda p: typed(p) and p.row.get("mistakes") and "decimal_places" not in p.row)
        mistake = asked.parts[0].row["mistakes"][0]
        candidate.type(mistake["value"])
        candidate.click("Commit answer")
        assert candidate.reads(mistake["says"])

    def test_an_unreadable_answer_can_be_corrected_at_once(self, candidate: Candidate) -> None:
        asked = candidate.find(typed)
        candidate.type("((")
        candidate.click("Commit answer")
        assert "Could not be read" in candidate.words
        assert candidate.app.text_input[0].value == "(("
        assert not candidate.reads(asked.solution)
        candidate.type("-987654321")
        candidate.click("Commit answer")
        assert "Not right]" in candidate.words

    def test_a_wrong_choice_is_told_the_right_one_and_why(self, candidate: Candidate) -> None:
        asked = candidate.find(lambda part: part.kind == "choice")
        wrong = asked.parts[0].row["mistakes"][0]
        candidate.app.radio[0].set_value(wrong["value"])
        candidate.run()
        candidate.click("Commit answer")
        assert "Not right]" in candidate.words
        assert candidate.reads(wrong["says"])
        right = next(o.text for o in asked.parts[0].options if o.id == asked.parts[0].row["key"])
        assert f"The right one: {right}" in candidate.words

    def test_a_spoken_answer_shows_the_anchors_and_takes_a_rating(self, open_page: Open) -> None:
        # A product manager's skills are judged by ear: several of them have no question that the tool marks.
        app = open_page("self_test", role="ml_product_manager", level="senior", minutes="60")
        candidate = Candidate(app)
        candidate.click("Start the self-test")
        asked = candidate.find(lambda part: part.kind == "spoken")
        assert not candidate.reads(asked.parts[0].anchors[4])
        candidate.click("I have answered")
        assert candidate.reads(asked.parts[0].anchors[4])
        (scale,) = [one for one in candidate.app.segmented_control if one.label == "Where was your answer?"]
        scale.set_value(3)
        candidate.run()
        assert [event.value for event in candidate.sheet.events] == [3]

    def test_a_hint_costs_what_its_button_says(self, candidate: Candidate) -> None:
        for position, asked in enumerate(candidate.sheet.questions, start=1):
            if asked.hints:
                candidate.look_at(position)
                break
        assert asked.hints[0] not in str(candidate.app.info)
        candidate.click("Hint (costs 10 %)")
        assert asked.hints[0] in candidate.app.info[0].value

    def test_what_a_candidate_types_is_never_acted_on(self, candidate: Candidate) -> None:
        candidate.find(typed)
        for text in HOSTILE:
            candidate.type(text)
            assert text not in candidate.acted_on
        candidate.click("Commit answer")
        assert not any(word in candidate.acted_on for word in ("elsewhere", "script", r"\rule", r"\def"))


class TestKeys:
    def test_nothing_on_the_page_gives_the_answer_away(self, candidate: Candidate) -> None:
        for position, asked in enumerate(candidate.sheet.questions, start=1):
            candidate.look_at(position)
            everything = str(candidate.app._tree)
            secrets = [asked.solution, *asked.hints]
            for part in asked.parts:
                secrets += [*part.anchors.values(), part.model_answer]
                secrets += [mistake["says"] for mistake in part.row.get("mistakes", [])]
            given = [
                secret
                for secret in secrets
                if secret and any(shape in everything for shape in shapes(secret))
            ]
            assert given == []


class TestComingBack:
    def test_a_reload_finds_the_question_and_what_stood_in_its_field(
        self, candidate: Candidate, open_page: Open
    ) -> None:
        asked = candidate.find(typed)
        candidate.type("41.")
        address = {"attempt": candidate.attempt_id, "q": str(candidate.sheet.questions.index(asked) + 1)}
        again = Candidate(open_page("self_test", **address))
        assert again.heading == asked.title
        assert again.app.text_input[0].value == "41."

    def test_the_bare_page_offers_to_continue(self, candidate: Candidate, open_page: Open) -> None:
        candidate.find(typed)
        candidate.type("-987654321")
        candidate.click("Commit answer")
        again = Candidate(open_page("self_test"))
        assert "You have a self-test under way" in again.words
        again.click_first("Continue")
        assert again.attempt_id == candidate.attempt_id
        assert again.sheet.answers == candidate.sheet.answers

    def test_an_address_of_nobodys_is_a_sentence(self, open_page: Open) -> None:
        found = Candidate(open_page("self_test", attempt="somebody-elses"))
        assert found.app.warning[0].value.startswith("There is no such self-test here.")
        found.click("Go to the start")
        assert "What it covers" in [element.value for element in found.app.header]

    def test_a_made_up_position_opens_the_next_open_question(
        self, candidate: Candidate, open_page: Open
    ) -> None:
        for q in ("0", "99", "-1", "x", "1e3", "²"):
            again = Candidate(open_page("self_test", attempt=candidate.attempt_id, q=q))
            assert again.heading == candidate.sheet.questions[0].title


class TestTheEnd:
    def test_the_summary_says_what_is_shown_and_what_to_learn(self, candidate: Candidate) -> None:
        candidate.find(typed)
        candidate.type("-987654321")
        candidate.click("Commit answer")
        candidate.click("Finish all the same")
        shown = [e.value for e in candidate.app.header]
        assert shown[1:] == ["What to learn next", "What your answers show"]
        assert candidate.words.count("**1. ") == 1
        assert "one answer, not right, which says little by itself" in candidate.words
        assert "Can't tell yet" in candidate.words

    def test_every_question_can_be_looked_at_with_its_solution(self, candidate: Candidate) -> None:
        first = candidate.sheet.questions[0]
        candidate.click("Finish all the same")
        candidate.click_first("Look")
        assert candidate.reads(first.solution or first.parts[0].model_answer)
        assert candidate.app.text_input.len == 0
        candidate.click("Back to the summary")
        assert "What to learn next" in [element.value for element in candidate.app.header]

    def test_skip_goes_on_and_sibling_adds_practice(self, candidate: Candidate) -> None:
        candidate.look_at(1)
        candidate.click("Skip")
        assert candidate.heading == candidate.sheet.questions[1].title
        candidate.find(lambda part: typed(part) and bool(part.row))
        before = len(candidate.sheet.questions)
        candidate.type("-987654321")
        candidate.click("Commit answer")
        candidate.click("Try a sibling")
        assert len(candidate.sheet.questions) == before + 1
        assert any("Practice after a worked solution" in e.value for e in candidate.app.caption)


class TestWhoseItIs:
    @pytest.mark.parametrize(
        ("addresses", "local"),
        [
            (("http://localhost:8501/self-test", "http://localhost:8501"), True),
            (("http://127.0.0.1:8501/", None), True),
            (("http://[::1]:8501/", None), True),
            (("https://tests.example/self-test", "https://tests.example"), False),
            (("http://localhost:8501/", "https://tests.example"), False),
            (("http://localhost.evil.example/", None), False),
        ],
    )
    def test_only_a_browser_on_this_machine_is_the_local_owner(
        self, addresses: tuple[str | None, ...], local: bool
    ) -> None:
        assert all_loopback(addresses) is local

    def test_the_store_sees_no_token(self) -> None:
        token = "t" * 32
        assert token not in owner_of(token)
        assert owner_of(token) != owner_of(token + "t")
        assert len(owner_of(token)) <= 100
