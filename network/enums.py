"""The closed lists of the network: what kinds of areas and organisations there are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AreaSort(models.TextChoices):
    """Four different areas that are easily taken for one (see `Area`)."""

    REGION = "region", _("Maakunta")
    EMPLOYMENT_AREA = "employment_area", _("Työllisyysalue")
    WELLBEING_COUNTY = "wellbeing_county", _("Hyvinvointialue")
    AGENCY_AREA = "agency_area", _("Elinvoimakeskuksen alue")
    SUB_REGION = "sub_region", _("Seutukunta")


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Kunta tai kaupunki")
    EMPLOYMENT_SERVICES = "employment_services", _("Työllisyyspalvelut")
    VOCATIONAL_SCHOOL = "vocational_school", _("Ammatillinen oppilaitos")
    UPPER_SECONDARY_SCHOOL = "upper_secondary_school", _("Lukio")
    HIGHER_EDUCATION = "higher_education", _("Korkeakoulu")
    LIBERAL_ADULT_EDUCATION = "liberal_adult_education", _("Vapaa sivistystyö")
    YOUTH_WORK = "youth_work", _("Nuorisotyö ja työpajat")
    WELLBEING_COUNTY = "wellbeing_county", _("Hyvinvointialue")
    STATE = "state", _("Valtion viranomainen")
    REGIONAL = "regional", _("Maakunnallinen kehittäjä")
    ASSOCIATION = "association", _("Järjestö")
    COMPANY = "company", _("Yritys")
    OTHER = "other", _("Muu toimija")


class NetworkRole(models.TextChoices):
    """What the organisation is to the guidance network."""

    WORKING_GROUP = "working_group", _("Opinraitti-työryhmän jäsen")
    PROVIDER = "provider", _("Ohjausverkoston toimija")
    PARTNER = "partner", _("Yhteistyökumppani")
    FORMER = "former", _("Entinen toimija")
    OUTSIDE = "outside", _("Verkoston ulkopuolella")
