"""A change that changes nothing is refused, with what can be given."""

from __future__ import annotations

import pytest

from registry.desk import enterprises, records, subjects
from registry.desk.drafts.enterprises import (
    IdentityDraft,
    SpellCorrectionDraft,
    SubjectNameDraft,
)
from registry.desk.drafts.records import DocumentAmendmentDraft, DocumentDraft
from registry.desk.drafts.rounds import CalendarDraft, RoundDraft
from registry.desk.office import Office
from registry.errors import ConflictError, InputError


def test_a_draft_that_names_no_change_says_what_can_be_named() -> None:
    with pytest.raises(InputError, match="可以改的有：统一社会信用代码、成立日期"):
        IdentityDraft.read(enterprise_id=1)
    with pytest.raises(InputError, match="可以改的有：应为、自何日起"):
        SpellCorrectionDraft.read(attribute="状态", spell_id=1)
    with pytest.raises(InputError, match="可以改的有：申报开始、申报截止"):
        CalendarDraft.read(round_id=1, document="某文")
    with pytest.raises(InputError, match="可以改的有：文号、标题"):
        DocumentAmendmentDraft.read(document_id=1)


def test_what_is_there_already_is_no_change(ruled: Office) -> None:
    same = "一样，没有要改的"
    draft = IdentityDraft.read(enterprise_id=1, established_on="2003")
    enterprises.identify(ruled, draft)
    with pytest.raises(ConflictError, match=same):
        enterprises.identify(ruled, draft)
    with pytest.raises(ConflictError, match=same):
        subjects.rename_subject(
            ruled, SubjectNameDraft.read(subject_id=2, name="总装车间")
        )
    correction = SpellCorrectionDraft.read(
        attribute="县市区", spell_id=1, value="天元区"
    )
    with pytest.raises(ConflictError, match=same):
        enterprises.correct(ruled, correction)
    document = records.document(
        ruled, DocumentDraft.read(number="某文〔2022〕1号", title="某", kind="通知")
    )
    with pytest.raises(ConflictError, match=same):
        records.amend_document(
            ruled, DocumentAmendmentDraft.read(document_id=document, title="某")
        )


@pytest.mark.parametrize("number", ["99999999999999999999", "9" * 5000, "1e3", "十"])
def test_a_number_beyond_all_bounds_is_refused_in_chinese(number: str) -> None:
    with pytest.raises(InputError) as told:
        RoundDraft.read(rung="x", year=2022, quota=number)
    assert str(told.value).startswith("名额：「")
    assert len(str(told.value)) < 80
