"""Every sentence of the table is said somewhere, and every sentence that is said is in the table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import coterie
from coterie.remarks import capital, say
from coterie.remarks.facts import Facts, facts_of, specs_of
from coterie.remarks.table import english, sentences

SOURCE = Path(coterie.__file__).parent
TEXT = "\n".join(path.read_text() for ending in ("py", "j2") for path in SOURCE.rglob(f"*.{ending}"))
PLACES = {code.partition(".")[0] for code in sentences()}
PUT_TOGETHER = tuple(re.findall(r'f"(\w+\.\w*)\{', TEXT))


@pytest.mark.parametrize("code", sorted(sentences()))
def test_every_sentence_is_said_somewhere(code: str) -> None:
    assert f'"{code}"' in TEXT or code.startswith(PUT_TOGETHER)


def test_every_code_that_is_said_has_a_sentence() -> None:
    said = set(re.findall(r'\bsay\(\s*"([\w.]+)"(?!\s*~)', TEXT))
    said |= {code for code in re.findall(r'"([a-z_]+\.[a-z_]+)" if ', TEXT) if code.partition(".")[0] in PLACES}
    said |= {code for code in re.findall(r' else "([a-z_]+\.[a-z_]+)"', TEXT) if code.partition(".")[0] in PLACES}
    assert said - set(sentences()) == set()
    assert len(said) > 300


@pytest.mark.parametrize("code", sorted(sentences()))
def test_facts_are_written_in_ways_that_exist(code: str) -> None:
    said = sentences()[code]
    facts = Facts(english())
    for template in [said] if isinstance(said, str) else said:
        assert all(name.isidentifier() for name in facts_of(template))
        assert all(facts.knows(spec) for spec in specs_of(template))
        assert template == " ".join(template.split())


@pytest.mark.parametrize("code", sorted(code for code, said in sentences().items() if isinstance(said, list)))
def test_one_and_several_tell_the_same_facts(code: str) -> None:
    one, several = sentences()[code]
    assert set(facts_of(one)) | {"n"} == set(facts_of(several)) | {"n"}
    assert one != several


@pytest.mark.words
def test_of_two_texts_the_number_chooses() -> None:
    assert [say("stands.shades", other="B", n=n, near=n) for n in (1, 2)] == [
        "Shades into B: 1 customer at the border against 1 near the emptier centre.",
        "Shades into B: 2 customers at the border against 2 near the emptier centre.",
    ]
    assert [say("borders.gap", n=n) for n in (1, 2)] == ["one runs through a gap", "two run through a gap"]


@pytest.mark.words
def test_a_code_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("page.nothing")
    with pytest.raises(KeyError):
        say("page.title")


def test_the_first_letter_alone_is_made_a_capital() -> None:
    assert [capital(text) for text in ("high CLV", "éa", "")] == ["High CLV", "Éa", ""]


SEVERAL = {"k", "groups", "long", "tables", "last", "borders"}
"""Facts that are never one where they stand before a noun: with a single one of them, other sentences are said."""
OF_ALL = {
    *("page.rows_read", "page.made_of", "front.filled", "front.few", "headline.segments", "headline.of_kind"),
    *("headline.no_groups_apart", "headline.one", "headline.cut", "headline.one_though", "headline.cut_though"),
    *("borders.sample", "choice.of_sample", "choice.of_sample_with_interval", "evidence.everyone", "ruled.agree"),
    *("chart.silhouette_plot", "chart.map", "schema.missing"),
}
"""Sentences that count all customers, rows or cells of a table, or of a sample: no table of one is segmented."""
MANY = {
    *("borders.all", "borders.some", "cause.many_steps", "schema.like_a_code", "kind_of.many_texts"),
    *("key.few_repeat", "key.named", "caution.many_noise_features", "caution.many_redundant_features"),
    *("caution.many_skewed_features", "front.outcome_range"),
}
"""Sentences that are said of many alone, and one whose verb looks like a noun."""
NOUNS = (
    "rows|cells|columns|customers|purchases|segments|features|borders|values|people|ranges|words|tables|groups|seconds"
)
KINDS = "more|different|natural|partly|reproducible|constructed|long|clearer"
COUNTED = re.compile(rf"\{{(\w+)(?::(?:count|spelled))?\}} (?:(?:{KINDS}) )*(?:{NOUNS})\b")


@pytest.mark.parametrize("code", sorted(set(sentences()) - OF_ALL - MANY))
def test_what_is_counted_and_may_be_one_has_a_singular(code: str) -> None:
    said = sentences()[code]
    by_n = set() if isinstance(said, str) else {"n"}
    for template in [said] if isinstance(said, str) else said:
        assert set(COUNTED.findall(template)) <= SEVERAL | by_n


@pytest.mark.words
def test_one_feature_is_no_features() -> None:
    facts = {"customers": 30, "least": 70, "advised": 100}
    assert "for 1 feature:" in say("caution.few_customers", features=1, **facts)
    assert "for 2 features:" in say("caution.few_customers", features=2, **facts)
