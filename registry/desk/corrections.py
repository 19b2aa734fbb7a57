"""What was recorded wrongly: void it and record the right in its place."""

from __future__ import annotations

from typing import TypeVar, assert_never

from registry.desk import voiding
from registry.desk.assessments import assessment
from registry.desk.drafts.base import Draft
from registry.desk.drafts.records import (
    AssessmentDraft,
    CorrectionDraft,
    CoverageDraft,
    EventDraft,
    FactDraft,
    JudgementDraft,
    SeriesValueDraft,
)
from registry.desk.events import coverage, event
from registry.desk.facts import fact, series_value
from registry.desk.judgements import judgement
from registry.desk.verb import Verb, verb
from registry.model import assessment as records
from registry.model.base import Recorded
from registry.store.transaction import Tx

D = TypeVar("D", bound=Draft)


@verb("更正记录")
def correct(tx: Tx, draft: CorrectionDraft) -> int:
    """Void a row that was recorded wrongly and record the right one; its id."""
    match draft.right:
        case AssessmentDraft():
            return _instead(tx, draft.id, records.Assessment, assessment, draft.right)
        case FactDraft():
            return _instead(tx, draft.id, records.Fact, fact, draft.right)
        case EventDraft():
            return _instead(tx, draft.id, records.Event, event, draft.right)
        case CoverageDraft():
            return _instead(tx, draft.id, records.Coverage, coverage, draft.right)
        case JudgementDraft():
            return _instead(tx, draft.id, records.Judgement, judgement, draft.right)
        case SeriesValueDraft():
            return _instead(
                tx, draft.id, records.SeriesValue, series_value, draft.right
            )
        case _:
            assert_never(draft.right)


def _instead(
    tx: Tx, row_id: int, model: type[Recorded], again: Verb[D, int], right: D
) -> int:
    voiding.take_out(tx, model, row_id)
    return again.within(tx, right)
