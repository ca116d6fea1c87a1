"""Python's garbage collector while documents are read."""

import gc
import weakref

import pytest

from workbench import collector


def test_nothing_is_collected_while_a_document_is_read_and_all_is_as_before_afterwards() -> None:
    assert gc.isenabled()
    with collector.paused():
        assert not gc.isenabled()
        with collector.paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_goes_on_after_a_file_that_cannot_be_read() -> None:
    with pytest.raises(ValueError, match="no document"), collector.paused():
        raise ValueError("no document")
    assert gc.isenabled()


class Ring:
    """Something that refers to itself."""

    def __init__(self) -> None:
        self.other = self


def test_what_refers_to_itself_is_still_collected_later() -> None:
    with collector.paused():
        ring = weakref.ref(Ring())
        assert ring() is not None
    gc.collect()
    assert ring() is None
