"""What is inside an installation, as CycloneDX 1.6: packages, and the libraries that their wheels carry.

    python tools/sbom.py dist/inbetween.cdx.json

It tells of the environment that it runs in; the same environment gives the same bytes. Wheels carry libraries that no
list of packages shows (FFmpeg, x264, libjpeg, OpenSSL, PostgreSQL's client), and those are what strangers' files reach.
"""

import importlib
import json
import re
import sqlite3
import ssl
import sys
import tomllib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from inbetween import __version__

PRODUCT = "inbetween"
EXTRAS = ("postgres", "voice", "s3")
"""Of the product; what is not installed is left away."""

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]

_HOUSE = uuid.UUID("0d9b1a6e-6d0f-4f5c-9c55-8f3d9f0f4a5b")


def bill() -> dict[str, Any]:
    """Return the bill of materials of this environment."""
    needs = _closure(PRODUCT, EXTRAS)
    product, *packages = [_package(name) for name in sorted(needs, key=lambda name: (name != PRODUCT, name))]
    parts = [*packages, *_carried()]
    depends = [
        {"ref": _ref(name), "dependsOn": sorted(map(_ref, needed))} for name, needed in sorted(needs.items()) if needed
    ]
    body = {"metadata": {"component": {**product, "type": "application"}}, "components": parts, "dependencies": depends}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_HOUSE, json.dumps(body, sort_keys=True))}",
        "version": 1,
        **body,
    }


def _closure(name: str, extras: Iterable[str]) -> dict[str, set[str]]:
    """Return every installed package that ``name`` needs, with what it needs itself."""
    found: dict[str, set[str]] = {}
    waiting = [(canonicalize_name(name), frozenset(extras))]
    while waiting:
        one, wanted = waiting.pop()
        needed = dict(_needed(one, wanted))
        news = {need: more for need, more in needed.items() if need not in found}
        found.setdefault(one, set()).update(needed)
        waiting += news.items()
    return found


def _needed(name: str, extras: Iterable[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the installed packages that one needs here, each with the extras that are wanted of it."""
    for need in map(Requirement, _project(extras) if name == PRODUCT else metadata.requires(name) or ()):
        wanted = need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in ("", *extras))
        if wanted and _is_installed(need.name):
            yield canonicalize_name(need.name), frozenset(need.extras)


def _project(extras: Iterable[str]) -> Iterator[str]:
    """Yield what the product itself needs, as the tree says that is built."""
    yield from PROJECT["dependencies"]
    for extra in extras:
        yield from PROJECT["optional-dependencies"][extra]


def _is_installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _ref(name: str) -> str:
    return f"pkg:pypi/{canonicalize_name(name)}@{_version(name)}"


def _version(name: str) -> str:
    return __version__ if name == PRODUCT else metadata.version(name)


def _package(name: str) -> dict[str, Any]:
    about = metadata.metadata(name)
    licence = about.get("License-Expression") or _classified(about.get_all("Classifier") or ()) or about.get("License")
    return {
        "type": "library",
        "bom-ref": _ref(name),
        "name": name,
        "version": _version(name),
        "purl": _ref(name),
        **({"licenses": [_licence(licence)]} if licence else {}),
    }


def _licence(text: str) -> dict[str, Any]:
    """Return a licence as CycloneDX wants it: an expression of SPDX, or a name."""
    is_expression = re.fullmatch(r"[\w.+-]+(?: (?:AND|OR|WITH) [\w.+()-]+)*", text)
    return {"expression": text} if is_expression else {"license": {"name": text}}


def _classified(classifiers: Iterable[str]) -> str:
    return " / ".join(line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License :: "))


def _carried() -> list[dict[str, Any]]:
    """Return the libraries that come inside wheels and the interpreter, as they name themselves."""
    found = {"python": ".".join(map(str, sys.version_info[:3])), "sqlite": sqlite3.sqlite_version}
    found["openssl"] = ssl.OPENSSL_VERSION.split()[1]
    found |= _of_pillow() | _of_av() | _of_opencv()
    return [
        {"type": "library", "bom-ref": f"carried:{name}", "name": name, "version": version}
        for name, version in sorted(found.items())
    ]


def _of_pillow() -> Mapping[str, str]:
    features = importlib.import_module("PIL.features")
    asked = ("jpg", "libjpeg_turbo", "zlib", "libtiff", "webp", "freetype2", "littlecms2", "raqm", "xcb")
    told = {name: features.version(name) for name in asked}
    return {f"pillow/{name}": version for name, version in told.items() if version}


def _of_av() -> Mapping[str, str]:
    versions = importlib.import_module("av").library_versions
    return {f"av/{name}": ".".join(map(str, version)) for name, version in versions.items()}


def _of_opencv() -> Mapping[str, str]:
    """Return the codecs that OpenCV was built with; no file of a stranger is given to them."""
    lines = importlib.import_module("cv2").getBuildInformation().splitlines()
    told = (
        re.match(r"\s+(ZLib|JPEG|WEBP|PNG|TIFF|OpenEXR|avcodec|avformat):\s+.*?(\d+(?:\.\d+)+)", line) for line in lines
    )
    return {f"opencv/{match[1].lower()}": match[2] for match in told if match}


def main(target: Path) -> None:
    """Write the bill into ``target``."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(bill(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
