"""How forms look: `{{ form }}` and `{{ form.name.as_field_group }}` in the portal's own components."""

from datetime import date

from django.forms import DateField, TextInput
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _


class Renderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class DayField(DateField):
    """A day as it is written in Finland, in every language of the portal: 24.11.2026."""

    default_error_messages = {
        "required": _("Kirjoita päivä muodossa 24.11.2026."),
        "invalid": _("Kirjoita päivä muodossa 24.11.2026."),
    }

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%d.%m.%Y", "%Y-%m-%d"], widget=TextInput(attrs={"autocomplete": "off"}), **kwargs)

    def prepare_value(self, value):
        return f"{value.day}.{value.month}.{value.year}" if isinstance(value, date) else value
