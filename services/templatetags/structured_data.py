"""JSON-LD in the head of a page: `{% service_data service connections %}`, `{% organisation_data organisation places %}`."""

import json
from functools import partial

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, override

from opinraitti.lib.calendar import today
from opinraitti.lib.languages import absolute
from services.exchange.schemaorg import Mapping

register = template.Library()
# What could end the element or open a comment in it, and the two line ends that old readers of JSON stumble on.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script(document: dict) -> str:
    """A data block: browsers do not run it, so the security policy has nothing to say of it."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


def _address(request, language: str, row) -> str:
    with override(language):
        return absolute(request, row.get_absolute_url())


def _mapping(context) -> Mapping:
    request, language = context["request"], get_language() or settings.LANGUAGE_CODE
    here, one_name = partial(_address, request, language), partial(_address, request, settings.LANGUAGE_CODE)
    return Mapping(language=language, at=here, name_at=one_name, today=today())


@register.simple_tag(takes_context=True)
def service_data(context, service, connections) -> str:
    return script(_mapping(context).service(service, connections))


@register.simple_tag(takes_context=True)
def organisation_data(context, organisation, places) -> str:
    return script(_mapping(context).organisation(organisation, places))
