import pytest

from coterie.errors import SourceUnreadable
from coterie.sources import read
from coterie.sources.text.blocks import repeating_blocks
from coterie.sources.text.records import to_grid

BLOCK = "Order,{n},Date,2024-01-05,State,C\nFirst,Last\nAnn,Doe\n\nSKU,Name,Price\np{n},Thing,{n}.50\n\n"


def test_blocks_of_lines_are_told(tmp_path):
    path = tmp_path / "carts.csv"
    path.write_text("".join(BLOCK.format(n=n) for n in range(9)))
    with pytest.raises(
        SourceUnreadable, match="blocks of lines repeat, parted by blank lines \\(9 of them begin with 'Order'"
    ):
        read(path)


@pytest.mark.parametrize(
    "text",
    [
        "id,age,spent\n" + "".join(f"{n},{20 + n},{n * 7}\n\n" for n in range(9)),
        "".join("id,age,spent\n" + f"{n},{20 + n},{n * 7}\n\n" for n in range(9)),
        "".join(BLOCK.format(n=n) for n in range(2)),
    ],
    ids=["blank lines", "a header on each page", "few blocks"],
)
def test_tables_with_blank_lines_are_none(text):
    assert repeating_blocks(to_grid(text)) is None
