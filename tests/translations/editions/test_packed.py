"""Archives of the same parts are the same bytes, and their dates are the edition's."""

import io
import zipfile

import pytest

from translations.editions.packed import instant, packed


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2025-03-01", "2025-03-01T00:00:00Z"),
        ("2025-03-01T12:30:15.5+02:00", "2025-03-01T10:30:15Z"),
        ("0900-01-01", "0900-01-01T00:00:00Z"),
        ("0001-01-01T00:00:00+05:00", "1980-01-01T00:00:00Z"),
        ("", "1980-01-01T00:00:00Z"),
        ("1 March", "1980-01-01T00:00:00Z"),
    ],
)
def test_a_moment_is_told_in_utc(date: str, told: str) -> None:
    assert instant(date) == told


def test_parts_stand_in_their_order_and_only_what_must_be_is_stored() -> None:
    data = packed({"b": "x" * 99, "a": b"\0" * 99}, "2125-01-01", stored=("b",))
    assert data == packed({"b": "x" * 99, "a": b"\0" * 99}, "2125-01-01", stored=("b",))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first, second = archive.infolist()
        assert [(first.filename, second.filename)] == [("b", "a")]
        assert first.compress_type == zipfile.ZIP_STORED
        assert second.compress_type == zipfile.ZIP_DEFLATED
        assert {first.date_time, second.date_time} == {(2107, 12, 31, 0, 0, 0)}
        assert archive.read("a") == b"\0" * 99
