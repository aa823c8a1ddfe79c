"""Every kind of page a reader can meet, once. A new kind of page gets a row here and is held by all that reads it."""

from dataclasses import dataclass

from tests.browser.portal import ARCHIVED, ITS_SUCCESSOR

PREFIXES = {"fi": "", "fi-simple": "/fi-simple", "sv": "/sv", "en": "/en"}
SERVICE = f"/palvelut/{ITS_SUCCESSOR}/"


@dataclass(frozen=True)
class Kind:
    """`path` without its language; `in_languages` is False where one page speaks to all."""

    name: str
    path: str
    status: int = 200
    in_languages: bool = True


KINDS = (
    Kind("home", "/"),
    Kind("list", "/palvelut/"),
    Kind("list with filters", "/palvelut/?q=työ&kunta=kajaani&kynnys=maksuton"),
    Kind("list without results", "/palvelut/?q=qwxz"),
    Kind("service", SERVICE),
    Kind("archived service", f"/palvelut/{ARCHIVED}/", 410),
    Kind("providers", "/toimijat/"),
    Kind("provider", "/toimijat/kajaanin-kaupunki/"),
    Kind("ended provider", "/toimijat/kainuun-te-toimisto/", 410),
    Kind("advice", "/kysy-neuvoa/"),
    Kind("about", "/tietoa/"),
    Kind("accessibility", "/saavutettavuus/"),
    Kind("privacy", "/tietosuoja/"),
    Kind("sign in", "/kirjaudu/"),
    Kind("code by mail", "/kirjaudu/koodi/"),
    Kind("no sign-up", "/kirjaudu/uusi-tili/"),
    Kind("closed account", "/kirjaudu/suljettu/"),
    Kind("forgotten password", "/salasana/unohtui/"),
    Kind("link sent", "/salasana/unohtui/lahetetty/"),
    Kind("link that is worn out", "/salasana/uusi/1-a-b/"),
    Kind("password changed", "/salasana/uusi/valmis/"),
    Kind("no access", "/virhe/403/", 403),
    Kind("not found", "/virhe/404/", 404),
    Kind("bad request", "/virhe/400/", 400, in_languages=False),
    Kind("our failure", "/virhe/500/", 500, in_languages=False),
)
VISITS = [(kind, language) for kind in KINDS for language in (PREFIXES if kind.in_languages else ["fi"])]
VISIT_IDS = [f"{kind.name}-{language}" for kind, language in VISITS]


def path_of(kind: Kind, language: str) -> str:
    return PREFIXES[language] + kind.path
