from __future__ import annotations

import hashlib
import os

import pytest

from coterie.errors import OptionError, OutputError
from coterie.service.keys import Keys, add_key, line_of


def test_a_key_is_kept_as_its_hash_alone(tmp_path):
    path = tmp_path / "keys.txt"
    first, second = add_key(path), add_key(path)
    text = path.read_text()
    assert first not in text
    assert second not in text
    assert [line.split()[0] for line in text.splitlines()] == [
        hashlib.sha256(key.encode()).hexdigest() for key in (first, second)
    ]
    assert oct(path.stat().st_mode)[-3:] == "600"
    keys = Keys(path)
    assert [keys.knows(key) for key in (first, second, f"{first}x", "", None)] == [True, True, False, False, False]


def test_without_a_file_everybody_is_let_in():
    assert (Keys(None).knows(None), Keys(None).wanted) == (True, False)


def test_a_line_that_goes_lets_nobody_in_any_more(tmp_path):
    path = tmp_path / "keys.txt"
    old, new = add_key(path), add_key(path)
    keys = Keys(path)
    path.write_text(f"# one for each caller\n\n{line_of(new)}\nno hash\n")
    os.utime(path, ns=(1, 1))
    assert keys.look()
    assert (keys.knows(old), keys.knows(new)) == (False, True)


def test_a_file_that_goes_or_is_emptied_locks_nobody_in_or_out(tmp_path):
    path = tmp_path / "keys.txt"
    key = add_key(path)
    keys = Keys(path)
    path.write_text("")
    assert keys.look()
    path.unlink()
    assert not keys.look()
    assert keys.knows(key)


def test_a_file_without_keys_is_refused(tmp_path):
    (tmp_path / "keys.txt").write_text("# none yet\n")
    for name in ("keys.txt", "none.txt"):
        with pytest.raises(OptionError, match="--new-key"):
            Keys(tmp_path / name)


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(OutputError):
        add_key(tmp_path / "none" / "keys.txt")
