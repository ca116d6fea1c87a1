"""Many numbers in one value: the rows that have one of them, on either engine."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from workbench.storage.among import among
from workbench.storage.engine import Database, reading, writing
from workbench.storage.tables import Glossary
from workbench.storage.terms import add_glossary


@pytest.mark.parametrize("others", [(), (-1,), tuple(range(1_000, 60_000))])
def test_rows_are_found_by_their_numbers_however_many_these_are(
    database: Database, others: tuple[int, ...]
) -> None:
    with writing(database) as connection:
        first, _, last = (add_glossary(connection, name) for name in "abc")
    statement = select(Glossary.id).order_by(Glossary.id)
    with reading(database) as connection:
        found = connection.scalars(statement.where(among(Glossary.id, {last, first, *others})))
        assert list(found) == [first, last]
        assert not connection.scalars(statement.where(among(Glossary.id, others))).all()
