"""What the portal is measured beside: a Django page of 20 cards made of constants, default middleware, no SQL.

Like a list of services: a header, a search form with facets, cards with links and facts, a pager; its texts go through
translation and its addresses through `{% url %}`, as any Django page's do.
"""

import secrets

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.shortcuts import render
from django.urls import path

CARD = """{% load i18n %}<li class="card" id="{{ card.slug }}">
<h2><a href="{% url 'service' card.slug %}">{{ card.name }}</a></h2>
<p class="provider">{{ card.provider }}, {{ card.place }}</p><p>{{ card.summary|truncatewords:28 }}</p>
<ul class="tags">{% for topic in card.topics %}<li><a href="{% url 'services' %}?aihe={{ topic|urlencode }}">{{ topic }}</a></li>
{% endfor %}</ul><dl><dt>Kielet</dt><dd>{{ card.languages|join:", " }}</dd><dt>Puhelin</dt><dd>{{ card.phone }}</dd>
<dt>Hinta</dt><dd>{% if card.free %}Maksuton{% else %}Maksullinen{% endif %}</dd>
{% if card.online %}<dt>Etänä</dt><dd>{% translate "Yes" %}</dd>{% endif %}
<dt>Avoinna</dt><dd>{% if card.days == 0 %}tänään{% else %}{{ card.days }} päivän päästä{% endif %}</dd></dl></li>"""
BASE = """{% load i18n %}<!doctype html><html lang="{{ LANGUAGE_CODE }}"><head><meta charset="utf-8">
<title>{% block title %}{% endblock %}</title><link rel="stylesheet" href="/static/app.css"></head><body>
<a href="#main">{% translate "Skip to main content" %}</a><header><a href="/">Opinraitti</a>
<nav aria-label="{% translate 'Main' %}">
<ul><li><a href="{% url 'services' %}">{% translate "Search" %}</a></li>
<li><a href="/toimijat/">{% translate "Providers" %}</a></li>
<li><a href="/tietoa/">{% translate "About" %}</a></li></ul></nav><ul>{% get_available_languages as languages %}
{% for code, name in languages|slice:":4" %}<li><a href="/{{ code }}/">{{ name }}</a></li>{% endfor %}</ul></header>
{% for message in messages %}<p>{{ message }}</p>{% endfor %}<main id="main">{% block main %}{% endblock %}</main>
<footer><ul><li><a href="/saavutettavuus/">Saavutettavuus</a></li><li><a href="/tietosuoja/">Tietosuoja</a></li></ul></footer>
</body></html>"""
LIST = """{% extends "base.html" %}{% load i18n %}{% block title %}{{ words }}{% endblock %}{% block main %}
<h1>{% translate "Search" %}: {{ words }}</h1><form action="{% url 'services' %}" role="search">
<label for="q">{% translate "Search" %}
</label><input id="q" name="q" value="{{ words }}">{% for facet in facets %}<fieldset><legend>{{ facet.label }}</legend>
{% for option in facet.options %}<label><input type="checkbox" name="{{ facet.name }}" value="{{ option.value }}"
{% if option.chosen %} checked{% endif %}> {{ option.label }} <span>({{ option.count }})</span></label>{% endfor %}</fieldset>
{% endfor %}<button>{% translate "Search" %}</button></form><p role="status">{{ total }} palvelua</p>
<ol>{% for card in cards %}{% include "card.html" %}{% endfor %}</ol><nav aria-label="Sivut"><ul>{% for number in pages %}<li>
{% if number == page %}<b aria-current="page">{{ number }}</b>{% else %}<a href="?q={{ words|urlencode }}&amp;sivu={{ number }}">
{{ number }}</a>{% endif %}</li>{% endfor %}</ul></nav>{% endblock %}"""

TOPICS = (
    "Työ ja ura",
    "Opiskelu",
    "Asuminen",
    "Talous",
    "Terveys",
    "Perhe",
    "Kotoutuminen",
    "Oikeudet",
    "Vapaa-aika",
    "Digitaidot",
)
PLACES = (
    "Kajaani",
    "Kuhmo",
    "Sotkamo",
    "Suomussalmi",
    "Paltamo",
    "Hyrynsalmi",
    "Puolanka",
    "Ristijärvi",
    "Kuusamo",
    "Taivalkoski",
)
VALUES = {
    "aihe": TOPICS,
    "kunta": PLACES,
    "kieli": ("suomi", "ruotsi", "englanti", "arabia", "ukraina", "somali"),
    "ika": ("alle 18", "18–24", "25–29", "30–44", "45–64"),
}
FACETS = [
    {
        "name": name,
        "label": name.capitalize(),
        "options": [
            {"value": f"{name}-{number}", "label": label, "count": 37 * number, "chosen": number == 2}
            for number, label in enumerate(labels)
        ],
    }
    for name, labels in VALUES.items()
]
CARDS = [
    {
        "slug": f"palvelu-{number}",
        "name": f"Nuorten neuvonta {number} – {PLACES[number % 10]} & lähikunnat",
        "provider": f"{PLACES[number % 10]} / esimerkkitoimija",
        "place": PLACES[number % 10],
        "summary": "Saat tietoa, neuvoa ja ohjausta sinulle sopivassa paikassa silloin, kun elämässäsi jokin muuttuu. " * 3,
        "topics": [TOPICS[(number + more) % 10] for more in range(3)],
        "languages": ["suomi", "ruotsi", "englanti"],
        "free": number % 2 == 0,
        "online": number % 3 == 0,
        "phone": "08 xxx xx00",
        "days": number % 5,
    }
    for number in range(20)
]

settings.configure(
    DEBUG=False,
    SECRET_KEY=secrets.token_hex(),
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    LANGUAGE_CODE="fi",
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    INSTALLED_APPS=[f"django.contrib.{name}" for name in ("contenttypes", "auth", "sessions", "messages")],
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",  # so that no session asks a database
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    (
                        "django.template.loaders.cached.Loader",
                        [("django.template.loaders.locmem.Loader", {"base.html": BASE, "list.html": LIST, "card.html": CARD})],
                    )
                ],
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.template.context_processors.i18n",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ],
            },
        }
    ],
)
django.setup()


def services(request, slug=None):
    words = request.GET.get("q", "nuorten ohjaus")
    context = {"words": words, "total": 1234, "cards": CARDS, "facets": FACETS, "page": 1, "pages": range(1, 8)}
    return render(request, "list.html", context)


urlpatterns = [path("", services, name="services"), path("palvelut/<slug:slug>/", services, name="service")]
application = WSGIHandler()
