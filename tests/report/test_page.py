from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["bank", "mall", "wide", "single", "tiny", "hostile"])
def test_page_is_one_small_file(pages, name):
    assert pages[name].startswith("<!doctype html>")
    assert len(pages[name].encode()) < 1_500_000
