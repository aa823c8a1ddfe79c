"""What a person can do next, by permission: the desk teaches it while nothing waits."""

from dataclasses import dataclass

from django.urls import reverse

from network.permissions import Actor, Permission


@dataclass(frozen=True)
class Step:
    text: str
    note: str
    url_name: str
    permission: Permission


STEPS: tuple[Step, ...] = ()


def steps_for(actor: Actor) -> list[dict]:
    return [{"text": step.text, "note": step.note, "url": reverse(step.url_name)} for step in STEPS if actor.may(step.permission)]
