"""Digests of what the shipped record exports; run as a program, it prints them as one JSON object.

python tests/determinism.py
"""

import hashlib
import json
import sys

import statusquo as sq
from statusquo.events import record
from statusquo.projections import PROJECTIONS

DAYS = ("1991-12-26", "2008-08-08", "2020-11-10", "2024-06-30")


def digests() -> dict[str, str]:
    """A digest by the name of each export: spells, days, disagreements and pages."""
    log = record()
    texts: dict[str, list[str]] = {"log": [repr(line) for line in log]}
    for name, projection in PROJECTIONS.items():
        history = sq.replay(log, projection)
        texts[f"spells of {name}"] = [
            history.spells(by="key").to_csv(),
            history.spells(by="value").to_csv(),
        ]
        texts[f"days of {name}"] = [_day(history, day) for day in DAYS]
        texts[f"disagreements on {name}"] = [sq.disagreements(log, projection).to_csv()]
    return {name: _digest(parts) for name, parts in texts.items()}


def _day(history: sq.Timeline, day: str) -> str:
    facts = history.at(day)
    known = history.at(day, known="2010-01-01")
    return json.dumps(
        [
            [[list(key), repr(value)] for key, value in facts.items()],
            [[list(key), sorted(map(repr, _listed(may)))] for key, may in facts.possible().items()],
            [list(key) for key in facts.unknown()],
            [[list(key), repr(value)] for key, value in known.items()],
        ],
        ensure_ascii=False,
    )


def _listed(possible: object) -> list[object]:
    return list(possible) if isinstance(possible, frozenset) else [possible]


def _digest(parts: list[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(digests(), indent=1))
