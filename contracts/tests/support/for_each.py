"""One test of a rule for hundreds of cases: it tells every case that breaks the rule.

As many tests would cost a thousand times what they look at.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TypeVar

Case = TypeVar("Case")


def for_each(cases: Mapping[str, Case]) -> Callable[[Callable[[Case], None]], Callable[[], None]]:
    """Call the test with every case; the keys say in its failures which one it was."""

    def with_all(test: Callable[[Case], None]) -> Callable[[], None]:
        @wraps(test)
        def holds_for_each() -> None:
            assert cases
            found = {name: _failure(test, case) for name, case in cases.items()}
            failures = {name: failure for name, failure in found.items() if failure}
            if failures:
                told = [f"{name}: {_words(failure)}" for name, failure in failures.items()]
                raise AssertionError(
                    "\n\n".join([f"{len(failures)} of {len(cases)} cases", *told])
                ) from next(iter(failures.values()))

        del holds_for_each.__wrapped__  # pytest would ask for its case
        return holds_for_each

    return with_all


def _failure(test: Callable[[Case], None], case: Case) -> Exception | None:
    try:
        test(case)
    except Exception as failure:  # noqa: BLE001 # whatever it is, the others are looked at too
        return failure
    return None


def _words(failure: Exception) -> str:
    return f"{type(failure).__name__}: {failure}"
