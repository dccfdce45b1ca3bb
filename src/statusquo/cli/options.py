"""The options of the verbs, as argparse takes them."""

import argparse
from typing import Any

from statusquo.cli.mistakes import near, quoted

FORMATS = ("table", "csv", "json", "jsonl")
VIEWS = ("known", "told-by", "not-told-by", "without")
"""The options that choose a view of the log."""


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
    "known": {
        "metavar": "DAY",
        "help": "as known on that day: only what was on the record by then, corrections as of then",
    },
    "told-by": {
        "nargs": "+",
        "action": "extend",
        "metavar": "SOURCE",
        "help": "only what these sources tell, each a key or the party behind it",
    },
    "not-told-by": {
        "nargs": "+",
        "action": "extend",
        "metavar": "SOURCE",
        "help": "without what only these sources tell",
    },
    "without": {
        "nargs": "+",
        "action": "extend",
        "metavar": "EVENT",
        "help": "as if these events had not happened, each an id or the beginning of one",
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
