"""The bill of materials names what is installed and what wheels carry, and is the same each time."""

import re
import runpy
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "tools" / "sbom.py"))["bill"]()


def test_every_dependency_is_there_in_the_version_that_is_pinned(bill: dict[str, Any]) -> None:
    versions = {part["name"]: part["version"] for part in bill["components"]}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [re.match(r"[\w.-]+", line)[0] for line in project["dependencies"]]  # type: ignore[index]
    assert not [name for name in wanted if name not in versions]
    pins = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)
    pinned = {canonicalize_name(name): version for name, version in pins}
    packages = {part["name"] for part in bill["components"] if "purl" in part}
    assert {name: versions[name] for name in packages} == {name: pinned.get(name) for name in packages}


def test_what_reads_strangers_files_inside_wheels_is_there(bill: dict[str, Any]) -> None:
    names = {part["name"] for part in bill["components"]}
    assert names >= {
        "av/libavcodec",
        "av/libavformat",
        "pillow/libjpeg_turbo",
        "pillow/webp",
        "openssl",
        "sqlite",
        "python",
    }


def test_every_reference_leads_to_one_part_and_each_package_has_a_licence(bill: dict[str, Any]) -> None:
    refs = [part["bom-ref"] for part in [bill["metadata"]["component"], *bill["components"]]]
    assert len(refs) == len(set(refs))
    assert not [ref for link in bill["dependencies"] for ref in [link["ref"], *link["dependsOn"]] if ref not in refs]
    assert not [part["name"] for part in bill["components"] if "purl" in part and "licenses" not in part]


def test_the_same_environment_gives_the_same_bill(bill: dict[str, Any]) -> None:
    assert runpy.run_path(str(ROOT / "tools" / "sbom.py"))["bill"]() == bill
