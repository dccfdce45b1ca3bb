"""What can be asked on the command line: each verb with its words, its options and its answer."""

from typing import NamedTuple

from statusquo.cli.options import VIEWS


class Verb(NamedTuple):
    """A verb, its words as the usage line shows them, and how many it takes at least and at most.

    The module of the same name beside this one answers it.
    """

    name: str
    words: str
    least: int
    most: int | None
    options: tuple[str, ...]
    summary: str
    answer: str
    example: str


_SOURCE_ROW = "{key, title, issuer, published, party, declared, events}"
_FINDING_ROW = "{code, text, hint, projection, key, on, page, line, column, events}"

VERBS: tuple[Verb, ...] = (
    Verb(
        name="at",
        words="DAY",
        least=1,
        most=1,
        options=("of", "actor", "log", *VIEWS, "format"),
        summary="what holds at the end of a day",
        answer=(
            "JSON: {verb, on, events, rows, changes, coverage, sources}. A row is {projection, "
            "key, value, verdict, possible, disputed}: `key` has the places by name, `value` is "
            "null where the fact is only possible, `possible` lists the values on all readings, "
            "null among them where it may not hold, `disputed` says whether tellings differ. "
            "`changes` are the turns of that day, `coverage` the claims of completeness for it, "
            "`sources` the keys of the works behind the rows."
        ),
        example="statusquo at 2020-11-10 --of membership --actor ARM",
    ),
    Verb(
        name="diff",
        words="DAY DAY",
        least=2,
        most=2,
        options=("of", "actor", "log", *VIEWS, "format"),
        summary="what differs between the ends of two days, and by which events",
        answer=(
            "JSON: {verb, after, until, rows}. A row is {projection, key, kind, before, after, "
            "on, events}: `on` is the day of the last turn, `events` the ids behind it."
        ),
        example="statusquo diff 1999-01-01 2009-01-01 --of membership",
    ),
    Verb(
        name="why",
        words="PROJECTION KEY...",
        least=1,
        most=None,
        options=("on", "log", *VIEWS, "format"),
        summary="why a fact holds on a day, or does not",
        answer=(
            "JSON: {verb, rows} with one row {projection, key, on, verdict, value, possible, "
            "events, coverage, near, sources}. An event has its `part`: because, again, rival, "
            "superseded (with `until`), or adds (with `amount`)."
        ),
        example="statusquo why membership CSTO ARM --on 2020-11-10",
    ),
    Verb(
        name="spells",
        words="PROJECTION",
        least=1,
        most=1,
        options=("by", "actor", "log", *VIEWS, "format"),
        summary="the periods during which the facts of a projection held",
        answer=(
            "JSON: {verb, projection, by, rows}. A row is {key, value, start, end, last_day, "
            "certain_start, certain_end, possible_start, possible_end, left_censored, "
            "right_censored, censored_on, opened_by, closed_by}, `value` only with --by value; "
            "`start` is the first day, `end` the first day after, `last_day` the last, null "
            "where it is open."
        ),
        example="statusquo spells membership --actor UZB --format csv",
    ),
    Verb(
        name="disagreements",
        words="",
        least=0,
        most=0,
        options=("of", "actor", "log", *VIEWS, "format"),
        summary="where tellings and sources disagree, for how long, and who says what",
        answer=(
            "JSON: {verb, rows}. A row is {projection, key, start, end, last_day, days, "
            "censored_on, dispute, holds, value, possible, said_by, parties, events}: one for each "
            "position; `dispute` is the act of which the tellings differ."
        ),
        example="statusquo disagreements --of control --actor shusha",
    ),
    Verb(
        name="compare",
        words="PAGE_OR_FOLDER [PAGE_OR_FOLDER]",
        least=1,
        most=2,
        options=("of", "actor", "known", "told-by", "not-told-by", "format"),
        summary="where two logs do not say the same; one alone is compared with the record",
        answer=(
            "JSON: {verb, a, b, rows}. A row is {projection, key, start, end, last_day, days, "
            "censored_on, kind, verdict_a, value_a, possible_a, sources_a, verdict_b, ...}; `kind` "
            "is differ, open (some reading of both is the same) or one-sided (one cannot know)."
        ),
        example="statusquo compare mine.jsonl theirs.jsonl --of membership",
    ),
    Verb(
        name="what-if",
        words="EVENT...",
        least=1,
        most=None,
        options=("of", "log", "known", "told-by", "not-told-by", "format"),
        summary="what would differ in the log, and for how long, without some events",
        answer=(
            "JSON: {verb, note, rows}. A row is {projection, key, start, end, last_day, days, "
            "censored_on, change, verdict, value, possible, verdict_then, value_then, "
            "possible_then}. With an event go its replacements and the other tellings of its act."
        ),
        example="statusquo what-if 33814b7e56ec --of strength",
    ),
    Verb(
        name="check",
        words="[PAGE_OR_FOLDER]",
        least=0,
        most=1,
        options=("of", "log", *VIEWS, "format"),
        summary="everything in a log that a person should look at; silent when all is well",
        answer=f"JSON: {{verb, rows}}. A row is {_FINDING_ROW}. The exit is 1 if there are rows.",
        example="statusquo check mine.jsonl",
    ),
    Verb(
        name="claims",
        words="[NAME...]",
        least=0,
        most=None,
        options=("log", *VIEWS, "format"),
        summary="what the log says of the shipped claims, and on what each ruling depends",
        answer=(
            "JSON: {verb, rows}. A row is {claim, text, ruling, headline, choices, known, told_by, "
            "depends_on, same_under, untried, evidence}: `ruling` is holds, fails or undecidable, "
            "`depends_on` has {kind, setting, ruling} for each thing under which it is another, "
            "`evidence` has facts, counterexamples, events and sources. With names only these "
            "claims are judged, and their evidence is shown in full."
        ),
        example="statusquo claims turkey-in-nato",
    ),
    Verb(
        name="fmt",
        words="PAGE...",
        least=1,
        most=None,
        options=("check",),
        summary="write pages in canonical spacing; no id changes",
        answer="The pages that changed are named, a line each. A folder stands for its pages.",
        example="statusquo fmt mine.jsonl",
    ),
    Verb(
        name="sources",
        words="",
        least=0,
        most=0,
        options=("of", "log", *VIEWS, "format"),
        summary="the works behind the record, to cite, with how many events rest on each",
        answer=(
            f"JSON: {{verb, rows}}. A row is {_SOURCE_ROW}. With --of only events that say "
            "something about these projections count."
        ),
        example="statusquo sources --of membership --format csv",
    ),
)


def verb_named(name: str) -> Verb | None:
    """Return the verb of this name, if there is one."""
    return next((verb for verb in VERBS if verb.name == name), None)
