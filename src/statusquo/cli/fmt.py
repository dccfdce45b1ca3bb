"""`statusquo fmt PAGE...`: pages in canonical spacing."""

import sys
from collections.abc import Iterator
from pathlib import Path

from statusquo.cli.answering import Answer
from statusquo.cli.arguments import Request
from statusquo.cli.patience import patience
from statusquo.cli.reporting import report
from statusquo.errors import StatusQuoError
from statusquo.lines.plain_text import visible
from statusquo.pages.codec import Codec
from statusquo.pages.files import fmt_page
from statusquo.pages.replacing import read_whole
from statusquo.table import Table


def answer(request: Request) -> Answer:
    """Write the pages that are named, or with --check only say which would change."""
    changed: list[str] = []
    failed = False
    for page in _pages(request.words):
        patience.step(f"formatting {page}")
        try:
            if _would_change(page) if request.check else fmt_page(page):
                changed.append(page)
        except StatusQuoError as error:
            failed = True
            print(report(error), file=sys.stderr)
    return Answer(
        lines=lambda _: map(visible, changed),
        document=lambda: {"verb": "fmt", "rows": [{"page": page} for page in changed]},
        table=lambda: Table(("page",), [(page,) for page in changed]),
        status=1 if failed or (request.check and changed) else 0,
    )


def _pages(paths: list[str]) -> Iterator[str]:
    """The pages that are named, and those of each folder."""
    for path in map(Path, paths):
        inside = sorted(path.glob("[!.]*.jsonl")) if path.is_dir() else [path]
        yield from map(str, inside)


def _would_change(page: str) -> bool:
    codec, before = Codec(), read_whole(Path(page))
    return codec.encode_page(codec.decode_page(before, page).lines) != before
