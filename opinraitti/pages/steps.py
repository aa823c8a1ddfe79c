"""What a person can do next, by permission: the desk teaches it while nothing waits."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.permissions import Actor, Permission


@dataclass(frozen=True)
class Step:
    text: str
    note: str
    url_name: str
    permission: Permission


STEPS = (
    Step(
        _("Katso, kuka osaa mitä"),
        _("Ihmiset-sivulta löydät verkoston ohjaajat ja sen, missä asioissa he auttavat."),
        "people",
        Permission.SEE_PEOPLE,
    ),
    Step(
        _("Kerro muille, missä sinä autat"),
        _("Täydennä profiilisi. Päätät itse, mitä siitä näkyy julkisesti."),
        "profile",
        Permission.WORK,
    ),
    Step(
        _("Kutsu työkaverisi mukaan"),
        _("Jäsenet-sivulla kutsut ihmisiä, annat rooleja ja päätät jäsenyyksiä."),
        "members",
        Permission.MANAGE_MEMBERS,
    ),
    Step(
        _("Katso, mitä organisaatiosi nimissä on tehty"),
        _("Loki kertoo, kuka teki mitä ja milloin."),
        "trace",
        Permission.SEE_TRACE,
    ),
    Step(
        _("Hoida tilejä ja jäsenyyksiä"),
        _("Kutsu organisaation ensimmäinen vastuuhenkilö, sulje tili tai avaa se uudelleen."),
        "members",
        Permission.MANAGE_MEMBERS_ANYWHERE,
    ),
    Step(
        _("Varmista, että viestit lähtevät"),
        _("Viestit-sivu näyttää, mikä on matkalla ja mikä ei mennyt perille."),
        "sent_mail",
        Permission.SEE_MAIL,
    ),
    Step(
        _("Tarkista portaalin loki"),
        _("Muutokset, kirjautumiset ja estetyt pääsyt koko portaalissa."),
        "trace",
        Permission.SEE_TRACE_ANYWHERE,
    ),
)


def steps_for(actor: Actor) -> list[dict]:
    return [{"text": step.text, "note": step.note, "url": reverse(step.url_name)} for step in STEPS if actor.may(step.permission)]
