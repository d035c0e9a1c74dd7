"""The columns: C1 to C3."""

from __future__ import annotations

from html import unescape

import pytest

import coterie
from coterie.remarks import say


@pytest.fixture
def page(desk, client, tmp_path, bank):
    bank.write_csv(tmp_path / "bank.csv")
    return desk.open_file(tmp_path / "bank.csv")


def test_c2_the_page_says_what_inspect_says(client, page, tmp_path):
    text = unescape(client.get(f"/p/{page.id}/columns").text)
    plan = coterie.inspect(str(tmp_path / "bank.csv")).plan
    for column in plan.columns:
        assert column.name in text
        if column.role in {"feature", "id"}:
            assert column.reason in text
    for check in plan.checks:
        assert check.grade == "pass" or check.reason in text


def test_c1_a_sensitive_column_is_asked_about_once_and_then_builds(client, desk, page):
    place = f"/p/{page.id}/columns"
    asked = client.post(place, data={"column": "gender", "use": "feature"})
    assert say("studio.sensitive_heading", column="gender") in asked.text
    assert desk.options(page) == {}
    client.post(place, data={"column": "gender", "use": "feature", "sure": "1"})
    assert "gender" in desk.options(page)["features"]
    assert (
        say("studio.did_use", column="gender", value=say("studio.use_feature"))
        in client.get(f"/p/{page.id}/history").text
    )


def test_c1_use_and_type_are_changed_and_undone(client, desk, page):
    place = f"/p/{page.id}/columns"
    client.post(place, data={"column": "age", "use": "ignored"})
    client.post(place, data={"column": "card_type", "type": "text"})
    assert desk.options(page) == {"ignore": ["age"], "type": {"card_type": "text"}}
    assert client.post(f"/p/{page.id}/undo").url.path == place
    assert desk.options(page) == {"ignore": ["age"]}
    client.post(f"/p/{page.id}/redo")
    assert desk.options(page) == {"ignore": ["age"], "type": {"card_type": "text"}}


def test_a_change_that_the_library_refuses_is_said_and_changes_nothing(client, desk, page):
    answer = client.post(f"/p/{page.id}/columns", data={"column": "card_type", "type": "date"})
    assert 'role="alert"' in answer.text
    assert desk.options(page) == {}
    assert client.post(f"/p/{page.id}/columns", data={"column": "none", "use": "ignored"}).status_code == 400
    assert client.post(f"/p/{page.id}/columns", data={"column": "age", "use": "nonsense"}).status_code == 400


def test_c4_many_columns_are_searched_and_never_all_shown(client, desk, tmp_path):
    import polars as pl  # noqa: PLC0415 - beside its one use

    columns = {f"m{i}": [(i * j) % 17 for j in range(80)] for i in range(300)}
    pl.DataFrame(columns).write_csv(tmp_path / "wide.csv")
    project = desk.open_file(tmp_path / "wide.csv")
    text = client.get(f"/p/{project.id}/columns").text
    assert text.count("<tr class=") == 60
    assert say("studio.more_columns", n=240) in text
    assert text.count("<") / 2 < 3000  # tags, which are more than nodes with a beginning
    found = client.get(f"/p/{project.id}/columns", params={"q": "M29"}).text
    assert found.count("<tr class=") == 11  # m29, m290 to m299


def test_c3_purchases_become_customers_and_one_click_goes_back(client, desk, tmp_path):
    rows = [f"{i % 40},2024-{i % 12 + 1:02}-{i % 27 + 1:02},{(i * 7) % 90 + 1}.50" for i in range(400)]
    (tmp_path / "orders.csv").write_text("customer_id,order_date,amount\n" + "\n".join(rows) + "\n")
    project = desk.open_file(tmp_path / "orders.csv")
    place = f"/p/{project.id}/columns"
    text = client.get(place).text
    made = coterie.inspect(str(tmp_path / "orders.csv")).plan.purchases
    assert made.says in unescape(text)
    assert "rows-are-customers" in text
    client.post(f"/p/{project.id}/rows-are-customers")
    assert desk.options(project) == {"ignore": ["customer_id"]}
    assert "rows-are-customers" not in client.get(place).text
    client.post(f"/p/{project.id}/undo")
    assert "rows-are-customers" in client.get(place).text


def test_c3_a_question_of_the_library_is_asked_and_its_answer_is_an_option(client, desk, tmp_path):
    rows = [f"{i},{i % 30},2024-01-{i % 27 + 1:02},{i % 9 + 1}.5" for i in range(300)]
    (tmp_path / "deals.csv").write_text("deal_id,client_id,day,amount\n" + "\n".join(rows) + "\n")
    project = desk.open_file(tmp_path / "deals.csv")
    problem = coterie.inspect(str(tmp_path / "deals.csv")).problem
    place = f"/p/{project.id}/columns"
    if isinstance(problem, coterie.errors.NeedsAnswer):
        assert client.get(place).text.count("/answer") == len(problem.answers)
        flag, value, _ = problem.answers[0]
        client.post(f"/p/{project.id}/answer", data={"flag": flag, "value": value})
    assert "/answer" not in client.get(place).text


def test_s4_looking_changes_nothing(client, desk, page):
    before = desk.store.events(page.id)
    for path in ("", "/columns?q=a&only=look", "/segments", "/history", "/state"):
        client.get(f"/p/{page.id}{path}")
    assert desk.store.events(page.id) == before
