"""What the test kit needs and the library does not bring by itself."""

import importlib.util

from statusquo.errors import StatusQuoError


class MissingHypothesis(StatusQuoError, ImportError):
    """Raised when `statusquo.testing` is imported and Hypothesis is not installed."""


def need_hypothesis() -> None:
    """Raise `MissingHypothesis` unless Hypothesis can be imported.

    >>> need_hypothesis()
    """
    if importlib.util.find_spec("hypothesis") is None:
        raise MissingHypothesis(
            "statusquo.testing needs Hypothesis, which is not installed",
            code="hypothesis-missing",
            hint="pip install 'statusquo[testing]'",
        )
