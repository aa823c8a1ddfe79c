"""Voikko, the Finnish morphology, from the machine's own library (`native`) or from a wheel (`wheel`).

Each module offers `version() -> str` and `outputs(word) -> list[str]`: the transducer's raw analyses of a lower-case
word, the same from both. Importing one loads its dictionary, so a process imports the one it uses and no other.
"""
