"""The pytest plugin: `pytest --statusquo-log mine.jsonl` checks a record, one item for each aspect.

It is loaded with every run of pytest on a machine that has statusquo, so it imports nothing of
weight, and does nothing, until a record is named.
"""

import importlib
from pathlib import Path
from typing import Any, cast

import pytest

_LOG, _VOCABULARY, _PROJECTIONS = "statusquo_log", "statusquo_vocabulary", "statusquo_projections"
_MARKER = "statusquo: what `--statusquo-log` checks of a record"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options, each of which may be given several times."""
    group = parser.getgroup("statusquo", "checking a record of dated events")
    group.addoption(
        "--statusquo-log",
        action="append",
        default=[],
        metavar="PATH",
        help="check this page, or folder of pages",
    )
    for plural, kind in (("vocabulary", "classes of events"), ("projections", "projections")):
        group.addoption(
            f"--statusquo-{plural}",
            action="append",
            default=[],
            metavar="MODULE:NAME",
            help=f"the {kind} of the record, in place of the shipped ones: package.module:NAME "
            "for one or a tuple of them, package.module for all in a module",
        )


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, and refuse words that name nothing before any test is collected."""
    config.addinivalue_line("markers", _MARKER)
    paths = _words(config, _LOG)
    if not paths:
        return
    for path in paths:
        if not path or not Path(path).exists():
            raise pytest.UsageError(f"--statusquo-log: there is no page or folder {path!r}")
    config.stash[_WANTED] = _items().wanted(
        dict.fromkeys(paths), _words(config, _VOCABULARY), _words(config, _PROJECTIONS)
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Add the items of the records, before others choose among the items."""
    for wanted in config.stash.get(_WANTED, ()):
        items.extend(session.genitems(_items().node(session, wanted)))


_WANTED = pytest.StashKey[tuple[Any, ...]]()


def _words(config: pytest.Config, option: str) -> list[str]:
    return cast("list[str]", config.getoption(option))


def _items() -> Any:
    """The module that knows logs: it is only imported when a record is named."""
    return importlib.import_module("statusquo.testing.record_items")
