"""When garbage is collected."""

import gc

import pytest
from chassis.garbage_collection import no_collection


def test_garbage_is_not_collected_during_a_batch_and_is_again_after_it() -> None:
    with no_collection():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_garbage_is_collected_again_after_a_batch_that_failed() -> None:
    with pytest.raises(ZeroDivisionError), no_collection():
        _ = 1 // 0
    assert gc.isenabled()
