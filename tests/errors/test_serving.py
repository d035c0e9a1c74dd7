from __future__ import annotations

from pathlib import Path

from coterie import errors

MODULE = errors.serving
OF_KIND = {
    "OptionError": {"alias_twice", "half_tls", "keys_needed", "no_alias", "no_keys", "no_tls", "not_listening"},
}


def test_every_error_is_of_its_kind(of_kind):
    assert of_kind == OF_KIND


def test_a_keys_file_without_keys_is_another_case_than_none(tmp_path):
    (tmp_path / "keys.txt").write_text("")
    assert "holds no key" in str(errors.serving.no_keys(tmp_path / "keys.txt"))
    assert "No such file" in str(errors.serving.no_keys(Path("none.txt")))
