"""From the words of a command line to a request, or to a sentence about what is wrong with them."""

import argparse
import re
import textwrap
from collections.abc import Sequence
from typing import NoReturn

from statusquo.cli.mistakes import UsageMistake, near, quoted
from statusquo.cli.options import OPTIONS
from statusquo.cli.verbs import VERBS, Verb, verb_named

_A_DAY = re.compile(r"[0-9]")
_DESCRIPTION = """\
Who stood where, on any day: a sourced log of events, replayed into dated facts.
"""
_ANYWHERE = ("log", "format")
_MORE = "`statusquo VERB --help` says more, with an example and the shape of the JSON."


class Request(argparse.Namespace):
    """What was asked: the verb, its words and its options."""

    verb: str | None
    words: list[str]
    of: list[str]
    actor: str | None
    on: str | None
    by: str
    log: str | None
    known: str | None
    told_by: list[str]
    not_told_by: list[str]
    without: list[str]
    format: str
    check: bool


class _Parser(argparse.ArgumentParser):
    """A parser that raises its mistakes instead of ending the process."""

    def error(self, message: str) -> NoReturn:
        raise UsageMistake(message.removeprefix("argument "))


class _Version(argparse.Action):
    """Prints the version, which is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

        try:
            found = version("statusquo")
        except PackageNotFoundError:
            found = "(not installed)"
        print(f"statusquo {found}")
        parser.exit()


def parsed(arguments: Sequence[str] | None) -> Request:
    """Return what the arguments ask; raise `UsageMistake` where that is nothing.

    Raises `SystemExit(0)` where they ask for help or the version, after printing it.
    """
    request, rest = _first_parser().parse_known_args(arguments, Request())
    if rest:
        raise UsageMistake(f"{quoted(rest[0])} goes after the verb, as in `{VERBS[0].example}`")
    if request.verb is None:
        raise UsageMistake(f"which verb? {_verbs()}, as in `{VERBS[0].example}`")
    if request.verb == "help":
        return parsed([*request.words[:1], "--help"])
    verb = verb_named(request.verb)
    if verb is None:
        raise UsageMistake(_unknown_verb(request.verb))
    before = [f"--{name}={word}" for name in _ANYWHERE if (word := getattr(request, name))]
    return _filled(verb, [*before, *request.words])


def _first_parser() -> _Parser:
    """The parser of the verb and of options that stand before it."""
    width = max(len(verb.name) for verb in VERBS) + 2
    verbs = "\n".join(f"  {verb.name:<{width}}{verb.summary}" for verb in VERBS)
    parser = _Parser(
        prog="statusquo",
        usage="statusquo VERB [words] [options]",
        description=f"{_DESCRIPTION}\nverbs:\n{verbs}",
        epilog=_MORE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("verb", nargs="?", help=argparse.SUPPRESS)
    parser.add_argument("words", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    for name in _ANYWHERE:
        parser.add_argument(f"--{name}", help=argparse.SUPPRESS)
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and leave")
    return parser


def _filled(verb: Verb, words: list[str]) -> Request:
    """The request that the words after the verb make."""
    request, unknown = _verb_parser(verb).parse_known_intermixed_args(words, Request())
    if unknown:
        known = [f"--{name}" for name in (*verb.options, "help")]
        hint = near(unknown[0].split("=")[0], known) or f"; it takes {', '.join(known)}"
        raise UsageMistake(f"{verb.name} has no option {quoted(unknown[0])}{hint}")
    request.verb = verb.name
    _part_days_from_names(request)
    _count(verb, request.words)
    return request


def _verb_parser(verb: Verb) -> _Parser:
    shown = [part for part in ("statusquo", verb.name, verb.words, "[options]") if part]
    parser = _Parser(
        prog=f"statusquo {verb.name}",
        usage=" ".join(shown),
        description=f"{verb.summary[0].upper()}{verb.summary[1:]}.\n\nexample: {verb.example}",
        epilog=textwrap.fill(verb.answer, 88),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("words", nargs="*", help=argparse.SUPPRESS)
    parser.set_defaults(**vars(_nothing_asked()))
    for name in verb.options:
        parser.add_argument(f"--{name}", **OPTIONS[name])
    return parser


def _nothing_asked() -> Request:
    """A request in which no option is given; lists are new ones each time."""
    lists = {name: list[str]() for name in ("of", "told_by", "not_told_by", "without")}
    none = dict.fromkeys(("actor", "on", "log", "known"))
    return Request(**none, **lists, by="key", format="table", check=False)


def _part_days_from_names(request: Request) -> None:
    """No projection begins with a digit, so such a word after --of is a day.

    Lists may be given with commas too.
    """
    words = _parted(request.of)
    request.words += [word for word in words if _A_DAY.match(word)]
    request.of = [word for word in words if not _A_DAY.match(word)]
    request.told_by, request.not_told_by = map(_parted, (request.told_by, request.not_told_by))
    request.without = _parted(request.without)


def _parted(words: list[str]) -> list[str]:
    return [part for word in words for part in word.split(",") if part]


def _count(verb: Verb, words: Sequence[str]) -> None:
    if len(words) < verb.least:
        missing = f"{verb.name} needs {verb.words}"
        raise UsageMistake(f"{missing}, as in `{verb.example}`")
    if verb.most is not None and len(words) > verb.most:
        wanted = f"only {verb.words}" if verb.words else "no words"
        extra = quoted(words[verb.most])
        raise UsageMistake(f"{verb.name} takes {wanted}, so {extra} is one too many")


def _unknown_verb(word: str) -> str:
    if re.fullmatch(r"[0-9./-]{8,10}", word):
        return f"{quoted(word)} is no verb; did you mean `statusquo at {word}`?"
    hint = near(word, [verb.name for verb in VERBS]) or f"; there are {_verbs()}"
    return f"there is no verb {quoted(word)}{hint}"


def _verbs() -> str:
    return ", ".join(verb.name for verb in VERBS)
