"""Military cooperation short of war: exercises held together, and training given."""

import attrs

from statusquo.lines.event import Event


@attrs.frozen(kw_only=True)
class Exercise(Event):
    """`participants` held the military exercise `exercise` together, on the ground of `host`.

    `on` is the day on which it began.
    """

    exercise: str
    participants: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    host: str | None = None


@attrs.frozen(kw_only=True)
class Training(Event):
    """`trainer` began to train forces of `trainee`, in what `subject` says.

    Trainers who are stationed with the trainee are a `Deployment` as well.
    """

    trainer: str
    trainee: str
    subject: str
