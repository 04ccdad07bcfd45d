"""No known answer without its test: the numbers of the list beside the published files, and who asserts them."""

import re

from tests.environment import ROOT

EVALUATION_AND_TEXT = {23, 24, 25, 26, 29, 30, 31, 33, 34}  # linkage, trials and words: proven with their own parts
TESTS = {path.name: path.read_text() for path in (ROOT / "tests" / "real_data").glob("test_*.py")}


def test_every_known_answer_has_a_test():
    """Scotland 1-9, England 10-15, Crime 16-20 and 22, and 28: 21 and 27 are in no list."""
    marked = {
        int(n)
        for text in TESTS.values()
        for told in re.findall(r"mark\.answer\(([\d, ]+)\)", text)
        for n in told.split(",")
    }
    assert marked == {*range(1, 21), 22, 28} - EVALUATION_AND_TEXT


def test_the_table_of_answers_names_tests_that_are_there():
    table = TESTS["test_known_answers.py"].split('"""')[1]
    named = set(re.findall(r"\b(test_[a-z]+(?:_\d+)?[a-z_0-9]*)", table)) - {"test_every_known_answer_has_a_test"}
    whole = "\n".join(TESTS.values())
    assert len(named) >= 20
    assert [name for name in named if f"def {name.rstrip('_')}" not in whole and f"{name}.py" not in TESTS] == []
