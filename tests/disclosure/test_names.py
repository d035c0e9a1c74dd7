from coterie.disclosure import disclosed, disclosed_names
from coterie.naming import name
from coterie.profiling import NumericProfile, Profiles, SegmentProfile
from coterie.remarks import capital, say


def of(size: int, mean: float, *, median: float | None = None) -> SegmentProfile:
    own = NumericProfile(mean, mean if median is None else median, 12.345678, 3.2109, 98.7654, size)
    return SegmentProfile(size, size / 160, {"paid": own})


def claims(*segments: SegmentProfile):
    exact = Profiles(of(sum(each.size for each in segments), 50.123456), segments)
    found = disclosed_names(name(exact, catalogue="none", features=["paid"]), exact, disclosed(exact))
    return [each.evidence[0] for each in found.names], [each.sentence for each in found.names]


def paid(code: str, mean: str, *, z: float) -> str:
    """Return what is said of a segment by the mean of what it paid, or by the median."""
    said = say(f"evidence.{code}", difference=say("evidence.above", z=z), mean=mean, average="50.1")
    return capital(say("evidence.all", said=say("evidence.of_column", column="paid", said=said)))


def test_evidence_is_as_exact_as_profiles() -> None:
    found, _ = claims(of(120, 42.345678), of(99, 65.87654))
    assert [(each.mean, each.average) for each in found] == [(42.3, 50.1), (65.9, 50.1)]
    found, _ = claims(of(120, 42.345678), of(100, 65.87654))
    assert [each.mean for each in found] == [42.345678, 65.87654]


def test_of_19_the_median_is_said() -> None:
    found, said = claims(of(120, 42.345678), of(19, 75.0, median=65.87654))
    assert found[1].mean == 65.9
    assert said[1] == paid("compared_median", "65.9", z=1.3)
    _, said = claims(of(120, 42.345678), of(20, 75.0, median=65.87654))
    assert said[1] == paid("compared", "75.0", z=2.0)
