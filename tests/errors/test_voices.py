from __future__ import annotations

import pytest

from coterie.errors.voices import either, in_command, in_python, naming, parameter, setting, switch

SAID = {
    parameter("--k-max"): ("`k_max`", "--k-max"),
    parameter("--type Card"): ("`type` Card", "--type Card"),
    parameter("n_clusters"): ("`n_clusters`", "`n_clusters`"),
    parameter("the role income"): ("the role income", "the role income"),
    parameter("--write-to"): ("`to`", "--write-to"),
    parameter("--to-table"): ("`table`", "--to-table"),
    setting("--k", 4): ("k=4", "--k 4"),
    setting("--checks", "lenient"): ("checks='lenient'", "--checks lenient"),
    setting("--type", ("Age", "numeric")): ("type={'Age': 'numeric'}", "--type 'Age=numeric'"),
    naming("--ignore", "Net income"): ("ignore='Net income'", "--ignore 'Net income'"),
    switch("--replace-table"): ("replace=True", "--replace-table"),
    either("", "with flags"): ("", "with flags"),
}


@pytest.mark.parametrize("written", SAID)
def test_python_and_the_command_each_say_their_own(written):
    python, command = SAID[written]
    message = f"Use {written}, or {written}."
    assert in_python(message) == f"Use {python}, or {python}."
    assert in_command(message) == f"Use {command}, or {command}."


@pytest.mark.parametrize("words", ["--features", "a --k b", "`k`", "\ufdd0", "\ufdd1\ufdd2", "ignore='x'"])
def test_what_people_wrote_stays_as_it_is(words):
    assert in_python(f"Column '{words}'.") == in_command(f"Column '{words}'.") == f"Column '{words}'."
