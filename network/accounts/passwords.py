"""Refuses passwords that are made of what anybody would try first here. Beside it stand Django's validators.

Twelve characters at least: a second factor stands behind every role, and three words are easy to type and to keep.
No rules of digits and signs: they make passwords alike, not strong. What counts is what is left when words that
anybody could guess are taken away.
"""

import re

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from network.models import Municipality, Organisation
from opinraitti.lib.text import folded, values

# What must be left, and how many different characters of it.
LEFT, DIFFERENT = 8, 5
SHORTEST_WORD = 4
WORDS_OF_THE_PORTAL = (
    "opinraitti", "portaali", "kainuu", "koillismaa", "salasana", "password", "lösenord", "kirjaudu", "tervetuloa",
    "ohjaaja", "ohjaus", "neuvonta", "koulutus", "työllisyys", "kevät", "kesä", "syksy", "talvi",
)  # fmt: skip
_YEAR = re.compile(r"(19|20)\d\d")
_SIGNS_AS_LETTERS = str.maketrans("013457@$!", "oleastasi")


class LengthValidator(MinimumLengthValidator):
    """Django's, in words of our own: its Finnish has none for this."""

    def get_error_message(self):
        return _("Salasana on liian lyhyt. Kirjoita vähintään %(min_length)d merkkiä.")


class GuessableWordsValidator:
    """For `AUTH_PASSWORD_VALIDATORS`."""

    def validate(self, password: str, user=None) -> None:
        left = folded(_YEAR.sub("", password)).translate(_SIGNS_AS_LETTERS)
        for word in sorted(_guessable(user), key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < LEFT or len(set(left)) < DIFFERENT:
            raise ValidationError(
                _(
                    "Salasana on helppo arvata. Jätä pois portaalin, paikkakunnan ja työpaikkasi nimi, oma nimesi, "
                    "vuosiluvut ja toistuvat merkit, tai lisää muita sanoja."
                ),
                code="password_guessable",
            )

    def get_help_text(self):
        return _("Hyvä salasana on kolme tai neljä sanaa, jotka eivät liity toisiinsa, portaaliin eivätkä työpaikkaasi.")


def _guessable(user) -> set[str]:
    texts = [*WORDS_OF_THE_PORTAL, *_names(Municipality.objects.all())]
    if user is not None:
        texts += [user.name, user.email]
        # Somebody who only makes an account belongs nowhere yet.
        texts += _names(Organisation.objects.filter(memberships__user=user)) if user.pk else []
    words = {word for text in texts for word in re.split(r"[\W_]+", folded(text))}
    return {word.translate(_SIGNS_AS_LETTERS) for word in words if len(word) >= SHORTEST_WORD}


def _names(rows) -> list[str]:
    return [text for row in rows.only("name") for text in values(row.name).values()]
