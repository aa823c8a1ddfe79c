"""PTV v11 payloads for tests: whole and invented; say only what the test is about."""

import json
from uuid import NAMESPACE_URL, uuid5

from opinraitti.lib.audit import SystemActor
from services.exchange.ptv.v11.batch import records_of
from services.exchange.reading import read_document
from services.importing import import_records

TESTER = SystemActor("tests")


def guid(name: str) -> str:
    """The same id for the same word, in PTV's form."""
    return str(uuid5(NAMESPACE_URL, name))


def said(text, language="fi", **more) -> dict:
    return {"language": language, "value": text, **more}


def service(name="Uraohjaus", key="palvelu", **fields) -> dict:
    payload = {
        "id": guid(key),
        "type": "Service",
        "serviceNames": [said(name, type="Name")],
        "serviceDescriptions": [said("Saat apua.", type="Summary")],
        "areaType": "Nationwide",
        "areas": [],
        "languages": ["fi"],
        "organizations": [responsible()],
        "serviceChannels": [],
        "publishingStatus": "Published",
        "modified": "2026-03-01T10:00:00Z",
    }
    return payload | fields


def responsible(name="Kuhmon kaupunki", key="toimija", role="Responsible") -> dict:
    return {"roleType": role, "organization": {"id": guid(key), "name": name}}


def channel(kind="Phone", key="kanava", **fields) -> dict:
    payload = {
        "id": guid(key),
        "serviceChannelType": kind,
        "organizationId": guid("toimija"),
        "serviceChannelNames": [said("Neuvonta", type="Name")],
        "languages": ["fi"],
        "publishingStatus": "Published",
        "modified": "2026-03-01T10:00:00Z",
    }
    return payload | fields


def organisation(name="Kuhmon kaupunki", key="toimija", **fields) -> dict:
    payload = {
        "id": guid(key),
        "organizationType": "Municipality",
        "organizationNames": [said(name, type="Name")],
        "publishingStatus": "Published",
        "modified": "2026-03-01T10:00:00Z",
    }
    return payload | fields


def phone(number, prefix="+358", language="fi", **more) -> dict:
    return {"type": "Phone", "prefixNumber": prefix, "number": number, "language": language, **more}


def uses(*keys: str) -> list[dict]:
    """`serviceChannels` of a service."""
    return [{"serviceChannel": {"id": guid(key)}, "description": [], "serviceHours": []} for key in keys]


def street_address(northing="7122543.312", easting="535340.271", **more) -> dict:
    return {
        "type": "Location",
        "subType": "Single",
        "streetAddress": {
            "street": [said("Kauppakatu")],
            "streetNumber": "1",
            "postalCode": "87100",
            "postOffice": [said("KAJAANI")],
            "municipality": {"code": "205"},
            "latitude": northing,
            "longitude": easting,
            "coordinateState": "Ok",
        }
        | more,
    }


def post_office_box() -> dict:
    box = {"postOfficeBox": [said("PL 1")], "postalCode": "87101", "postOffice": [said("KAJAANI")]}
    return {"type": "Postal", "subType": "PostOfficeBox", "postOfficeBoxAddress": box, "streetAddress": None}


def read(*payloads: dict):
    """The batch of records of the payloads, read from bytes as files and answers are."""
    return records_of(read_document(json.dumps(payloads).encode(), "test").payloads)


def only(*payloads: dict):
    """The one record that is no stub; fails when the payload was refused."""
    batch = read(*payloads)
    assert not batch.refused, batch.refused
    (record,) = [record for record in batch.records if not getattr(record, "stub", False)]
    return record


def bring(*payloads: dict, write=True, **options):
    """Imports the payloads as source “ptv”; gives the report."""
    batch = read(*payloads)
    found = {"source": "ptv", "by": TESTER, "write": write} | options
    return import_records(batch.records, refused=batch.refused, notes=batch.notes, **found)
