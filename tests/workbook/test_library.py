from __future__ import annotations

import builtins

import pytest

from coterie.errors import InputError
from coterie.workbook import check_workbook


def test_a_missing_extra_is_told_with_what_to_install(monkeypatch):
    whole = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "xlsxwriter":
            raise ImportError(name)
        return whole(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError, match=r"coterie\[excel\]"):
        check_workbook()
