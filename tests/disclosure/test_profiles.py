from dataclasses import replace

from coterie.disclosure import disclosed
from coterie.profiling import ColumnProfile, DateProfile, NumericProfile, Profiles, SegmentProfile

NUMBER = NumericProfile(51234.56, 50987.65, 12345.67, 3210.98, 98765.43)
DAY = DateProfile("2024-05-17", "2024-05-18", 45.678, "2023-01-02", "2024-12-30")


def group(size: int, own: ColumnProfile, known: int | None = None) -> SegmentProfile:
    return SegmentProfile(size, 0.5, {"x": replace(own, known=size if known is None else known)})


def of(own: ColumnProfile, *sizes: int) -> Profiles:
    return disclosed(Profiles(group(sum(sizes), own), tuple(group(size, own) for size in sizes)))


def test_all_but_the_ends_is_exact_where_every_segment_has_a_hundred() -> None:
    found = of(NUMBER, 100, 200)
    shown = replace(NUMBER, min=3210.0, max=98800.0)
    assert found.segments[0].columns["x"] == replace(shown, known=100)
    assert found.overall.columns["x"] == replace(shown, known=300)


def test_a_value_that_everybody_has_is_no_single_customer_s() -> None:
    same = NumericProfile(1234.56, 1234.56, 0.0, 1234.56, 1234.56)
    assert of(same, 100, 200).segments[0].columns["x"] == replace(same, known=100)


def test_three_digits_where_one_segment_has_99() -> None:
    found = of(NUMBER, 99, 2000)
    for each, known in zip((*found.segments, found.overall), (99, 2000, 2099), strict=True):
        assert each.columns["x"] == NumericProfile(51200.0, 51000.0, 12300.0, 3210.0, 98800.0, known)


def test_of_20_all_is_said_and_of_19_only_the_median() -> None:
    assert of(NUMBER, 20, 2000).segments[0].columns["x"] == NumericProfile(
        51200.0, 51000.0, 12300.0, 3210.0, 98800.0, 20
    )
    found = of(NUMBER, 19, 2000)
    assert found.segments[0].columns["x"] == NumericProfile(None, 51000.0, None, None, None, 19)
    assert found.segments[1].columns["x"] == NumericProfile(51200.0, 51000.0, 12300.0, 3210.0, 98800.0, 2000)
    assert found.overall.columns["x"] == NumericProfile(51200.0, 51000.0, 12300.0, None, None, 2019)


def test_customers_with_a_value_count_and_not_the_segment() -> None:
    own = Profiles(group(600, NUMBER, 308), (group(300, NUMBER, 8), group(300, NUMBER, 300)))
    assert disclosed(own).segments[0].columns["x"] == NumericProfile(None, 51000.0, None, None, None, 8)


def test_a_segment_without_any_value_hides_nothing() -> None:
    empty = NumericProfile(None, None, None, None, None)
    own = Profiles(group(600, NUMBER, 300), (group(300, empty, 0), group(300, NUMBER, 300)))
    assert disclosed(own).overall.columns["x"] == replace(NUMBER, min=3210.0, max=98800.0, known=300)


def test_a_segment_that_is_not_described_counts() -> None:
    own = Profiles(group(503, NUMBER), (group(500, NUMBER), SegmentProfile(3, 0.01, {})))
    found = disclosed(own)
    assert found.overall.columns["x"] == NumericProfile(51200.0, 51000.0, 12300.0, None, None, 503)
    assert found.segments[0].columns["x"].mean == 51200.0


def test_days_are_said_to_the_month() -> None:
    assert of(DAY, 99, 500).segments[0].columns["x"] == DateProfile(
        "2024-05", "2024-05", 45.7, "2023-01", "2024-12", 99
    )
    assert of(DAY, 19, 500).segments[0].columns["x"] == DateProfile(None, "2024-05", None, None, None, 19)
    assert of(DAY, 100, 500).segments[0].columns["x"] == replace(DAY, min="2023-01", max="2024-12", known=100)


def test_of_fewer_than_twenty_no_quantile_but_the_median_is_said():
    def of(size):
        own = NumericProfile(50.0, 50.0, 9.0, 1.0, 99.0, size, 10.0, 25.0, 75.0, 90.0)
        return SegmentProfile(size, size / 200, {"paid": own})

    few, enough = (each.columns["paid"] for each in disclosed(Profiles(of(200), (of(19), of(181)))).segments)
    assert (few.p10, few.p25, few.median, few.p75, few.p90) == (None, None, 50.0, None, None)
    assert (enough.p10, enough.p25, enough.p75, enough.p90) == (10.0, 25.0, 75.0, 90.0)
