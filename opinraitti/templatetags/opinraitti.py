"""Template words of our own, available in every template without `{% load %}`."""

from django import template
from django.template.base import TextNode
from django.templatetags.static import StaticNode
from django.utils.html import conditional_escape, format_html, linebreaks
from django.utils.safestring import mark_safe

from opinraitti.lib.phone import is_dialable, readable
from opinraitti.lib.text import localised

register = template.Library()


@register.tag
def static(parser, token):
    """Django's `static`; the address of a file named outright is found once, when the template is compiled."""
    node = StaticNode.handle_token(parser, token)
    if node.varname or node.path.is_var:
        return node
    return TextNode(conditional_escape(node.url(template.Context())))


@register.filter
def text(value):
    """An i18n text, escaped; in a `<span lang>` when it fell back to another language than the page's."""
    found = localised(value)
    return format_html('<span lang="{}">{}</span>', found.language, found.text) if found.fallback else found.text


@register.filter
def paragraphs(value):
    """An i18n text as escaped paragraphs; in a `<div lang>` when it fell back to another language."""
    found = localised(value)
    html = mark_safe(linebreaks(found.text, autoescape=True))
    return format_html('<div lang="{}">{}</div>', found.language, html) if found.fallback else html


@register.filter
def fell_back(value) -> bool:
    """Whether the reader gets the text in another language than the page's."""
    return localised(value).fallback


@register.filter
def dialable(value: str) -> bool:
    """Whether the number may become a link that rings somewhere."""
    return is_dialable(value)


@register.filter
def phone(value: str) -> str:
    """The number as a person reads it."""
    return readable(value)
