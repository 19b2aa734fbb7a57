"""What eligibility said when a step was taken, frozen with the facts it used."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

from registry.desk import rows
from registry.eligibility.answer import Answer
from registry.eligibility.bind import BoundStep, bound_steps
from registry.eligibility.explain import explain
from registry.model.policy import Policy
from registry.model.rounds import Application, ApplicationStep, Decision, Round
from registry.store.transaction import Tx
from registry.terms import Outcome

BEST_FIRST = (
    Outcome.ELIGIBLE,
    Outcome.ONE_SHORT,
    Outcome.PENDING,
    Outcome.NOT_ELIGIBLE,
)
"""Where several steps lead to a rung, the one that says most for it is kept."""


def freeze(
    tx: Tx, application: Application, step: ApplicationStep, on: date
) -> Outcome | None:
    """Keep eligibility's answer for an application on a day beside its step.

    None, and nothing kept, where no policy in force leads to the round's rung.
    """
    answered = [
        (bound, explain(rows.driver(tx), bound, application.subject_id))
        for bound in _leading(tx, application, on)
    ]
    if not answered:
        return None
    bound, answer = min(answered, key=lambda pair: BEST_FIRST.index(pair[1].outcome))
    tx.add(
        Decision(
            step_id=rows.number(step),
            as_of=on,
            known_change_id=tx.change_id,
            policy_sha256=_hash(tx, bound),
            ladder_step=bound.active.step.key,
            outcome=answer.outcome,
            answer=as_text(answer),
            sample=step.sample,
        )
    )
    return answer.outcome


def as_text(answer: Answer) -> str:
    """An answer as JSON text, one key a field, ``from`` for ``from_``."""
    told = asdict(answer)
    told["from"] = told.pop("from_")
    del told["barred"]
    return json.dumps(told, ensure_ascii=False)


def _leading(tx: Tx, application: Application, on: date) -> tuple[BoundStep, ...]:
    """The steps in force that lead to the application's rung in its kind."""
    rung = rows.need(tx, Round, application.round_id, "批次").rung
    return tuple(
        bound
        for bound in bound_steps(rows.driver(tx), on)
        if bound.active.step.to == rung and bound.active.step.kind == application.kind
    )


def _hash(tx: Tx, bound: BoundStep) -> str:
    of = bound.active.policy
    loaded = rows.live(tx, Policy, document_number=of.document, since=of.since)
    return loaded[-1].sha256
