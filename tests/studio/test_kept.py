from __future__ import annotations

import numpy as np
import pytest

import coterie
from coterie.studio.kept import kept_in, named, shown


@pytest.mark.words  # a process of its own made the names
def test_what_is_kept_is_what_the_library_says_of_every_k(made, bank):
    fitted = coterie.fit(bank, k_max=7)
    assert (made.kept.ks, made.kept.recommended) == (fitted.n_clusters, fitted.recommended_k)
    for k in (2, made.kept.recommended, 7):
        result = coterie.describe(fitted, k=k)
        found = shown(made.kept, k, {})
        assert found.segmentation.short_hash == result.segmentation.short_hash
        assert [each.name for each in found.summary.segments] == list(result.names.values())
        labels = made.kept.customers[f"s{k}"].to_numpy()
        assert np.array_equal(labels, result.sweep[k].labels)


def test_n3_naming_changes_no_customer_s_segment(made):
    plain, renamed = shown(made.kept, 3, {}), shown(made.kept, 3, {0: "Everyday people"})
    assert renamed.segmentation.centers == plain.segmentation.centers
    assert renamed.segmentation.short_hash == plain.segmentation.short_hash
    assert "Everyday people" in [row.name for row in renamed.front.rows]


def test_a_name_that_another_segment_bears_is_left_out(made):
    found = shown(made.kept, 3, {}).segmentation
    names = [each.name.name for each in found.segments]
    assert [each.name.name for each in named(found, {0: names[1]}).segments] == names


def test_a_segment_keeps_its_colour_where_it_is_the_same(made):
    best = made.kept.recommended
    for k in made.kept.ks[1:]:
        for segment in range(best):
            there = made.kept.same_as(best, segment, k)
            if there is not None:
                assert made.kept.colour(k, there) == made.kept.colour(best, segment)
        assert len({made.kept.colour(k, segment) for segment in range(k)}) == k


def test_the_strip_says_the_same_at_every_number_of_segments(made):
    said = {shown(made.kept, k, {}).strip for k in made.kept.ks[1:]}
    assert len(said) == 1


def test_nothing_is_kept_of_a_run_that_is_not_there(tmp_path):
    assert kept_in(tmp_path, 1) is None
