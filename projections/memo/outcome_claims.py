"""What the war changed on the ground: control, forces, and the roads on which they depend."""

from collections.abc import Callable

from statusquo.events.forces import Departure, Deployment
from statusquo.events.territory import ControlPassed
from statusquo.judging.claim import Claim
from statusquo.judging.inquiry import Inquiry
from statusquo.judging.points import Point
from statusquo.lines.event import Event
from statusquo.projections.balances.weights import SOUTH_CAUCASUS
from statusquo.projections.forces import stationing
from statusquo.projections.memo.days import BEFORE_WAR, WRITTEN
from statusquo.projections.routes import access, dependence
from statusquo.projections.territory import control

SEVEN_DISTRICTS = (
    *("agdam-district", "fizuli-district", "jabrayil-district", "kelbajar-district"),
    *("lachin-district", "qubadli-district", "zangilan-district"),
)
KARABAKH = "nagorno-karabakh"


def seven_districts(ask: Inquiry) -> Point:
    """All seven districts around Nagorno-Karabakh in Azerbaijan's hands after the handovers."""
    held = [ask.holds(control, (d,), on="2020-12-01", value="AZE") for d in SEVEN_DISTRICTS]
    return Point.every(*held)


def rest_beyond_control(ask: Inquiry) -> Point:
    """Stepanakert/Khankendi not in Azerbaijan's hands at the time of writing."""
    return ~ask.holds(control, ("stepanakert-khankendi",), on=WRITTEN, value="AZE")


def turkish_forces_stay(ask: Inquiry) -> Point:
    """Turkish forces on Azerbaijan's territory at the end of every year of the record."""
    days = ("2020-12-31", "2021-12-31", "2022-12-31", "2023-12-31", "2024-12-31")
    return Point.every(*(ask.some(stationing, sender="TUR", host="AZE", on=day) for day in days))


def _passed_to_azerbaijan(territory: str) -> Callable[[Event], bool]:
    def passed(event: Event) -> bool:
        return isinstance(event, ControlPassed) and (event.territory, event.holder) == (
            territory,
            "AZE",
        )

    return passed


def _peacekeepers(cls: type[Deployment | Departure]) -> Callable[[Event], bool]:
    def theirs(event: Event) -> bool:
        where = (getattr(event, name, None) for name in ("sender", "site", "role"))
        return isinstance(event, cls) and tuple(where) == ("RUS", KARABAKH, "peacekeeping")

    return theirs


def last_moment(ask: Inquiry) -> Point:
    """Control of Shusha passed before the Russian peacekeepers came."""
    return ask.before(_passed_to_azerbaijan("shusha"), _peacekeepers(Deployment))


def depends_on_others(ask: Inquiry) -> Point:
    """The Russian forces in Nagorno-Karabakh are supplied over routes of Armenia and Azerbaijan."""
    by = [
        ask.some(dependence, sender="RUS", site=KARABAKH, gatekeeper=gatekeeper, on=WRITTEN)
        for gatekeeper in ("ARM", "AZE")
    ]
    return by[0] & by[1]


def unlike_the_protectorates(ask: Inquiry) -> Point:
    """Russia itself holds a way to Abkhazia and to South Ossetia, and none that starts in Russia
    to Nagorno-Karabakh: of the ways to it none but the corridor inside is Russia's.
    """
    direct = ask.some(access, site="abkhazia", gatekeeper="RUS", on=WRITTEN)
    direct = direct & ask.some(access, site="south-ossetia", gatekeeper="RUS", on=WRITTEN)
    through = ask.some(access, site=KARABAKH, gatekeeper=("ARM", "AZE"), on=WRITTEN)
    return direct & through


def not_before(ask: Inquiry) -> Point:
    """No Russian base, garrison or peacekeepers on Azerbaijan's territory on the eve of the war."""
    return ask.none(
        stationing,
        sender="RUS",
        host="AZE",
        role=("base", "garrison", "facility", "peacekeeping"),
        on=BEFORE_WAR,
    )


def raison_d_etre(ask: Inquiry) -> Point:
    """Why they are there is no fact; the mission and the place without control are shown."""
    seen = ask.holds(stationing, ("RUS", "AZE", KARABAKH, "peacekeeping"), on=WRITTEN)
    return ask.undecidable(
        "a purpose is not in a log; see what came after the place was taken",
        seen,
        rest_beyond_control(ask),
    )


def left_after_it_was_taken(ask: Inquiry) -> Point:
    """When Azerbaijan had taken the rest, the Russian mission left: that order, by the record."""
    return ask.before(_passed_to_azerbaijan("stepanakert-khankendi"), _peacekeepers(Departure))


def _russian_forces(ask: Inquiry, on: str) -> Point:
    return ask.some(stationing, sender="RUS", host=SOUTH_CAUCASUS, on=on)


def russia_stays(ask: Inquiry) -> Point:
    """Russian forces in the South Caucasus a year after the war."""
    return _russian_forces(ask, WRITTEN)


def russia_still_there(ask: Inquiry) -> Point:
    """Russian forces in the South Caucasus at the end of 2024."""
    return _russian_forces(ask, "2024-12-31")


CLAIMS = (
    Claim("Azerbaijan regained the seven districts.", seven_districts),
    Claim("What was left of Nagorno-Karabakh stayed beyond its control.", rest_beyond_control),
    Claim(
        "Turkish forces have been in Azerbaijan at the end of every year since.",
        turkish_forces_stay,
    ),
    Claim("Russia stepped in at the very last moment, after Shusha had fallen.", last_moment),
    Claim("Before the war Russia had no forces in Azerbaijan.", not_before),
    Claim(
        "The Russian peacekeepers depend on Armenia and Azerbaijan for all that they need.",
        depends_on_others,
    ),
    Claim(
        "Unlike Abkhazia and South Ossetia, Nagorno-Karabakh is cut off from Russia.",
        unlike_the_protectorates,
    ),
    Claim("The place beyond control is what the Russian mission is there for.", raison_d_etre),
    Claim(
        "Once Azerbaijan had taken the rest, there was no longer a Russian mission.",
        left_after_it_was_taken,
    ),
    Claim("Russia is not leaving the South Caucasus.", russia_stays),
    Claim("Three years on, its forces are still there.", russia_still_there),
)
