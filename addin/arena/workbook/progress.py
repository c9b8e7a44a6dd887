"""How far the steps are: of step 1 by the answers on Issue, of the others by the method (:mod:`arena.method.steps`)."""

from __future__ import annotations

from arena.method import steps
from arena.method.steps import Progress
from arena.method.text import clean, fold
from arena.workbook.model import KIND_QUESTIONS, QUESTIONS, Analysis, Result, read_answer


def answer_is_open(question: str, typed: object) -> bool:
    """Return True if a question of the issue sheet still asks for an answer: empty, or not one from the list."""
    if not clean(typed):
        return True
    if question not in KIND_QUESTIONS:
        return False
    return fold(typed) != "?" and read_answer(question, typed) is None


def issue_progress(analysis: Analysis) -> Progress:
    """Return how far step 1 is."""
    typed = [analysis.answers.get(question) for question in QUESTIONS]
    still = sum(answer_is_open(question, answer) for question, answer in zip(QUESTIONS, typed, strict=True))
    return Progress(begun=any(clean(answer) for answer in typed), open=still)


def progress(result: Result) -> dict[int, Progress]:
    """Return how far each of the six steps is."""
    return steps.progress(result.assessment, issue_progress(result.analysis))
