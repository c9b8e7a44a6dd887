"""The ribbon of the add-in, made from the table of buttons: one for all languages, its texts come from the VBA."""

from __future__ import annotations

from itertools import groupby
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from arena.excel.buttons.table import CONTROLS, Control, LanguageMenu
from arena.locale import LANGUAGES

_NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"

TEXTS = {"getLabel": "label", "getScreentip": "screentip", "getSupertip": "supertip", "getKeytip": "keytip"}
"""The attributes by which Office asks for a control's texts, and what each is called in the catalogue."""


def ribbon() -> bytes:
    """Return the ribbon's customUI.

    The tab has no keytip of its own: Office then chooses one that collides with none of Excel's in any language.
    """
    root = Element("customUI", xmlns=_NAMESPACE, onLoad="ArenaLoad")
    tab = SubElement(SubElement(SubElement(root, "ribbon"), "tabs"), "tab", id="tab_arena", getLabel="ArenaLabel")
    for name, controls in groupby(CONTROLS, key=lambda control: control.group):
        group = SubElement(tab, "group", id=f"group_{name}", getLabel="ArenaLabel")
        for control in controls:
            _add(group, control)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


def _add(group: Element, control: Control) -> None:
    asked = {attribute: f"Arena{text.capitalize()}" for attribute, text in TEXTS.items()}
    size = "large" if control.large else "normal"
    about = {"id": control.key, "imageMso": control.image, "size": size, "getEnabled": "ArenaEnabled"} | asked
    if not isinstance(control, LanguageMenu):
        SubElement(group, "button", about | {"onAction": "ArenaClick"})
        return
    menu = SubElement(group, "menu", about)
    for language in LANGUAGES:
        chosen = {"id": f"language_{language}", "tag": language, "getLabel": "ArenaLabel", "onAction": "ArenaChoose"}
        SubElement(menu, "button", chosen)
