"""What can be checked of an installation without opening Excel, and what to do where something is wrong."""

from __future__ import annotations

import platform
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path

from arena import __version__
from arena.build.templates import shipped, write
from arena.install.excel_here import ExcelHere, disabled_by_excel, excel_here, other_xlwings
from arena.install.install import (
    missing_folders,
    read_interpreter,
    read_version,
    second_addin,
    starts_at_logon,
    store_excel,
)
from arena.install.interpreter import Interpreter, this_interpreter
from arena.install.ledger import Ledger, read_ledger
from arena.install.locations import Locations, here, mark_of_the_web
from arena.install.policies import in_force, only_listed_addins
from arena.install.refusals import AddinBlocked, InstallRefused, NoExcelHere
from arena.locale import LANGUAGES, Catalogue, catalogue
from arena.workbook.errors import InputError, OutputError
from arena.workbook.example import example
from arena.workbook.intake.reading import read_cells
from arena.workbook.model import evaluate
from arena.workbook.reading import interpret

_OLDEST_PYTHON = (3, 11)
_DISTRIBUTION = "arena-analyse"
_SIGNS = "▲△–é"


@dataclass(frozen=True)
class Finding:
    """One thing that was checked: what, whether it is in order, and what to do where it is not."""

    what: str
    in_order: bool
    advice: str = ""


def findings(texts: Catalogue) -> Iterator[Finding]:
    """Yield what is found of Python, the packages, the files and the terminal, one thing after another."""
    yield Finding(texts("cli.doctor.python", version=platform.python_version()), sys.version_info[:2] >= _OLDEST_PYTHON)
    missing = _missing_packages()
    advice = texts("cli.doctor.packages.missing", packages=", ".join(missing)) if missing else ""
    yield Finding(texts("cli.doctor.packages"), not missing, advice)
    complete = all("sheet.arena.tab" in catalogue(language) for language in LANGUAGES)
    yield Finding(texts("cli.doctor.catalogues"), complete, "" if complete else texts("cli.doctor.catalogues.missing"))
    yield from _files(texts)
    encoding = sys.stdout.encoding or "ascii"
    shows = _can_encode(encoding)
    problem = "" if shows else texts("cli.doctor.terminal.problem", encoding=encoding)
    yield Finding(texts("cli.doctor.terminal"), shows, problem)
    try:
        locations = here()
    except NoExcelHere:
        yield Finding(texts("doctor.hints"), True, texts("doctor.windows_only"))
    else:
        yield from excel_findings(locations, this_interpreter(), texts)


def excel_findings(locations: Locations, python: Interpreter, texts: Catalogue) -> Iterator[Finding]:
    """Yield what is found between Excel and Python on a Windows: of each thing that goes wrong in practice.

    Nothing of it names the user: whoever is asked for help may be shown it.
    """
    for found in _excel_findings(locations, python, texts):
        yield replace(found, advice=locations.without_user(found.advice))


def _excel_findings(locations: Locations, python: Interpreter, texts: Catalogue) -> Iterator[Finding]:
    def finding(key: str, problem: str = "") -> Finding:
        return Finding(texts(key), not problem, problem)

    def refused(reason: InstallRefused | None) -> str:
        return reason.sentence(texts.language) if reason is not None else ""

    yield finding("doctor.folders", refused(missing_folders(locations)))
    excel = excel_here(locations)
    problem = texts("doctor.excel.too_old") if excel.too_old else refused(store_excel(locations))
    yield Finding(texts("doctor.excel_kind", which=_shown(excel, texts)), not problem, problem)
    yield finding("doctor.python_kind", refused(python.refusal()))
    yield finding("doctor.one_addin", refused(second_addin(locations)))
    shut = [texts(f"doctor.policy.{policy.name}", folder=locations.start) for policy in in_force(locations)]
    yield from (finding("doctor.policies", problem) for problem in shut or [""])
    ledger = read_ledger(locations.ledger)
    if ledger is None and not locations.addin.exists():
        yield finding("doctor.installed", texts("doctor.not_installed"))
    else:
        yield from _installed(locations, python, ledger, texts)
    if not locations.server_file.exists():
        yield Finding(texts("doctor.hints"), True, texts("doctor.antivirus"))
    if only_listed_addins(locations):
        yield Finding(texts("doctor.hints"), True, texts("doctor.only_listed"))
    for name in dict.fromkeys(other_xlwings(locations)):
        yield Finding(texts("doctor.hints"), True, texts("doctor.other_xlwings", file=name))
    if locations.start_on_network:
        yield Finding(texts("doctor.hints"), True, texts("install.network", folder=locations.start))
    if locations.templates is not None and any("onedrive" in part.lower() for part in locations.templates.parts):
        yield Finding(texts("doctor.hints"), True, texts("doctor.onedrive"))


