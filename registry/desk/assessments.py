"""Maturity assessments with the scores of their sub-domains."""

from __future__ import annotations

from registry.desk import rows
from registry.desk.drafts.records import AssessmentDraft
from registry.desk.verb import verb
from registry.errors import ConflictError, InputError
from registry.ladder.standards import standards
from registry.model.assessment import Assessment, AssessmentScore
from registry.model.subject import Subject
from registry.readers.numbers import scaled
from registry.readers.words import words
from registry.store.transaction import Tx


@verb("登记评估")
def assessment(tx: Tx, draft: AssessmentDraft) -> int:
    """Record a maturity assessment of a subject; its id.

    Raises:
        ConflictError: one of the same kind, day and standard is recorded already.
    """
    subject = rows.need(tx, Subject, draft.subject_id, "认定对象")
    rows.not_ahead(tx, draft.on.on, "评估日期")
    _refuse_twin(tx, draft, subject)
    row = tx.add(_assessment(tx, draft))
    for domain, score in _scores(draft).items():
        tx.add(
            AssessmentScore(
                assessment_id=rows.number(row),
                domain=domain,
                score=score,
                sample=draft.sample,
            )
        )
    return rows.number(row)


def _scores(draft: AssessmentDraft) -> dict[str, int]:
    """Scores in hundredths by the standard's codes; any name, if it is not shipped."""
    standard = standards().get(draft.standard)
    domains = standard.domains if standard else ()
    codes = {domain.name: domain.code for domain in domains}
    found: dict[str, int] = {}
    for name, score in draft.scores.items():
        code = codes.get(words(name), words(name))
        if code in found or (codes and code not in codes.values()):
            raise InputError(
                f"{draft.standard} 没有子域「{name}」，或列了两次；"
                f"子域有：{'、'.join(codes)}"
            )
        found[code] = scaled(score, 2)
    return found


def _assessment(tx: Tx, draft: AssessmentDraft) -> Assessment:
    return Assessment(
        subject_id=draft.subject_id,
        standard=draft.standard,
        kind=draft.kind,
        on=draft.on.on,
        on_precision=draft.on.precision,
        score=None if draft.score is None else scaled(draft.score, 2),
        level=draft.level,
        valid_until=draft.valid_until,
        source=draft.source,
        sample=draft.sample,
        document_id=rows.document_id(tx, draft),
    )


def _refuse_twin(tx: Tx, draft: AssessmentDraft, subject: Subject) -> None:
    same = rows.live(
        tx,
        Assessment,
        subject_id=draft.subject_id,
        kind=draft.kind,
        on=draft.on.on,
        on_precision=draft.on.precision,
        standard=draft.standard,
    )
    if same:
        raise ConflictError(
            f"「{subject.name}」{draft.on} 的{draft.kind.label}已登记，"
            f"编号 {same[0].id}；{rows.wrongly(same[0])}"
        )
