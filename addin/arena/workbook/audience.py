"""For whom a copy is made, and what of a workbook they may see: nothing that does not say so itself.

Columns, sheets and what was typed on them name the audiences that they go to. What is added later names none, so it
stays here until somebody decides otherwise. Source: docs/security.md, "Copies that leave the house".
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, Protocol


class Audience(StrEnum):
    """The three kinds of people who get a copy."""

    TEAM = "team"
    """Who works on the analysis as well."""

    PARTNERS = "partners"
    """Those who are in the network and were spoken to."""

    RETURN = "return"
    """Colleagues who fill in their own estimates and send them back."""


NOBODY: frozenset[Audience] = frozenset()
TEAM = frozenset({Audience.TEAM})
TEAM_AND_PARTNERS = frozenset({Audience.TEAM, Audience.PARTNERS})
TEAM_AND_RETURN = frozenset({Audience.TEAM, Audience.RETURN})
EVERYONE = frozenset(Audience)


class Shareable(Protocol):
    """What says to whom it goes, and whether it is talk data (docs/method.md, "Talks")."""

    @property
    def goes_to(self) -> frozenset[Audience]:
        """The audiences that may see it."""

    @property
    def talk(self) -> bool:
        """True if it goes along only where whoever shares asks for the talks."""


class Reader(NamedTuple):
    """Who reads a copy: the audience, and whether the talks go along (the team alone can be given them)."""

    audience: Audience
    talks: bool = False

    def may_see(self, thing: Shareable) -> bool:
        """Return True if a sheet or a column may stand in the copy."""
        asked = self.talks and self.audience is Audience.TEAM
        return self.audience in thing.goes_to and (asked or not thing.talk)