def _shown(excel: ExcelHere, texts: Catalogue) -> str:
    """Return in words what is known of an Excel."""
    known = [
        excel.version,
        "" if excel.bits is None else texts("doctor.excel.bits", bits=excel.bits),
        texts(f"doctor.excel.origin.{excel.origin}") if excel.origin else "",
    ]
    return ", ".join(filter(None, known)) or texts("doctor.excel.unknown")


def _installed(locations: Locations, python: Interpreter, ledger: Ledger | None, texts: Catalogue) -> Iterator[Finding]:
    problem = ""
    if not locations.addin.exists():
        problem = texts("doctor.addin_gone")
    elif ledger is None or not ledger.holds(locations.addin):
        problem = texts("doctor.addin_changed")
    yield Finding(texts("doctor.installed"), not problem, problem)
    version = read_version(locations)
    problem = "" if version == __version__ else texts("doctor.version.other", version=version or "–")
    yield Finding(texts("doctor.version", version=__version__), not problem, problem)
    disabled = texts("doctor.disabled") if disabled_by_excel(locations) else ""
    yield Finding(texts("doctor.enabled"), not disabled, disabled)
    same = read_interpreter(locations) == str(python.windowless)
    yield Finding(texts("doctor.same_python"), same, "" if same else texts("doctor.other_python"))
    if locations.server_file.exists():
        starts = starts_at_logon(locations)
        yield Finding(texts("doctor.server"), starts, "" if starts else texts("doctor.server_gone"))
    blocked = mark_of_the_web(locations.addin)
    advice = (
        AddinBlocked("install.error.addin_blocked", file=locations.addin).sentence(texts.language) if blocked else ""
    )
    yield Finding(texts("doctor.not_blocked"), not blocked, advice)


def _files(texts: Catalogue) -> Iterator[Finding]:
    """Make a workbook and read it back; where it cannot be made there is nothing to read."""
    with ExitStack() as until_read:
        try:
            folder = until_read.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
            path = write(next(item for item in shipped() if item.analysis().example), Path(folder))
        except (OutputError, OSError, zipfile.BadZipFile) as refused:
            error = refused.key if isinstance(refused, OutputError) else type(refused).__name__
            yield Finding(texts("cli.doctor.writing"), False, texts("cli.doctor.writing.failed", error=error))
            return
        yield Finding(texts("cli.doctor.writing"), True)
        yield from _reading(path, texts)


def _reading(path: Path, texts: Catalogue) -> Iterator[Finding]:
    try:
        read = interpret(read_cells(path), path.name)
    except InputError as error:
        yield Finding(texts("cli.doctor.reading"), False, texts("cli.doctor.reading.failed", error=error.key))
        return
    yield Finding(texts("cli.doctor.reading"), True)
    again, directly = evaluate(read.analysis), evaluate(example(LANGUAGES[0]))
    same = again.actors["order"].tolist() == directly.actors["order"].tolist()
    yield Finding(texts("cli.doctor.rules"), same)


def _missing_packages() -> list[str]:
    """Return the names of required packages that are not installed; pip judges whether their versions fit."""
    try:
        required = metadata.requires(_DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return [_DISTRIBUTION]
    missing = []
    for line in required:
        if "extra ==" in line:
            continue
        name = line.split(";")[0].split("<")[0].split(">")[0].split("=")[0].split("!")[0].split("~")[0].strip()
        try:
            metadata.version(name)
        except metadata.PackageNotFoundError:
            missing.append(name)
    return missing


def _can_encode(encoding: str) -> bool:
    try:
        _SIGNS.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
