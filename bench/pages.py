"""What is asked of the portal: the pages of the table, many different searches, and questions meant to be costly."""

from dataclasses import dataclass
from random import Random
from urllib.parse import quote, urlencode

from opinraitti.demo.bench_texts import WORDS, Author

SEED = 200
MIXED = 200


@dataclass(frozen=True)
class Page:
    """A row of the table: `paths` are asked one after another, again and again."""

    name: str
    paths: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """`filters`: (name in the address, value) pairs."""

    words: str
    filters: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> str:
        return f"/palvelut/?{urlencode([('q', self.words), *self.filters])}"


_FILTERS = (
    ("kunta", "kajaani"), ("kunta", "kuhmo"), ("kunta", "kuusamo"), ("tyyppi", "guidance"), ("tyyppi", "training"),
    ("tilanne", "tyoton"), ("tilanne", "muutin-suomeen"), ("kohderyhma", "nuoret"), ("kohderyhma", "aikuiset"),
    ("aihe", "tyonhaku"), ("aihe", "digitaidot"), ("kanava", "phone"), ("kanava", "place"), ("kieli", "sv"),
    ("kynnys", "maksuton"), ("auki", "kylla"),
)  # fmt: skip


def _misspelt(word: str, random: Random) -> str:
    """The word without one of its inner letters."""
    place = random.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1 :]


def questions(count: int = MIXED) -> list[Question]:
    """Different questions, the same every time: inflected, compound, misspelt, with a place, in three languages, filtered."""
    random = Random(SEED)
    authors = {language: Author(language, random) for language in ("fi", "sv", "en")}
    places = [forms.split()[2] for forms in WORDS["municipalities"].values()]
    found: dict[Question, None] = {}
    while len(found) < count:
        author = authors[random.choice(("fi", "fi", "fi", "fi", "sv", "en"))]
        nouns = [random.choice(noun) for noun in random.choices(author.nouns, cum_weights=author.weights, k=2)]
        words = random.choice((nouns[0], _misspelt(nouns[0], random), " ".join(nouns), f"{nouns[0]} {random.choice(places)}"))
        filters = random.sample(_FILTERS, random.choice((0, 0, 1, 2)))
        found[Question(words, tuple(filters))] = None
    return list(found)


def pages() -> list[Page]:
    single = {
        "search, 10 % found, a filter": "/palvelut/?q=uraohjaus&kunta=kajaani",
        "search, 90 % found": "/palvelut/?q=palvelu",
        "search, no word, a filter": "/palvelut/?tilanne=tyoton",
        "search, no word": "/palvelut/",
        "service": "/palvelut/bench-000100/",
        "home": "/",
        "providers": "/toimijat/",
        "interface, search": "/api/v1/services?q=uraohjaus",
    }
    mixed = Page(f"search, {MIXED} different", tuple(question.path for question in questions()))
    return [*(Page(name, (path,)) for name, path in single.items()), mixed]


def costly() -> list[Page]:
    """Questions that somebody may ask to do harm. An address is at most 4 094 characters long (gunicorn's limit)."""
    words = " ".join(question.words for question in questions())
    return [
        Page(
            "a question of 200 characters",
            tuple(f"/palvelut/?q={quote(words[start : start + 200])}" for start in range(0, 2000, 200)),
        ),
        Page("page 1 000 000 000", ("/palvelut/?q=palvelu&sivu=1000000000",)),
        Page("300 filters", ("/palvelut/?q=palvelu&" + "&".join(f"kieli=x{number}" for number in range(300)),)),
    ]
