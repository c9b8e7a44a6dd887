"""LibreOffice without a window, in a profile of its own, for the benches that recalculate and render.

A private profile keeps a test from reading or changing the settings of whoever runs it, and lets several test
processes work at once: LibreOffice allows one process per profile.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

START_SECONDS = 60
SECONDS_PER_FILE = 10

# OOXMLRecalcMode: 0 always, 1 never, 2 ask. Only with 0 are the values LibreOffice's own; the default shows the
# cached ones, right or wrong, as a previewer does.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{mode}</value></prop>
</item>
</oor:items>
"""

# A library of Basic in a profile: which there are, the modules of the standard one, and the one that is run.
_BASIC_LIBRARY = {
    "../script.xlc": """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
library:link="false"/></library:libraries>
""",
    "script.xlb": """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
library:passwordprotected="false"><library:element library:name="Driver"/></library:library>
""",
    "Driver.xba": """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Driver"
script:language="StarBasic">{source}</script:module>
""",
}


class ConversionError(Exception):
    """LibreOffice made no output of a file: it could not read it, or it died."""


def required_program(name: str) -> str:
    """The path of a program that a test cannot do without.

    Where there is none the running test is skipped with that reason, and fails instead where ARENA_REQUIRE_ALL=1:
    on the build server a missing program must not look like success.
    """
    found = shutil.which(name)
    if found:
        return found
    reason = f"{name} is not on the path (Debian: libreoffice-calc, poppler-utils)"
    if os.environ.get("ARENA_REQUIRE_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def libreoffice_version() -> str:
    """Major and minor version of the LibreOffice on this machine, such as "7.4"."""
    said = subprocess.run(
        [required_program("soffice"), "--version"], check=True, capture_output=True, text=True, timeout=60
    )
    return ".".join(said.stdout.split()[1].split(".")[:2])


class LibreOffice:
    """One profile of LibreOffice; each conversion starts and ends a process in it."""

    def __init__(self, *, recalculates: bool) -> None:
        """Take a profile that recalculates every formula on opening, or one that believes the cached values."""
        self._recalculates = recalculates
        self._profile: tempfile.TemporaryDirectory[str] | None = None

    def convert(self, paths: Sequence[Path], outdir: Path, suffix: str) -> list[Path]:
        """Convert files in one process, since starting takes longer than converting.

        The outputs stand in `outdir` as 0000.pdf, 0001.pdf …, in the order of `paths`; inputs may share a name.
        Raises ConversionError, naming the inputs of which nothing came.
        """
        soffice = required_program("soffice")
        outdir.mkdir(parents=True, exist_ok=True)
        outputs = [outdir / f"{number:04d}.{suffix}" for number in range(len(paths))]
        with tempfile.TemporaryDirectory(prefix="arena-convert-") as folder:
            inputs = [Path(folder) / f"{number:04d}{path.suffix}" for number, path in enumerate(paths)]
            for path, copy in zip(paths, inputs, strict=True):
                shutil.copyfile(path, copy)
            said = _run(
                [
                    soffice,
                    f"-env:UserInstallation={self._profile_folder().as_uri()}",
                    "--headless",
                    "--norestore",
                    "--convert-to",
                    suffix,
                    "--outdir",
                    str(outdir),
                    *map(str, inputs),
                ],
                START_SECONDS + SECONDS_PER_FILE * len(inputs),
            )
        missing = [str(path) for path, output in zip(paths, outputs, strict=True) if not output.is_file()]
        if missing:
            raise ConversionError(f"no {suffix} of {', '.join(missing)}: {said.strip()}")
        return outputs

    def run_basic(self, source: str, folder: Path, **environment: str) -> None:
        """Run the `Sub Main` of a module of LibreOffice's own Basic in a folder.

        Raises ConversionError where it does not end, as with source that does not compile: nobody sees its message.
        """
        soffice, profile = required_program("soffice"), self._profile_folder()
        start = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        if not (profile / "user" / "basic").is_dir():  # a profile that starts for the first time writes its own there
            _run([*start, "--terminate_after_init"], START_SECONDS)
        library = profile / "user" / "basic" / "Standard"
        library.mkdir(parents=True, exist_ok=True)
        for path, text in _BASIC_LIBRARY.items():
            (library / path).write_text(text.replace("{source}", escape(source)), encoding="utf-8")
        _run([*start, "macro:///Standard.Driver.Main"], START_SECONDS, folder, environment)

    def _profile_folder(self) -> Path:
        """The profile, made when first needed; it goes when this object or the process does."""
        if self._profile is None:
            self._profile = tempfile.TemporaryDirectory(prefix="arena-libreoffice-", ignore_cleanup_errors=True)
            settings = Path(self._profile.name) / "user" / "registrymodifications.xcu"
            settings.parent.mkdir()
            settings.write_text(_SETTINGS.format(mode=0 if self._recalculates else 1), encoding="utf-8")
        return Path(self._profile.name)


def _run(
    command: list[str], seconds: float, folder: Path | None = None, environment: Mapping[str, str] | None = None
) -> str:
    """What a command said; on a time-out its whole process group ends, since soffice is a script around the program."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=folder,
        # the same answers whatever the language of the machine
        env={**os.environ, "LC_ALL": "C.UTF-8", **(environment or {})},
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        said, _ = process.communicate()
        raise ConversionError(f"LibreOffice was not done after {seconds:.0f} seconds: {said.strip()}") from None
    return said
