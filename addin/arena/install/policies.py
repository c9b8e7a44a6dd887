"""The policies of an organisation that keep an unsigned add-in shut, silently: read, never written.

The names are those of Microsoft's administrative templates for Office 2016 and later (office16.admx, excel16.admx).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from arena.build import ADDIN
from arena.install.locations import Locations

_ROOTS = tuple(
    rf"{hive}\Software\Policies\Microsoft\{office}"
    for hive, office in product(("HKCU", "HKLM"), (r"Office\16.0", r"Cloud\Office\16.0"))
)
"""Of the user and of the machine, set by the organisation's own servers or from Microsoft's cloud."""


@dataclass(frozen=True)
class Policy:
    """A policy: its value in the registry, and at which numbers it keeps our add-in shut.

    ``untrusted_only`` says that it does so only where Excel does not trust the start folder.
    """

    name: str
    key: str
    value: str
    shuts: frozenset[int]
    untrusted_only: bool = False


_ON = frozenset({1})
_SIGNED_ONLY, _NONE = 3, 4

_TRUSTED = r"Security\Trusted Locations"
POLICIES = (
    Policy("vba_off", "Common", "VbaOff", _ON),
    Policy("signed_always_on", r"Common\Security", "RequireAlwaysOnMacroSig", _ON),
    Policy("addins_off", r"Excel\Security", "DisableAllAddins", _ON),
    Policy("signed_addins", r"Excel\Security", "RequireAddinSig", _ON),
    Policy("no_locations", rf"Excel\{_TRUSTED}", "AllLocationsDisabled", _ON),
    Policy("only_their_locations", rf"Common\{_TRUSTED}", "Allow User Locations", frozenset({0})),
    Policy("macros", r"Excel\Security", "VBAWarnings", frozenset({_SIGNED_ONLY, _NONE}), untrusted_only=True),
)

_ADDIN_LIST = r"Excel\Resiliency"
_ALWAYS_OFF = "0"

_TAKE_TRUST = {"no_locations", "only_their_locations"}


def only_listed_addins(locations: Locations) -> bool:
    """Return True if an organisation's list of add-ins keeps ours shut: it is not on it, or as one that is always off.

    Whether Excel holds a file of the start folder for an add-in there, the templates do not say.
    """
    registry = locations.registry
    for root in _ROOTS:
        listed = registry.values(rf"{root}\{_ADDIN_LIST}\AddinList")
        said = next((value.text for name, value in listed.items() if name.lower() == ADDIN), None)
        restricted = registry.number(rf"{root}\{_ADDIN_LIST}", "RestrictToList") in _ON
        if said == _ALWAYS_OFF or (said is None and restricted):
            return True
    return False


def in_force(locations: Locations) -> Iterator[Policy]:
    """Yield each policy that keeps the add-in shut on this machine, for this user."""
    trusted = not locations.start_on_network
    for policy in POLICIES:
        set_to = {locations.registry.number(rf"{root}\{policy.key}", policy.value) for root in _ROOTS}
        if set_to & policy.shuts and not (policy.untrusted_only and trusted):
            trusted = trusted and policy.name not in _TAKE_TRUST
            yield policy
