"""A row of the access table: an address, who asks, and what is answered."""

from dataclasses import dataclass, field

# Who they are to the organisation whose things the address names: see `tests.test_access`.
VISITORS = (
    "anonymous",
    "counsellor",
    "stranger",
    "editor",
    "lead",
    "working_group",
    "administrator",
    "no_second_factor",
    "deactivated",
)


@dataclass(frozen=True)
class Row:
    """`get` and `post`: the status for each visitor in the order of `VISITORS`. A POST has an empty body.

    `kwargs` names things by word: “service” becomes the slug of a public service, “service_id” its id.
    """

    name: str
    get: tuple[int, ...]
    post: tuple[int, ...]
    kwargs: dict = field(default_factory=dict)

    def __post_init__(self):
        assert len(self.get) == len(self.post) == len(VISITORS), self.name


def everyone(name: str, get: int = 200, post: int = 405, *, kwargs: dict | None = None) -> Row:
    """The same answer whoever asks."""
    return Row(name, (get,) * len(VISITORS), (post,) * len(VISITORS), kwargs or {})


def _statuses(told: str) -> tuple[int, ...]:
    """“302 200 404 …” in the order of `VISITORS`; one number stands for all of them."""
    statuses = tuple(map(int, told.split()))
    return statuses * len(VISITORS) if len(statuses) == 1 else statuses


def row(name: str, get: str, post: str = "405", *, kwargs: dict | None = None) -> Row:
    return Row(name, _statuses(get), _statuses(post), kwargs or {})
