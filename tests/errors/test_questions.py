from coterie.errors import NeedsAnswer
from coterie.errors.questions import two_ids, which_currency, which_rows, who_bought


def test_answers_to_one_parameter_are_its_values():
    question = two_ids("id", "customer_id", 60, rows=1990)
    assert isinstance(question, NeedsAnswer)
    assert (question.exit_code, question.parameter, question.choices) == (8, "id", ("customer_id", "id"))
    assert "Answer with id='customer_id' or id='id'." in str(question)
    assert question.in_command.endswith("Answer with --id 'customer_id' or --id 'id'.")
    assert "1,990 rows" in str(question)


def test_answers_to_several_parameters_say_which():
    question = who_bought(["x"], ("--ignore", "x"), rows=9)
    assert (question.parameter, question.choices) == (None, ("id='x'", "ignore='x'"))


def test_words_of_a_column_are_a_mapping_in_python():
    question = which_rows("A=B", "paid", [("--count", "A=B=paid,sent", "both")])
    assert "count={'A=B': 'paid,sent'}" in str(question)
    assert question.answers == (("--count", "A=B=paid,sent", "both"),)
    assert which_currency("cur", "EUR, USD", [("--currency", "EUR", ""), ("--currency", "USD", "")]).choices == (
        "EUR",
        "USD",
    )
