"""The trace in plain Finnish: what each action was, and what the pages that show personal data are for.

An action without words is shown by its code; `tests/test_trace_words.py` names those that the code writes.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from opinraitti.lib.audit import ANONYMOUS


@dataclass(frozen=True)
class Kind:
    """Actions that a reader looks for together. `words`: {action: what its actor did}."""

    slug: str
    label: str
    words: dict[str, str]


KINDS = (
    Kind(
        "estetyt",
        gettext_lazy("Estetyt ja epäonnistuneet"),
        {
            "access.refused": gettext_lazy("Yritti avata sivun, johon ei ole oikeutta"),
            "sign_in.failed": gettext_lazy("Kirjautuminen epäonnistui"),
            "sign_in.proof_failed": gettext_lazy("Antoi väärän salasanan tai koodin"),
            "second_factor.failed": gettext_lazy("Kirjautumisen vahvistus epäonnistui"),
        },
    ),
    Kind(
        "kirjautuminen",
        gettext_lazy("Kirjautuminen"),
        {
            "sign_in.done": gettext_lazy("Kirjautui sisään"),
            "sign_in.ended": gettext_lazy("Kirjautui ulos"),
            "sessions.ended": gettext_lazy("Kirjasi laitteita ulos"),
            "second_factor.added": gettext_lazy("Otti käyttöön kirjautumisen vahvistuksen"),
            "second_factor.removed": gettext_lazy("Poisti kirjautumisen vahvistuksen"),
            "recovery_code.used": gettext_lazy("Vahvisti kirjautumisen varakoodilla"),
            "recovery_codes.renewed": gettext_lazy("Teki uudet varakoodit"),
            "password.changed": gettext_lazy("Vaihtoi salasanan"),
            "password.reset": gettext_lazy("Teki unohtuneen tilalle uuden salasanan"),
            "email.changed": gettext_lazy("Vaihtoi sähköpostiosoitteen"),
            "single_sign_on.connected": gettext_lazy("Otti käyttöön oman organisaation kirjautumisen"),
            "single_sign_on.disconnected": gettext_lazy("Poisti oman organisaation kirjautumisen"),
            "parked_form.kept": gettext_lazy("Jätti lomakkeen kesken, kun istunto päättyi"),
            "parked_form.sent": gettext_lazy("Lähetti tallennetun lomakkeen"),
            "parked_form.discarded": gettext_lazy("Poisti tallennetun lomakkeen"),
        },
    ),
    Kind(
        "jasenet",
        gettext_lazy("Jäsenet ja roolit"),
        {
            "membership.added": gettext_lazy("Lisäsi jäsenen"),
            "membership.role_added": gettext_lazy("Antoi roolin"),
            "membership.role_removed": gettext_lazy("Poisti roolin"),
            "membership.changed": gettext_lazy("Muutti jäsenyyden tietoja"),
            "membership.profile_changed": gettext_lazy("Muutti esittelyä"),
            "membership.ended": gettext_lazy("Päätti jäsenyyden"),
            "membership.continued": gettext_lazy("Perui jäsenyyden päättymisen"),
            "membership.invitations_moved": gettext_lazy("Siirsi avoimet kutsut kollegalle"),
            "invitation.sent": gettext_lazy("Lähetti kutsun"),
            "invitation.sent_again": gettext_lazy("Lähetti kutsun uudelleen"),
            "invitation.withdrawn": gettext_lazy("Perui kutsun"),
            "invitation.accepted": gettext_lazy("Hyväksyi kutsun"),
            "invitation.asked_again": gettext_lazy("Pyysi vanhentuneen kutsun tilalle uutta"),
            "join_request.sent": gettext_lazy("Pyysi päästä jäseneksi"),
            "join_request.approved": gettext_lazy("Hyväksyi liittymispyynnön"),
            "join_request.refused": gettext_lazy("Hylkäsi liittymispyynnön"),
            "join_request.taken_back": gettext_lazy("Perui liittymispyynnön"),
            "access_review.done": gettext_lazy("Tarkisti käyttöoikeudet"),
            "access_review.reminded": gettext_lazy("Muistutti käyttöoikeuksien tarkistuksesta"),
        },
    ),
    Kind(
        "tilit",
        gettext_lazy("Tilit ja profiilit"),
        {
            "account.created": gettext_lazy("Loi tilin"),
            "account.closing_noticed": gettext_lazy("Kertoi, että käyttämätön tili suljetaan"),
            "account.not_closed": gettext_lazy("Ei sulkenut tiliä: organisaatio olisi jäänyt ilman vastuuhenkilöä"),
            "account.closed": gettext_lazy("Sulki tilin"),
            "account.reopened": gettext_lazy("Avasi tilin uudelleen"),
            "account.second_factor_reset": gettext_lazy("Nollasi kirjautumisen vahvistuksen"),
            "profile.changed": gettext_lazy("Muutti profiilia"),
        },
    ),
    Kind(
        "palvelut",
        gettext_lazy("Palvelut ja sanastot"),
        {
            "import.added": gettext_lazy("Toi uuden tiedon toisesta järjestelmästä"),
            "import.changed": gettext_lazy("Toi muutoksia toisesta järjestelmästä"),
            "import.archived": gettext_lazy("Siirsi arkistoon: lähdejärjestelmässä ei ole enää tietoa"),
            "responsibility.added": gettext_lazy("Lisäsi rivin vastuukarttaan"),
            "front_door.set": gettext_lazy("Muutti neuvonnan yhteystietoja"),
            "synonym.added": gettext_lazy("Lisäsi hakusanan"),
            "synonym.changed": gettext_lazy("Muutti hakusanaa"),
            "term.changed": gettext_lazy("Muutti sanaston sanaa"),
        },
    ),
    Kind("viestit", gettext_lazy("Viestit"), {"mail.sent_again": gettext_lazy("Lähetti viestin uudelleen")}),
)
WORDS = {action: words for kind in KINDS for action, words in kind.words.items()}

# What a person was doing when the page showed somebody's data: the codes given to `reads.note`.
PURPOSES = {
    "members": pgettext_lazy("miksi katsottiin", "Jäsenten luettelo"),
    "member": pgettext_lazy("miksi katsottiin", "Jäsenen tiedot"),
    "access_review": pgettext_lazy("miksi katsottiin", "Käyttöoikeuksien tarkistus"),
    "people": pgettext_lazy("miksi katsottiin", "Ihmisten haku"),
    "person": pgettext_lazy("miksi katsottiin", "Henkilön yhteystiedot"),
    "mail": pgettext_lazy("miksi katsottiin", "Lähtemättömät viestit"),
    "trace": pgettext_lazy("miksi katsottiin", "Loki"),
}

# Jobs that act by themselves, by their commands.
JOBS = {
    "import_ptv": gettext_lazy("Palvelutietovarannon tuonti"),
    "seed_demo": gettext_lazy("Kokeilun aineisto"),
    "close_unused_accounts": gettext_lazy("Käyttämättömien tilien sulkeminen"),
    "remind_access_reviews": gettext_lazy("Muistutus käyttöoikeuksista"),
}
_JOB = "system:"


def sentence(action: str) -> str:
    return str(WORDS.get(action, action))


def purpose_words(purpose: str) -> str:
    """`purpose` is as it is in the record: one code or several with commas."""
    return ", ".join(str(PURPOSES.get(code, code)) for code in purpose.split(", "))


def name_without_person(actor: str) -> str:
    """What to call an actor who is no person of the portal."""
    if actor == ANONYMOUS.audit_name:
        return _("Kirjautumaton kävijä")
    name = actor.removeprefix(_JOB)
    return _("Portaali: %(job)s") % {"job": JOBS.get(name, name)} if actor.startswith(_JOB) else actor
