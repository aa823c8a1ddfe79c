"""What a field of a form is called, when only its name is known: what every table of ours that has it calls it."""

from functools import lru_cache

from django.apps import apps
from django.utils.text import capfirst

_OURS = ("network", "services")


@lru_cache(maxsize=1)
def _words() -> dict[str, object]:
    found = {}
    for app in _OURS:
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.get_fields():
                if hasattr(field, "verbose_name"):
                    found.setdefault(field.name, []).append(field.verbose_name)
    return {name: words[0] for name, words in found.items() if len(set(map(str, words))) == 1}


def field_word(name: str) -> str:
    """Empty when the tables call it by different words, or none has it."""
    return capfirst(str(_words().get(name, "")))
