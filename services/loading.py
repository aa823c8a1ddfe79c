"""Writes the vocabularies and languages of `services/data/` into the database; a migration calls it.

Works on the historical models a migration hands in, so that an old migration never meets a new column.
"""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

_DATA = Path(__file__).parent / "data"
# What an ontology calls the same is often only near: below the words chosen by hand.
ONTOLOGY_WEIGHT = 0.6


def _rows(name: str) -> list[dict]:
    return json.loads((_DATA / f"{name}.json").read_text(encoding="utf-8"))["rows"]


def _toml(name: str) -> dict:
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


def own_terms() -> list[dict]:
    return _toml("opinraitti_vocabulary.toml")["term"]


def _ontology_synonyms() -> Iterator[tuple[str, dict]]:
    """Key and fields for every language in which an ontology term has other names."""
    for term in _toml("ontology_labels.toml")["term"]:
        shared = {"kind": "synonym", "means": [term["fi_label"]], "weight": ONTOLOGY_WEIGHT, "note": "asiasanasto"}
        for language in ("fi", "sv", "en"):
            if language in term:
                yield f"ontology:{language}:{term['fi_label']}", shared | {"language": language, "said": term[language]}


def synonym_rows() -> dict[str, dict]:
    """{key: fields of `Synonym`}. The key is what is said first, so that an entry may grow and stay the same row."""
    rows = dict(_ontology_synonyms())
    for path in sorted(_DATA.glob("synonyms_*.toml")):
        for entry in _toml(path.name)["synonym"]:
            row = {"kind": "synonym", **entry}
            said = row["said"][0] if row.get("said") else "+".join(text.split("|")[0] for text in row["said_all"])
            rows[f"{row['kind']}:{row['language']}:{said}"] = row
    return rows


def load_languages(model) -> None:
    wanted = [model(code=row["code"], name=row["name"], position=number) for number, row in enumerate(_rows("languages"))]
    model.objects.bulk_create(wanted, update_conflicts=True, unique_fields=["code"], update_fields=["name", "position"])


def load_terms(model) -> None:
    """All terms first, then the ties between them (parents, and `same_as` of our own)."""
    rows = [*_rows("national_terms"), *own_terms()]
    wanted = [
        model(
            scheme=row["scheme"],
            code=row["code"],
            label=row["label"],
            uri=row.get("uri", ""),
            old_uri=row.get("old_uri", ""),
            position=number,
        )
        for number, row in enumerate(rows)
    ]
    changing = ["label", "uri", "old_uri", "position"]
    model.objects.bulk_create(wanted, update_conflicts=True, unique_fields=["scheme", "code"], update_fields=changing)
    terms = {(term.scheme, term.code): term for term in model.objects.all()}
    national = {code: term for (scheme, code), term in terms.items() if scheme.startswith("ptv_")}
    children = []
    for row in rows:
        term = terms[row["scheme"], row["code"]]
        if "parent" in row:
            term.parent = terms[row["scheme"], row["parent"]]
            children.append(term)
        if "same_as" in row:
            term.same_as.set([national[code] for code in row["same_as"]])
    model.objects.bulk_update(children, ["parent"], batch_size=200)


def load_synonyms(model) -> None:
    """Renews the portal's own rows and removes those it no longer has; what the working group has edited stays."""
    known = dict(model.objects.exclude(key=None).values_list("key", "origin"))
    rows = {key: row for key, row in synonym_rows().items() if known.get(key, "portal") == "portal"}
    gone = [key for key, origin in known.items() if origin == "portal" and key not in rows]
    model.objects.filter(key__in=gone).delete()
    wanted = [model(key=key, origin="portal", **row) for key, row in rows.items()]
    changing = sorted({name for row in rows.values() for name in row})
    model.objects.bulk_create(wanted, update_conflicts=True, unique_fields=["key"], update_fields=changing)
