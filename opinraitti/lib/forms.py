"""How forms look: `{{ form }}` and `{{ form.name.as_field_group }}` in the portal's own components."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
