"""Whether two timelines answer every question alike."""

import datetime
from collections.abc import Iterable
from typing import Any

import statusquo as sq
from statusquo.lines.keys import Key


def answers(history: sq.Timeline, days: Iterable[datetime.date], keys: Iterable[Key]) -> Any:
    """What a timeline says to every question, in a form that can be compared."""
    days = list(days)
    first, last = days[0], days[-1]
    return {
        "repr": repr(history),
        "by key": history.spells().to_dicts(),
        "by value": history.spells(by="value").to_dicts(),
        "opened and closed": [
            (s.opened_by and s.opened_by.id, s.closed_by and s.closed_by.id)
            for s in history.each_spell(by="value")
        ],
        "changes": [
            (t.on, t.key, t.before, t.after, [e.id for e in t.events])
            for t in history.changes(after=first, until=last)
        ],
        "diff": history.diff(first, last),
        "panels": [
            history.panel(freq="month", rule=rule, since=first, until=last).to_dicts()
            for rule in ("any", "first", "last", "most")
        ],
        "findings": history.findings(),
        "days": [on_a_day(history, day) for day in days],
        "keys": [of_a_key(history, key, day) for key in keys for day in days],
    }


def on_a_day(history: sq.Timeline, day: datetime.date) -> Any:
    """What a timeline says of one day."""
    return [
        (list(facts), facts, facts.certain(), list(facts.possible().items()), facts.unknown())
        for facts in (history.at(day), history.before(day), history.during(day))
    ]


def of_a_key(history: sq.Timeline, key: Key, day: datetime.date) -> Any:
    """What a timeline says of one key on one day."""
    why = history.why(key, on=day)
    return (
        history.values(key, on=day),
        [history.holds(key, on=day, value=value) for value in (None, 1, 2)],
        history.at(day).get(key),
        (why.verdict, why.value, why.near, why.coverage, why.contributions, why.superseded),
        [[e.id for e in events] for events in (why.events, why.corroborated_by, why.rivals)],
    )


def assert_same(
    one: sq.Timeline, other: sq.Timeline, days: Iterable[datetime.date], keys: Iterable[Key]
) -> None:
    """Compare every answer, so that what differs is told by its name."""
    keys = list(keys)
    mine, theirs = (answers(history, list(days), keys) for history in (one, other))
    for question, answer in mine.items():
        assert answer == theirs[question], question
