from __future__ import annotations

import copy

import pytest

from coterie import errors

KINDS = {name: kind for name, kind in vars(errors.kinds).items() if isinstance(kind, type)}
ERRORS = {name: kind for name, kind in KINDS.items() if issubclass(kind, errors.CoterieError)}
BASES = {
    2: errors.OptionError,
    3: errors.Drifted,
    4: errors.DataRefused,
    5: errors.SourceUnreachable,
    6: errors.OutputError,
    7: errors.ArtefactError,
    8: errors.NeedsAnswer,
}


def test_every_kind_is_reached_from_the_package():
    assert {name for name, kind in KINDS.items() if getattr(errors, name, None) is not kind} == set()


@pytest.mark.parametrize("name", sorted(set(ERRORS) - {"CoterieError", "InputError"}))
def test_a_code_belongs_to_one_kind_and_those_under_it(name):
    kind = ERRORS[name]
    assert [code for code, base in BASES.items() if issubclass(kind, base)] == [kind.exit_code]


def test_the_bases_have_codes_too():
    assert (errors.CoterieError.exit_code, errors.InputError.exit_code) == (1, 2)


@pytest.mark.parametrize("name", ERRORS)
def test_one_class_catches_them_all_and_they_travel_between_processes(name):
    with pytest.raises(errors.CoterieError):
        raise ERRORS[name]("x")
    made = ERRORS[name](f"Use {errors.voices.switch('--overwrite')}.")
    again = copy.copy(made)  # made anew from its arguments, as another process does
    assert (type(again), str(again), again.in_command) == (ERRORS[name], "Use overwrite=True.", "Use --overwrite.")


@pytest.mark.parametrize("kind", ["OptionError", "Drifted", "DataRefused", "SourceUnreachable", "NeedsAnswer"])
def test_what_was_given_is_an_input_error_and_a_value_error(kind):
    assert issubclass(ERRORS[kind], errors.InputError)
    assert issubclass(ERRORS[kind], ValueError)


def test_python_s_own_kinds_catch_them():
    assert issubclass(errors.OutOfMemory, MemoryError)
    assert issubclass(errors.OutputError, OSError)
    assert issubclass(errors.TargetUnreachable, errors.InputError)
    assert issubclass(errors.ArtefactNotFound, errors.InputError)


def test_a_question_keeps_its_choices_between_processes():
    asked = errors.databases.which_table("shop", ["orders", "customers"])
    again = copy.copy(asked)
    assert (again.choices, again.parameter) == (("customers", "orders"), "table")
    assert errors.reading.zip_of_many("a.zip", ["a.csv", "b.csv"]).choices == ("a.csv", "b.csv")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\x85", "\u2028"])
def test_a_message_is_one_line_whatever_names_hold(end):
    error = errors.columns.no_values("--features", f"Income{end}a year  net")
    assert str(error) == "`features` names 'Income a year  net', which has no values. Name another column."
    assert error.in_command == "--features names 'Income a year  net', which has no values. Name another column."
