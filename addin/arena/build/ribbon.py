"""Makes addin/ribbon/customUI14.xml from the table of buttons.

``python -m arena.build.ribbon addin/ribbon/customUI14.xml`` writes it anew. One ribbon for all languages: every text
comes from the add-in's VBA, by the id of its control.
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

from arena.excel.buttons.table import CONTROLS, Control, LanguageMenu
from arena.locale import LANGUAGES

_HEAD = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<!-- Made by arena.build.ribbon from the table of buttons: changes here are lost. -->
<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui" onLoad="ArenaLoad">
  <ribbon>
    <tabs>
      <tab id="tab_arena" getLabel="ArenaLabel">
"""
_TAIL = """\
      </tab>
    </tabs>
  </ribbon>
</customUI>
"""
_TEXTS = (
    'getLabel="ArenaLabel" getScreentip="ArenaScreentip" getSupertip="ArenaSupertip" getKeytip="ArenaKeytip"'
    ' getEnabled="ArenaEnabled"'
)


def ribbon() -> str:
    """Return the ribbon's customUI.

    The tab has no keytip of ours: Office then chooses one that collides with none of Excel's in any language.
    """
    groups = "".join(_group(key, list(controls)) for key, controls in groupby(CONTROLS, lambda one: one.group))
    return f"{_HEAD}{groups}{_TAIL}"


def _group(key: str, controls: list[Control]) -> str:
    inside = "".join(map(_control, controls))
    return f'        <group id="group_{key}" getLabel="ArenaLabel">\n{inside}        </group>\n'


def _control(control: Control) -> str:
    about = f'id="{control.key}" imageMso="{control.image}" size="{"large" if control.large else "normal"}"'
    if not isinstance(control, LanguageMenu):
        return f'          <button {about} onAction="ArenaClick"\n                  {_TEXTS} />\n'
    items = "".join(
        f'            <button id="language_{one}" tag="{one}" getLabel="ArenaLabel" onAction="ArenaChoose" />\n'
        for one in LANGUAGES
    )
    return f"          <menu {about}\n                {_TEXTS}>\n{items}          </menu>\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(ribbon(), encoding="utf-8", newline="\n")
