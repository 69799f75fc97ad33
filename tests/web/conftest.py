"""The real application, called without a network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.management import call_command
from django.test import override_settings
from pytest_django import Settings


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """The same algorithm, without the work that makes guessing slow."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Argon2PasswordHasher, "time_cost", 1)
        patch.setattr(Argon2PasswordHasher, "memory_cost", 64)
        patch.setattr(Argon2PasswordHasher, "parallelism", 1)
        yield


@pytest.fixture(scope="session", autouse=True)
def static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Static files as they are served: hashed and compressed."""
    root = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=root):
        call_command("collectstatic", verbosity=0, interactive=False)
        yield root


@pytest.fixture(autouse=True)
def files_kept(tmp_path: Path) -> Iterator[Path]:
    """Every test keeps its own files."""
    with override_settings(MEDIA_ROOT=tmp_path / "files"):
        yield tmp_path / "files"


@pytest.fixture
def evidence_folder(settings: Settings, tmp_path: Path) -> Path:
    """Where evidence is stored; what is bound of it stands elsewhere."""
    folder = tmp_path / "evidence"
    own = {**settings.STORAGES["evidence"], "OPTIONS": {"location": folder}}
    settings.STORAGES = {**settings.STORAGES, "evidence": own}
    settings.EVIDENCE_DIR = folder
    settings.BOUND_DIR = tmp_path / "bound"
    return folder
