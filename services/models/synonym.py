"""What people say and what it means here: other words, life situations, target groups, ways to reach, what is elsewhere."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nTextField

from opinraitti.lib.constraints import rule
from services.enums import ChannelKind, SynonymKind, SynonymOrigin, WordLanguage


def word_list(value) -> None:
    """Refuses what is not a list of non-empty strings."""
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise ValidationError(_("Anna luettelo sanoista. Tyhjää sanaa ei voi antaa."))


def _of_kind(kind: SynonymKind, needed: Q) -> Q:
    return ~Q(kind=kind) | needed


class Synonym(models.Model):
    """One entry of the vocabulary: when a question says this, search for that.

    `said`: words or fragments of which one is enough; `said_all`: words that must all occur, in any order, “koulu|opinnot”
    being one of the two. `means`: what to look for then, best first. `weight`: 1 the same thing, .8 nearly, .5 related,
    .3 loosely. `situation` and `group` are codes of `Term`. `both_ways`: who asks with a word of `means` is served by
    `said` too. `instead` tells, per language, what to do when the matter belongs elsewhere.

    Rows come from `services/data/` with `migrate` and keep their `key`, so that a later migration renews them; a row
    that the working group has changed or added is `edited` and never touched. Own rows have no key.
    """

    key = models.CharField(_("tunnus"), max_length=120, unique=True, null=True, blank=True, default=None, editable=False)
    origin = models.CharField(_("alkuperä"), max_length=10, choices=SynonymOrigin, default=SynonymOrigin.EDITED, editable=False)
    kind = models.CharField(_("laji"), max_length=15, choices=SynonymKind, default=SynonymKind.SYNONYM)
    language = models.CharField(_("kieli"), max_length=2, choices=WordLanguage, default=WordLanguage.FINNISH)
    said = models.JSONField(_("jokin näistä sanoista"), default=list, blank=True, validators=[word_list])
    said_all = models.JSONField(_("kaikki nämä sanat"), default=list, blank=True, validators=[word_list])
    means = models.JSONField(_("tarkoittaa"), default=list, blank=True, validators=[word_list])
    situation = models.CharField(_("elämäntilanne"), max_length=120, blank=True, default="")
    group = models.CharField(_("kohderyhmä"), max_length=120, blank=True, default="")
    channel = models.CharField(_("asiointitapa"), max_length=10, choices=ChannelKind, blank=True, default="")
    instead = I18nTextField(_("mitä tehdä, kun asia hoidetaan muualla"), blank=True, default="")
    weight = models.FloatField(_("paino"), default=1.0)
    both_ways = models.BooleanField(_("molempiin suuntiin"), default=False)
    note = models.CharField(_("huomautus"), max_length=120, blank=True, default="")
    active = models.BooleanField(_("käytössä"), default=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("hakusana")
        verbose_name_plural = _("hakusanasto")
        constraints = [
            rule(~Q(said=[]) | ~Q(said_all=[]), name="synonym_said", message=_("Kerro, mitä ihminen sanoo.")),
            rule(Q(weight__gt=0, weight__lte=1), name="synonym_weight", message=_("Paino on enemmän kuin 0 ja enintään 1.")),
            rule(
                _of_kind(SynonymKind.SYNONYM, ~Q(means=[])),
                name="synonym_means",
                message=_("Kerro, mitä sana tarkoittaa."),
            ),
            rule(
                _of_kind(SynonymKind.SITUATION, ~Q(situation="")),
                name="synonym_situation",
                message=_("Valitse elämäntilanne."),
            ),
            rule(
                _of_kind(SynonymKind.OUT_OF_SCOPE, ~Q(instead="")),
                name="synonym_instead",
                message=_("Kerro, mistä apua saa."),
            ),
            rule(_of_kind(SynonymKind.TARGET, ~Q(group="")), name="synonym_group", message=_("Valitse kohderyhmä.")),
            rule(_of_kind(SynonymKind.CHANNEL, ~Q(channel="")), name="synonym_channel", message=_("Valitse asiointitapa.")),
            rule(
                ~Q(origin=SynonymOrigin.PORTAL) | Q(key__isnull=False),
                name="synonym_origin",
                message=_("Portaalin mukana tulevalla sanalla on tunnus."),
            ),
        ]

    def __str__(self):
        return " / ".join(self.said) or " + ".join(self.said_all)
