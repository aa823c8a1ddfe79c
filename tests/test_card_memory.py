"""A worker's memory of cards: what is put is what is got, in few bytes, and never of another version."""

from services import card_memory
from services.card_memory import Memory

# What most cards say, and what one says.
COMMON = "".join(f'<p class="c{number}">{number * number}</p>' for number in range(100))


def text(number: int) -> tuple:
    return (f"<h3>{number}</h3>{COMMON}", ("Ääkköset \ud800", bytes(range(256))), 1.5)


def filled(numbers, version=1) -> Memory:
    memory = Memory()
    memory.get([], version)
    for number in numbers:
        memory.put({(number, "fi"): text(number)}, version)
    return memory


def test_what_is_put_is_got():
    memory = filled(range(5))
    assert memory.get([(3, "fi"), (0, "fi"), (9, "fi"), (3, "sv")], 1) == {(3, "fi"): text(3), (0, "fi"): text(0)}


def test_another_version_knows_nothing_of_the_first():
    memory = filled(range(5))
    assert memory.get([(3, "fi")], 2) == {}
    memory.put({(3, "fi"): text(3)}, 1)  # made while the directory changed
    assert memory.get([(3, "fi")], 2) == {}
    memory.put({(3, "fi"): text(4)}, 2)
    assert memory.get([(3, "fi")], 2) == {(3, "fi"): text(4)}


def test_put_again_replaces():
    memory = filled([1, 2])
    memory.put({(1, "fi"): text(7)}, 1)
    assert memory.get([(1, "fi"), (2, "fi")], 1) == {(1, "fi"): text(7), (2, "fi"): text(2)}


def test_within_its_bytes_the_least_used_go_first(monkeypatch):
    monkeypatch.setattr(card_memory, "MOST_BYTES", int(3.5 * card_memory._OVERHEAD))
    memory = Memory()
    keys = [(number, "fi") for number in range(5)]
    assert memory.get(keys, 1) == {}
    for key in keys:
        memory.put({key: ("x",)}, 1)
        memory.get(keys[:1], 1)
    assert set(memory.get(keys, 1)) == {keys[0], keys[3], keys[4]}


def test_texts_that_are_alike_take_few_bytes(monkeypatch):
    monkeypatch.setattr(card_memory, "MOST_BYTES", 100 * (card_memory._OVERHEAD + 100) + len(COMMON))
    memory = filled(range(100))
    assert len(memory.get([(number, "fi") for number in range(100)], 1)) == 100
