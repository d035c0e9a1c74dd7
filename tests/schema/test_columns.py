from coterie.schema import Column, Schema

SCHEMA = Schema(
    (
        Column("id", "numeric", "id", 0, ""),
        Column("age", "numeric", "feature", 1, ""),
        Column("city", "categorical", "descriptor", 0, "", ("Ulm",)),
        Column("note", "text", "ignored", 0, ""),
    )
)


def test_a_schema_hands_out_its_roles_in_table_order() -> None:
    assert SCHEMA.id == "id"
    assert [column.name for column in SCHEMA.features] == ["age"]
    assert [column.name for column in SCHEMA.descriptors] == ["city"]
    assert SCHEMA["city"].categories == ("Ulm",)
    assert Schema(()).id is None
