import pytest

from coterie.sources.remote.addresses import file_name, is_cloud, is_web, masked

SECRETS = [
    "https://user:pa55word@example.org/a.csv?token=pa55word&x=1#pa55word",
    "https://example.org/a.csv?X-Amz-Signature=pa55word",
    "https://pa55word@example.org/a.csv",
    "https://user:pa55/word@example.org/a.csv",
    "https://example.org?pa55word",
    "s3://key:pa55word@bucket/a.csv",
    "az://container/a.csv?sv=2024&sig=pa55word",
    "https://user:p@pa55word@example.org/a.csv",
]


@pytest.mark.parametrize("address", SECRETS)
def test_nothing_secret_is_shown(address):
    assert "word" not in masked(address)
    assert "://" in masked(address)


def test_what_is_not_secret_is_shown():
    assert masked("https://example.org/data/a b.csv") == "https://example.org/data/a b.csv"
    assert masked("https://example.org/@home/a.csv") == "https://example.org/@home/a.csv"


@pytest.mark.parametrize(
    ("source", "web", "cloud"),
    [
        ("HTTPS://example.org/a.csv", True, False),
        ("gs://bucket/a.csv", False, True),
        ("abfss://box@account.dfs.core.windows.net/a.parquet", False, True),
        ("postgresql://host/db", False, False),
        ("https.csv", False, False),
        ("./https://a.csv", False, False),
    ],
)
def test_addresses_are_known_by_their_beginning(source, web, cloud):
    assert (is_web(source), is_cloud(source)) == (web, cloud)


def test_the_name_is_the_last_part():
    assert file_name("s3://bucket/folder/a%20b.parquet") == "a b.parquet"
    assert file_name("https://example.org") == "example.org"
