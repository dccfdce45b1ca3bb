"""Hostile pages of up to 10 MB: a located error within a second and 64 MB, and nothing else.

Each is read in a process of its own, which reports what it took beyond importing the package.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

MEGABYTES = 10_000_000
SECONDS, MEMORY = 1.0, 64_000  # memory in kilobytes, as the system counts it
READ = """
import json, re, sys, time
from codec_events import VOCABULARY
from statusquo.errors import StatusQuoError
from statusquo.pages.files import read_pages
def most():
    with open("/proc/self/status") as status:
        return int(re.search("VmHWM:\\s+(\\d+) kB", status.read())[1])
memory, start = most(), time.process_time()
try:
    read_pages(sys.argv[1], VOCABULARY)
    found = []
except StatusQuoError as error:
    found = [[p.line, p.column, p.code] for p in getattr(error, "problems", [error])]
    text = str(error)
    assert len(text) < 200_000 and text.replace("\\n", "").isprintable(), text
seconds = time.process_time() - start
memory = most() - memory
print(json.dumps([found, seconds, memory]))
"""
GOOD = b'{"type":"strike","on":"1926-05-04","union":"miners","source":["gazette"]}\n'
START = b'{"type":"strike","on":"1926-05-04","union":'


def taken(page: Path) -> tuple[list[list[object]], float, int]:
    """What was found wrong with a page, in how many seconds and kilobytes."""
    path = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-c", READ, str(page)],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    found, seconds, memory = json.loads(done.stdout)
    return found, seconds, memory


def filled(line: bytes) -> bytes:
    """10 MB of one line."""
    return line * (MEGABYTES // len(line))


def keys(count: int) -> bytes:
    """An object with many keys."""
    return b"{" + b",".join(b'"%x":1' % number for number in range(count)) + b"}"


PAGES: dict[str, tuple[Callable[[], bytes], list[object]]] = {
    "one line of a": (lambda: filled(b"a"), [1, 1, "line-long"]),
    "one long text": (lambda: START + b'"' + filled(b"a") + b'"}', [1, 1, "line-long"]),
    "a long text on a line that may be": (
        lambda: START + b'"' + b"a" * 1_000_000 + b'","x":1}', [1, 1_000_048, "field-unknown"],
    ),
    "brackets": (lambda: filled(b"["), [1, 1, "line-long"]),
    "lines of brackets": (lambda: filled(b"[" * 1_000_000 + b"\n"), [1, 66, "json-depth"]),
    "nested objects": (lambda: b'{"a":' * 100_000, [1, 326, "json-depth"]),
    "objects": (lambda: filled(b"{}\n"), [1, 1, "type-missing"]),
    "lists": (lambda: filled(b"[]\n"), [1, 1, "value-type"]),
    "a huge number": (lambda: START + b"1" * 1_000_000 + b"}", [1, 44, "number-long"]),
    "huge numbers": (
        lambda: filled(START + b'"a","members":' + b"9" * 10_000 + b"}\n"), [1, 58, "number-long"],
    ),
    "many keys": (lambda: keys(100_000), [1, 40_632, "json-values"]),
    "fewer keys": (
        lambda: b'{"type":"strike",' + keys(4_900)[1:], [1, 1, "field-missing"],
    ),
    "the same keys": (
        lambda: filled(b'{"type":"strike","type":"strike"}\n'), [1, 1, "field-missing"],
    ),
    "many values": (
        lambda: START + b'"a","places":[' + b"1," * 400_000 + b"1]}", [1, 10_048, "json-values"],
    ),
    "many bad values": (
        lambda: filled(START + b'"a","places":[' + b"1," * 4_900 + b"1]}\n"), [1, 58, "value-type"],
    ),
    "many words that are nearly known": (
        lambda: filled(b'{"type":"settlement","on":"1926","parties":[],"clauses":['
        + b'{"duty":"yap"},' * 2_400 + b"1]}\n"), [1, 67, "value-unknown"],
    ),
    "types that are nearly known": (
        lambda: filled(b'{"type":"tnemelttessettlemen"}\n'), [1, 10, "type-unknown"],
    ),
    "long names": (
        lambda: filled(b'{"type":"' + b"strike" * 100_000 + b'"}\n'), [1, 10, "type-unknown"],
    ),
    "not a number": (lambda: filled(START + b"NaN}\n"), [1, 44, "number-not-finite"]),
    "zero bytes": (lambda: filled(b"\0"), [1, 1, "line-long"]),
    "lines of zero bytes": (lambda: filled(b"\0\0\0\n"), [1, 1, "json-syntax"]),
    "zero bytes in texts": (lambda: filled(START + b'"\0"}\n'), [1, 45, "text-control"]),
    "escaped zero bytes": (lambda: filled(START + b'"\\u0000"}\n'), [1, 45, "text-control"]),
    "bidi controls": (lambda: filled(START + b'"\xe2\x80\xae"}\n'), [1, 45, "text-bidi"]),
    "lone surrogates": (lambda: filled(START + b'"\\ud800"}\n'), [1, 45, "text-surrogate"]),
    "bytes that are not UTF-8": (lambda: filled(b"\xff\n"), [1, 1, "not-utf8"]),
    "a line that is not UTF-8": (
        lambda: START + b'"' + b"a" * 1_000_000 + b"\xff", [1, 1_000_045, "not-utf8"],
    ),
    "UTF-16": (
        lambda: b"\xff\xfe" + GOOD.decode().encode("utf-16-le") * 60_000, [1, 1, "not-utf8"],
    ),
    "marks on marks": (
        lambda: START + b'"a' + b"\xcc\x81\xcc\xa3" * 200_000 + b'"}', [1, 45, "name-not-nfc"],
    ),
    "quotes": (lambda: filled(b'"'), [1, 1, "line-long"]),
    "lines of quotes": (lambda: filled(b'"' * 100 + b"\n"), [1, 3, "json-syntax"]),
    "backslashes": (lambda: filled(b'"' + b"\\" * 1_000_001 + b"\n"), [1, 1, "json-syntax"]),
    "dates": (
        lambda: filled(b'{"type":"strike","union":"a","on":"' + b"1" * 100_000 + b'"}\n'),
        [1, 36, "date-notation"],
    ),
    "a bad line after good ones": (lambda: filled(GOOD) + b"{}", [135_136, 1, "type-missing"]),
    "a bad line after good ones with blanks": (
        lambda: filled(GOOD.replace(b",", b", ")) + b"{}", [129_871, 1, "type-missing"],
    ),
    "a bad line after good ones with escapes": (
        lambda: filled(GOOD.replace(b"miners", b"\\u00e9\\/")) + b"{}",
        [131_579, 1, "type-missing"],
    ),
    "a bad line after long good ones": (
        lambda: filled(START + b'"a","places":[' + b'"a place with a name",' * 900 + b'"a"]}\n')
        + b"{}", [504, 1, "type-missing"],
    ),
    "a bad line after blank ones": (lambda: filled(b"\n") + b"{}", [10_000_001, 1, "type-missing"]),
    "a bad line after blanks": (lambda: filled(b" \r\n") + b"{}", [3_333_334, 1, "type-missing"]),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_refused_in_bounds(name: str, tmp_path: Path) -> None:
    """Whatever a page of 10 MB holds, its first mistake is found in bounded time and memory."""
    make, first = PAGES[name]
    page = tmp_path / "page.jsonl"
    page.write_bytes(make())
    found, seconds, memory = taken(page)
    assert found[0] == first
    assert len(found) <= 100
    assert seconds < 2 * SECONDS  # twice, for machines that do something else besides
    assert memory < MEMORY
    print(f"{name}: {seconds:.2f} s, {memory / 1000:.0f} MB")  # noqa: T201


def test_a_hostile_page_among_good_ones_is_named(tmp_path: Path) -> None:
    """A folder with one bad page names it and loads nothing by half."""
    for number in range(20):
        (tmp_path / f"{number}.jsonl").write_bytes(GOOD)
    (tmp_path / "7.jsonl").write_bytes(GOOD + b"[" * 500_000)
    found, _, _ = taken(tmp_path)
    assert found == [[2, 66, "json-depth"]]
