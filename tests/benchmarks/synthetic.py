"""Synthetic logs: four kinds of events in equal parts, on random days of 1816 to 2026."""

import datetime
import json
import pathlib
import random

FIRST = datetime.date(1816, 1, 1)
DAYS = 77_066
STATES = [f"S{number:03d}" for number in range(200)]
BODIES = [f"O{number:03d}" for number in range(400)]


def write_page(path: pathlib.Path, events: int) -> None:
    """Write a page of canonical lines, the same for the same number of events."""
    draw = random.Random(events)
    with path.open("wb") as page:
        for number in range(events):
            fields = one_line(draw, number)
            page.write(json.dumps(fields, separators=(",", ":")).encode() + b"\n")


def one_line(draw: random.Random, number: int) -> dict[str, object]:
    """One event; `ref` keeps equal acts apart."""
    on = (FIRST + datetime.timedelta(days=draw.randrange(DAYS))).isoformat()
    rest: dict[str, object] = {"source": [f"source-{draw.randrange(500)}"], "ref": str(number)}
    kind = draw.randrange(4)
    if kind < 2:
        body, state = draw.choice(BODIES), draw.choice(STATES)
        name = ("accession", "withdrawal")[kind]
        return {"type": name, "on": on, "organisation": body, "member": state, **rest}
    sender, host = draw.sample(STATES, 2)
    where: dict[str, object] = {"sender": sender, "host": host, "site": "north", "role": "base"}
    if kind == 2:
        where["troops"] = draw.randrange(1, 5000)
    name = ("deployment", "departure")[kind - 2]
    return {"type": name, "on": on, **where, **rest}
