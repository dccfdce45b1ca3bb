"""The command line: `statusquo at 2020-11-10` and the other verbs.

What a verb needs is imported when it is used, so that help and mistakes come at once.
"""

import sys
from collections.abc import Sequence

from statusquo.cli.arguments import parsed
from statusquo.cli.mistakes import UsageMistake

__all__ = ["main"]

FINE, PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer one command line; return 0, 1 where there are problems, 2 where it cannot be asked.

    Data go to standard output, talk to standard error.
    """
    _never_fail_to_encode()
    try:
        return _answered(arguments)
    except UsageMistake as mistake:
        _say(f"statusquo: {mistake}")
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _reader_left()
    except Exception as error:  # noqa: BLE001  # the last resort: no traceback reaches a user
        return _report(error)


def _answered(arguments: Sequence[str] | None) -> int:
    try:
        request = parsed(arguments)
    except SystemExit as done:  # help or version was printed
        sys.stdout.flush()
        return FINE if not done.code else USAGE
    from statusquo.cli.answering import answer  # noqa: PLC0415

    status = answer(request)
    sys.stdout.flush()
    return status


def _never_fail_to_encode() -> None:
    """What a terminal cannot show is spelled out instead of raising."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _report(error: Exception) -> int:
    from statusquo.cli.reporting import report  # noqa: PLC0415

    _say(report(error))
    return PROBLEMS


def _reader_left() -> int:
    """Whoever read the output has enough; what is still to be written goes nowhere."""
    import os  # noqa: PLC0415

    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return FINE
