"""The names in an Arena workbook: the same in every language, so that formulas and buttons find their way."""

from __future__ import annotations

from arena.method.levels import CRITERIA
from arena.workbook.model import QUESTIONS

TABLE = "Arena"
"""The name of the table of actors, by which it is found wherever its user put it."""

SCHEMA = "arena_schema"
LANGUAGE = "arena_taal"
ACTORS = "arena_actoren"
TALKS = "arena_gesprekken"
"""Of each line of the sheet of calculations, whether the talk with the actor is still open."""

TALK_DAYS = "arena_gesprek_dagen"
"""Of each line, the day by which the talk is due."""

TALK_PLACES = "arena_gesprek_plaatsen"
"""Of each line, the place of its talk on the list to call from."""

TALKS_FOR = "arena_gesprekken_van"
"""The cell that holds the person whose talks that list shows."""

SPEAKERS = "arena_lijst_sprekers"

ACTIONS = "arena_acties"
ACTION_STATES = "arena_actie_standen"
"""Of each action, how far it is, by number."""

ACTION_DAYS = "arena_actie_dagen"
"""Of each action, the day by which it is due."""

ACTION_DIMENSIONS = "arena_actie_dimensies"

EVOLUTIONS = "arena_evoluties"
EVOLUTIONS_RATED = "arena_evoluties_cijfers"
"""The numbers alone that say how far the network is."""

CHARACTERISTICS = "arena_kenmerken"
ATTENTION = "arena_aandachtspunten"

ADJUSTMENTS = "arena_bijsturing"
"""The rows of what changed, as noted on the sheet of step 6."""

NEXT_LOOK = "arena_volgende_keer"
STOOD = "arena_stand"
"""How the table stood when it was last looked at, the answers about the issue (:data:`ANSWERED`) and the day."""

ANSWERED = "arena_stand_issue"
STOOD_ON = "arena_stand_datum"

CHOICES_FOR_NETWORK = "arena_keuzes"
"""Of each line, the number of the choice whether the actor is asked into the network."""

NOTE_DIGITS = "arena_nagekeken"
"""A digit for each note that the column of attention may show, a text for each line of the sheet of calculations."""

FORM = "arena_formulier"
"""Marks a form that colleagues fill in; its value is the version of the form's layout."""

FILLED_IN_BY = "arena_naam"
MISSED = "arena_wie_missen_we"
"""On such a form: the cell for the name of whoever fills it in, and the rows in which they say who is missing."""

PRIORITY = "arena_voorrang"
SCALE = "arena_schaal"
CUSTOM_WEIGHTS = "arena_eigen_gewichten"
WEIGHTS = "arena_gewichten"
PRIORITY_NUMBER = "arena_voorrang_nummer"
OBJECTIONS = "arena_bezwaren"
SHOWS_OBJECTIONS = "arena_bezwaren_tonen"
REVERSED = "arena_omgekeerd"
FORM_TABLE = "arena_vormtabel"
FORM_PROPOSALS = "arena_vormvoorstel"

ISSUE_KIND = "arena_soort"
ISSUE_ASSUMED = "arena_soort_aangenomen"
ISSUE_OPEN = "arena_issue_open"
ISSUE_BEGUN = "arena_issue_begonnen"

FLAG_WORDS = "arena_signalen"
ROLE_WORDS = "arena_rollen"
FORM_WORDS = "arena_vormen"
DEPENDENCY_WORDS = "arena_afhankelijkheden"
KIND_WORDS = "arena_soorten"
CONSEQUENCES = "arena_gevolgen"
UNDECIDED_WORD = "arena_nog_niet_te_zeggen"
SHORT_NOTES = "arena_kort"


def is_our_table(name: str) -> bool:
    """Return True if a table has the name of ours: Excel does not tell capitals apart."""
    return name.casefold() == TABLE.casefold()


def list_of(column: str) -> str:
    """Return the name of the list that a drop-down chooses from."""
    return f"arena_lijst_{column}"


def words_of(column: str) -> str:
    """Return the name of the accepted spellings of a column."""
    return f"arena_woorden_{column}"


def levels_of(column: str) -> str:
    """Return the name of what those spellings count as, beside them."""
    return f"arena_niveaus_{column}"


def answer_to(question: str) -> str:
    """Return the name of the cell that holds the answer to a question of the sheet Issue."""
    return f"arena_antwoord_{QUESTIONS.index(question) + 1}"


def criterion(key: str) -> str:
    """Return the name of the cell on the sheet Issue that holds a criterion of selection."""
    return f"arena_criterium_{CRITERIA.index(key) + 1}"
