"""The fixtures keep their promises."""

import pytest
from playwright.sync_api import Page
from sqlalchemy import create_engine, inspect, text


@pytest.mark.parametrize("round_", [1, 2])
def test_every_test_gets_an_empty_database(database_url: str, round_: int) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        assert inspect(connection).get_table_names() == []
        connection.execute(text("CREATE TABLE word (form TEXT)"))
        connection.execute(text("INSERT INTO word VALUES ('ополчення 𝄞')"))
    engine.dispose()


@pytest.mark.browser
def test_a_page_that_complains_is_noticed(page: Page, complaints: list[str]) -> None:
    page.evaluate("console.error('colour')")
    page.evaluate("setTimeout(() => { throw new Error('late') })")
    page.wait_for_timeout(50)
    assert [len(complaints), complaints[0]] == [2, "colour"]
    complaints.clear()
