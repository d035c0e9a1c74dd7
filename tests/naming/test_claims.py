import pytest

from coterie.naming.claims import Bounds


@pytest.mark.parametrize(
    ("bounds", "admitted", "refused"),
    [
        (Bounds(at_least=60), 60.0, 59.99),
        (Bounds(at_most=2), 2.0, 2.01),
        (Bounds(below=35), 34.99, 35.0),
        (Bounds(at_least=25, below=40), 25.0, 40.0),
    ],
)
def test_numbers_are_admitted_up_to_their_bounds(bounds, admitted, refused):
    assert bounds.admit(admitted)
    assert not bounds.admit(refused)
