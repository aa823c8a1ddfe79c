"""Signing in and staying in: accounts, second factors, sessions, single sign-on. The machinery is django-allauth's."""
