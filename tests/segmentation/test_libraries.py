from __future__ import annotations

from importlib.metadata import version

from coterie.segmentation.libraries import libraries


def test_the_versions_are_those_installed(result):
    found = libraries()
    assert found["numpy"] == version("numpy")
    assert found["polars"] == version("polars")
    assert result.segmentation.libraries == found
