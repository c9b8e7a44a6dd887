"""Whom an agreement names: by a whole name, or by a word that only one name has."""

from __future__ import annotations

import pytest

from arena.sharing.named import Absent
from arena.sharing.withheld import Haystack, withheld

pytestmark = pytest.mark.pure

ABSENT = (
    "Kinderopvang ’t Zonnetje",
    "Wijkcomité Ter Linden",
    "Buurtwerk Ter Linden",
    "OCMW",
    "De A",
    "Gemeente (dienst)",
)
PRESENT = ("Basisschool De Linde", "Oudergroep De Linde")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Afspraak met Kinderopvang ’t Zonnetje", ["Kinderopvang ’t Zonnetje"]),
        ("we vragen het ZONNETJE", ["Kinderopvang ’t Zonnetje"]),
        ("Kinderopvang zoeken", ["Kinderopvang ’t Zonnetje"]),
        ("het OCMW betaalt", ["OCMW"]),
        ("in Ter Linden", []),  # a word of two names tells neither
        ("wijkcomité ter linden en buurtwerk ter linden", ["Wijkcomité Ter Linden", "Buurtwerk Ter Linden"]),
        ("lokalen in De Linde", []),
        ("met de a erbij", ["De A"]),
        ("met de ark erbij", []),  # part of a word is no name
        ("Gemeente (dienst) tekent", ["Gemeente (dienst)"]),
        ("", []),
        ("het O.C.M.W. betaalt", ["OCMW"]),
        ("OCMW's huis", ["OCMW"]),
        ("eerst het OCMW.Daarna zien we", ["OCMW"]),
        ("wijkcomite ter linden", ["Wijkcomité Ter Linden"]),
        ("Kinderopvang 't Zonnetje", ["Kinderopvang ’t Zonnetje"]),
        ("de buurtwerkers komen", ["Buurtwerk Ter Linden"]),
        ("het OCMWX", []),  # a short word counts whole alone
    ],
)
def test_is_told(text: str, named: list[str]) -> None:
    assert Absent(ABSENT, PRESENT).named_in(text) == named


def test_by_whole_names_alone_where_that_is_asked() -> None:
    absent = Absent(ABSENT, PRESENT)
    assert absent.named_in("Er is te weinig kinderopvang.", whole=True) == []
    assert absent.named_in("Kinderopvang ’t Zonnetje is te klein.", whole=True) == ["Kinderopvang ’t Zonnetje"]


@pytest.mark.parametrize("text", ["met 'ecole du centre'", "ECOLE DU CENTRE", "école-du-centre", "École du Centre:"])
def test_however_a_name_is_written(text: str) -> None:
    assert Absent(["École du Centre"], ["Centre", "Ecole", "du"]).named_in(text) == ["École du Centre"]


def test_by_a_name_without_letters() -> None:
    assert Absent(["👍", "="], []).named_in("met 👍 = goed") == ["👍", "="]


def test_who_is_in_the_copy_is_never_absent() -> None:
    assert Absent(["Basisschool de linde"], PRESENT).named_in("Basisschool De Linde") == []


def test_one_of_thousands_is_told() -> None:
    absent = Absent([f"Vereniging {number} uit Lindegem" for number in range(2_000)], PRESENT)
    assert absent.named_in("Vereniging 1999 uit Lindegem doet mee") == ["Vereniging 1999 uit Lindegem"]


class TestWhatIsWithheld:
    def test_is_each_line_that_its_reader_does_not_see(self) -> None:
        whole = {"a": "eerste regel\ntweede regel", "b": ["derde regel", ("kort", 4, None)]}
        assert withheld(whole, ["Hier staat de eerste regel."]) == ["tweede regel", "derde regel"]

    def test_is_not_what_stands_in_our_own_texts(self) -> None:
        assert withheld(["eerder groot", "Geheim plan"], []) == ["geheim plan"]

    @pytest.mark.parametrize("text", ["geheim plan", "zin met een €-teken", "🌱 zaaien"])
    def test_is_found_wherever_it_stands(self, text: str) -> None:
        haystack = Haystack(["iets anders", f"voor {text.upper()} na"])
        assert text in haystack
        assert f"{text}!" not in haystack
