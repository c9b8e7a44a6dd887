"""The ribbon of the add-in, made from the table of buttons: one for all languages, its texts come from the VBA."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from arena.excel.server import harmless_xlwings
from arena.locale import LANGUAGES

if TYPE_CHECKING:
    from arena.excel.buttons.table import Button

_NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"

TEXTS = {"getLabel": "label", "getScreentip": "screentip", "getSupertip": "supertip", "getKeytip": "keytip"}
"""The attributes by which Office asks for a control's texts, and what each is called in the catalogue."""

_LANGUAGE, _LANGUAGE_IMAGE, _LANGUAGE_GROUP = "language", "Translate", "help"
"""The menu that chooses the language: VBA does it, without Python."""


def ribbon() -> bytes:
    """Return the ribbon's customUI.

    The tab has no keytip of its own: Office then chooses one that collides with none of Excel's in any language.
    """
    root = Element("customUI", xmlns=_NAMESPACE, onLoad="ArenaLoad")
    tab = SubElement(SubElement(SubElement(root, "ribbon"), "tabs"), "tab", id="tab_arena", getLabel="ArenaLabel")
    for name, buttons in groupby(_buttons(), key=lambda button: button.group):
        group = SubElement(tab, "group", id=f"group_{name}", getLabel="ArenaLabel")
        for button in sorted(buttons, key=lambda button: not button.large):
            _control(group, "button", button.key, button.image, large=button.large).set("onAction", "ArenaClick")
        if name == _LANGUAGE_GROUP:
            _add_languages(group)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


def needs() -> dict[str, str]:
    """Return what each control needs to be enabled. VBA decides it without Python; on a Mac it enables none."""
    return {button.key: button.needs.value for button in _buttons()} | {_LANGUAGE: "always"}


def _buttons() -> tuple[Button, ...]:
    harmless_xlwings()  # the buttons import it
    from arena.excel.buttons.table import BUTTONS  # noqa: PLC0415 - after the line above

    return BUTTONS


def _control(group: Element, kind: str, key: str, image: str, *, large: bool) -> Element:
    asked = {attribute: f"Arena{text.capitalize()}" for attribute, text in TEXTS.items()}
    size = "large" if large else "normal"
    attributes = {"id": key, "imageMso": image, "size": size, "getEnabled": "ArenaEnabled"}
    return SubElement(group, kind, attributes | asked)


def _add_languages(group: Element) -> None:
    """Put the menu before the small buttons, right after the last large one."""
    menu = _control(group, "menu", _LANGUAGE, _LANGUAGE_IMAGE, large=False)
    group.remove(menu)
    group.insert(sum(each.get("size") == "large" for each in group), menu)
    for language in LANGUAGES:
        chosen = {"id": f"language_{language}", "tag": language, "getLabel": "ArenaLabel", "onAction": "ArenaChoose"}
        SubElement(menu, "button", chosen)
