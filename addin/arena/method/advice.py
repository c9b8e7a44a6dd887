"""Why a form is proposed, and the next step with an actor: codes; the sentences are the catalogue's. All ours."""

from __future__ import annotations

from arena.method.forms import DEFAULT_FORMS, FormTable


def reason(form: str, actor_class: str | None, kind: str, table: FormTable, *, needs_us: bool) -> str:
    """Return the code of the one sentence that says why a form is proposed.

    Args:
        form: the proposed form, one of :data:`arena.method.forms.FORMS`.
        actor_class: the proposed class; ``None`` where several are possible that all give this form.
        kind: the kind of issue.
        table: the table of forms that counts.
        needs_us: whether the actor needs us as well.

    Returns:
        ``edited`` where the form comes from a cell of the table that the user changed, ``ad_hoc.one_sided`` where a
        network became ad hoc because the need is not mutual, else the form itself, ``ad_hoc`` with the kind behind it.
    """
    classes = [actor_class] if actor_class is not None else list(table[kind])
    cells = [name for name in classes if table[kind][name] == form]
    if form == "ad_hoc" and not needs_us and not cells:
        return "ad_hoc.one_sided"
    if cells and all(table[kind][name] != DEFAULT_FORMS[kind][name] for name in cells):
        return "edited"
    if form == "ad_hoc":
        return "ad_hoc.complex" if kind == "complex" else "ad_hoc.action"
    return form


def next_step_for_flag(flag: str, *, has_substitutes: bool) -> str:
    """Return the next step with an actor who is, or may be, hard to do without."""
    if flag == "uncertain":
        return "ask"
    return "agree_takeover" if has_substitutes else "second_actor"


def next_step_for_form(form: str | None) -> str:
    """Return the next step with an actor of a proposed form; where none can be proposed: ask what is not known."""
    return form or "ask"


NEXT_STEP_FOR_TARGET_GROUP = "approach"
