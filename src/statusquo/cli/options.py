"""The options of the verbs, as argparse takes them."""

import argparse
from typing import Any

from statusquo.cli.mistakes import near, quoted

FORMATS = ("table", "csv", "json", "jsonl")


def _one_of(*known: str) -> Any:
    def chosen(word: str) -> str:
        if word in known:
            return word
        sentence = f"{quoted(word)} is none of {', '.join(known)}{near(word, known)}"
        raise argparse.ArgumentTypeError(sentence)

    return chosen


OPTIONS: dict[str, dict[str, Any]] = {
    "of": {
        "nargs": "+",
        "action": "extend",
        "metavar": "PROJECTION",
        "help": "only these projections (membership, stationing, control, ...)",
    },
    "actor": {
        "metavar": "ID",
        "help": "only facts that name this actor, by its id or by its whole name",
    },
    "on": {"metavar": "DAY", "help": "the day, as YYYY-MM-DD; its end is meant"},
    "by": {
        "type": _one_of("key", "value"),
        "metavar": "key|value",
        "help": "one period for each time that a key held, or one for each value (default: key)",
    },
    "log": {
        "metavar": "PATH",
        "help": "a page, a folder of pages, or - for standard input (default: the shipped record)",
    },
    "format": {
        "type": _one_of(*FORMATS),
        "metavar": "|".join(FORMATS),
        "help": "for people or for programs (default: table); data are in UTF-8",
    },
    "check": {
        "action": "store_true",
        "help": "write nothing; the exit is 1 if a page would change",
    },
}
