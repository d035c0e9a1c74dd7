from __future__ import annotations

import coterie
from coterie.number_format import count
from coterie.reader_format import locale_in_use
from coterie.remarks import column_label
from coterie.views import summary_of
from coterie.views.spoken import spoken


def test_a_segmentation_and_its_summary_are_shown_in_the_words_of_their_run():
    bank = coterie.datasets.bank_customers(n=300)
    found = coterie.segment(bank, k=2, evidence="none", locale="de", labels={"income": "Pay"}).segmentation
    for about in (found, summary_of(found)):
        with spoken(about):
            assert (count(4990), column_label("income")) == ("4.990", "Pay")
    assert (locale_in_use(), column_label("income")) == (None, "income")
