"""An application as a row of its table, and back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final

from contracts.vocabulary import LegalForm, RejectionReason

from funding.domain.application import Application, ExpectedResult
from funding.domain.life_cycle import State
from funding.tables import applications

PLAIN: Final = tuple(field.name for field in fields(Application) if field.name != "expected_result")
"""What has a column of its own name."""
EXPECTED: Final = ("expected_indicator", "expected_increase")
COLUMNS: Final = [applications.c[name] for name in (*PLAIN, *EXPECTED)]
_KINDS: Final[Mapping[str, Callable[[str], object]]] = {
    "state": State,
    "legal_form": LegalForm.read,
    "rejection_reason": RejectionReason.read,
}
_WITH_KIND: Final = [(PLAIN.index(name), kind) for name, kind in _KINDS.items()]
_EXPECTED_AT: Final = [field.name for field in fields(Application)].index("expected_result")


def row_of(application: Application) -> dict[str, Any]:
    expected = application.expected_result
    return {
        **{name: getattr(application, name) for name in PLAIN},
        "expected_indicator": expected and expected.indicator,
        "expected_increase": expected and expected.increase,
    }


def application_of(row: Sequence[Any]) -> Application:
    """From the values of `COLUMNS`; by place, as batches of hundreds are read."""
    *values, indicator, increase = row
    for place, kind in _WITH_KIND:
        if values[place] is not None:
            values[place] = kind(values[place])
    expected = None if indicator is None else ExpectedResult(indicator, increase)
    values.insert(_EXPECTED_AT, expected)
    return Application(*values)


def columns_of(applications: Iterable[Application], names: Sequence[str]) -> dict[str, list[Any]]:
    """The values by name, for set-wise statements."""
    values = zip(*map(attrgetter(*names), applications), strict=True)
    return {name: list(column) for name, column in zip(names, values, strict=True)}
