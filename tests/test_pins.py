"""The pinned versions fit pyproject.toml, and can be installed with their hashes from anywhere."""

import re

import pytest
from packaging.requirements import Requirement

from tests.tools.pins import BUILD, EXTRAS, build_requirements, pin_file, pyproject

NAMES = [*EXTRAS, BUILD]


def pinned(name: str) -> dict[str, list[str]]:
    """Return the versions of each package in a file: several if systems or Pythons need different ones."""
    versions: dict[str, list[str]] = {}
    lines = pin_file(name).read_text(encoding="utf-8").splitlines()
    for package, version in re.findall(r"^([a-z0-9-]+)==([^ ]+)", "\n".join(lines), re.MULTILINE):
        versions.setdefault(package, []).append(version)
    return versions


def required(name: str) -> list[Requirement]:
    """Return what pyproject.toml requires for the purpose of a file."""
    if name == BUILD:
        return [Requirement(text) for text in build_requirements()]
    project = pyproject()["project"]
    texts = [*project["dependencies"]]
    for extra in EXTRAS[name]:
        texts += project["optional-dependencies"][extra]
    if name == "dev":
        texts += build_requirements()
    return [Requirement(text) for text in texts]


@pytest.mark.parametrize("name", NAMES)
def test_every_requirement_is_pinned_to_a_version_in_its_range(name: str) -> None:
    versions = pinned(name)
    stale = []
    for requirement in required(name):
        package = requirement.name.lower()
        fitting = [
            version for version in versions.get(package, []) if version in requirement.specifier
        ]
        if not fitting or fitting != versions[package]:
            stale.append(f"{requirement}: {versions.get(package)}")
    assert stale == [], "`python -m tests.tools.pins` pins them"


@pytest.mark.parametrize("name", NAMES)
def test_every_pinned_version_has_hashes_and_the_file_names_no_address(name: str) -> None:
    text = pin_file(name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"://|index-url|find-links", text) == []


@pytest.mark.parametrize("name", NAMES)
def test_all_files_pin_the_same_versions(name: str) -> None:
    everything = pinned("dev")
    assert {package: everything.get(package) for package in pinned(name)} == pinned(name)
