"""Why a form is proposed, and the next step with an actor: codes; the sentences are the catalogue's. All ours."""

from __future__ import annotations

from arena.method.analysis import Assessment
from arena.method.forms import DEFAULT_FORMS, form_for
from arena.method.roles import CLASSES


def reason(assessment: Assessment, row: int) -> str:
    """Return the code of the one sentence that says why a form is proposed for a rated row, or why none is.

    Of the table, the need and the objections, the last that changed something is told. Source: docs/method.md,
    "Reasons and next steps".

    Returns:
        ``objections`` where these made it an informal exchange; ``ad_hoc.one_sided`` where a network became ad hoc
        because the need is not mutual; ``edited`` where the user changed the cells of the table that it comes from;
        else the form itself: ``ad_hoc`` with the kind behind it, ``network.assumed`` where nobody answered whether
        the need is mutual. Where none is proposed: ``target_group``, else ``undecided``.
    """
    entries, actor = assessment.entries, assessment.actors.iloc[row]
    table, kind = assessment.rules.forms, assessment.rules.issue.kind
    needs_us, opposes = bool(entries.needs_us[row]), bool(entries.opposes[row])
    classes = CLASSES[actor["class_low"] : actor["class_high"] + 1]
    in_table = [table[kind][name] for name in classes]
    needed = [form_for(form, needs_us=needs_us, opposes=False) for form in in_table]
    if len({form_for(form, needs_us=needs_us, opposes=opposes) for form in in_table}) != 1:
        return "target_group" if entries.target_group[row] else "undecided"
    if opposes and not {"network", "ad_hoc"}.isdisjoint(needed):
        return "objections"
    if needed != in_table:
        return "ad_hoc.one_sided"
    if all(form != DEFAULT_FORMS[kind][name] for form, name in zip(in_table, classes, strict=True)):
        return "edited"
    form = in_table[0]
    if form == "ad_hoc":
        return "ad_hoc.complex" if kind == "complex" else "ad_hoc.action"
    return "network.assumed" if form == "network" and not entries.answered("needs_us")[row] else form


def next_step(assessment: Assessment, row: int) -> str:
    """Return the code of the next step with the actor of a row in use.

    Who has objections is first listened to, unless the actor has no signal and is only kept informed. Then what is not
    known is asked, an agreement is sought with who is hard to do without, and with the others what their form asks for.
    """
    entries, actor = assessment.entries, assessment.actors.iloc[row]
    flag, form = actor["flag"], actor["form_that_counts"]
    if entries.opposes[row] and (flag != "none" or form != "none"):
        return "listen"
    if flag == "uncertain" or not isinstance(form, str):
        return "voice" if entries.target_group[row] and flag == "none" else "ask"
    if flag != "none":
        return "agree_takeover" if (assessment.substitutes.naming == row).any() else "second_actor"
    return form
