"""The same page in four languages: Finnish without a prefix, the others under /sv/, /en/, /fi-simple/."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.encoding import escape_uri_path
from django.utils.translation import activate, get_language, get_language_from_path


class LanguageMiddleware:
    """The path alone tells the language: neither cookies nor the browser's wishes, so no answer need vary by them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        activate(get_language_from_path(request.path_info) or settings.LANGUAGE_CODE)
        response = self.get_response(request)
        response.setdefault("Content-Language", get_language())
        return response


@dataclass(frozen=True)
class LanguageLink:
    """`url` is a path with the query string of the present page; `absolute` the address for `hreflang`."""

    code: str
    name: str
    url: str
    absolute: str
    current: bool


def bare_path(path: str) -> str:
    """The path without its language prefix: “/sv/palvelut/” -> “/palvelut/”."""
    first, _, rest = path.lstrip("/").partition("/")
    prefixes = {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    return f"/{rest}" if first in prefixes else path


def in_language(path: str, code: str) -> str:
    """The path of the same page in the language `code`."""
    bare = bare_path(path)
    return bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}"


def absolute(request, path: str) -> str:
    """The address of a path of ours. Not `build_absolute_uri`: it takes a path of “//x” for another host."""
    return f"{request.scheme}://{request.get_host()}{escape_uri_path(path)}"


def language_links(request) -> list[LanguageLink]:
    query = request.META.get("QUERY_STRING", "")
    suffix = f"?{query}" if query else ""
    current = get_language()
    links = []
    for code, name in settings.LANGUAGES:
        path = in_language(request.path, code)
        links.append(LanguageLink(code, name, path + suffix, absolute(request, path), code == current))
    return links
