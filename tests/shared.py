"""The real payloads and graded queries that stand beside the repository, not in it (`../shared/data`)."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.missing import missing


@pytest.fixture(scope="session")
def shared_data() -> Path:
    folder = settings.BASE_DIR.parent / "shared" / "data"
    if not folder.is_dir():
        missing("shared data", f"no folder {folder.parent.name}/{folder.name} beside the repository")
    return folder
