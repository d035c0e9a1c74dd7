"""No value that a single customer has stands in anything made to be sent on, however large the segments are."""

import json
import re
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import coterie
from coterie.segmentation import Result

FARTHEST = 196_951.34
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?")


@pytest.fixture(scope="module")
def customers() -> pd.DataFrame:
    rng = np.random.default_rng(0)
    income = np.r_[rng.normal(40_000, 8_000, 599), FARTHEST].round(2)
    since = pd.Timestamp("2015-03-04") + pd.to_timedelta(rng.integers(0, 3000, 600), unit="D")
    return pd.DataFrame({"age": rng.integers(20, 70, 600), "income": income, "since": since})


@pytest.fixture(scope="module")
def result(customers: pd.DataFrame) -> Result:
    found = coterie.segment(customers, k=2)
    assert min(segment.size for segment in found.segments) >= 100
    assert "outlier" in {each.code for each in found.segmentation.evidence.warnings}
    return found


def sent(result: Result, folder: Path) -> dict[str, str]:
    """Return everything made to be sent on, as text."""
    coterie.save(result, folder / "found.coterie")
    coterie.write_report(result, folder / "report.html")
    with zipfile.ZipFile(folder / "found.coterie") as file:
        saved = "".join(file.read(name).decode() for name in file.namelist())
    return {
        "saved": saved,
        "segments.json": json.dumps(coterie.summarise(result)),
        "report": (folder / "report.html").read_text(encoding="utf-8"),
        "repr": repr(result),
        "notebook": result._repr_html_(),
    }


def test_no_segment_s_least_or_greatest_value_is_sent(result: Result, customers: pd.DataFrame, tmp_path: Path) -> None:
    ends = customers["income"].groupby(result.labels).agg(["min", "max"]).to_numpy().ravel()
    for name, text in sent(result, tmp_path).items():
        numbers = np.array([float(each.replace(",", "")) for each in NUMBER.findall(text)])
        for end in ends:  # an exact value said to five digits would be as near
            assert not (np.abs(numbers - end) < 2e-5 * end).any(), f"{name} holds {end}"


def test_no_first_or_last_day_is_sent(result: Result, customers: pd.DataFrame, tmp_path: Path) -> None:
    for name, text in sent(result, tmp_path).items():
        for day in customers["since"].agg(["min", "max"]):
            assert day.strftime("%Y-%m-%d") not in text, name
