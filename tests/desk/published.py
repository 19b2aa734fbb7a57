"""A round in which workshops were published for objection."""

from __future__ import annotations

from dataclasses import dataclass, field

from registry.desk import enterprises, recognition, records, rounds, subjects
from registry.desk.drafts.enterprises import EnterpriseDraft, SubjectDraft
from registry.desk.drafts.records import DocumentDraft
from registry.desk.drafts.rounds import (
    ApplicationDraft,
    RecognitionDraft,
    RoundDraft,
    StepDraft,
)
from registry.desk.office import Because, Office, begin
from registry.desk.recognised import Recognition
from registry.store.transaction import Tx

NUMBER = "株工信发〔2022〕90号"
NOTICE = "2022-09-19"
LINE = ("初审", "推荐", "评审", "拟认定")


@dataclass
class Published:
    """An office with a round of workshops in which some were published."""

    office: Office
    applications: dict[str, int] = field(default_factory=dict)
    subjects: dict[str, int] = field(default_factory=dict)

    def publish(self, name: str, owner: int | None = None) -> int:
        """Have a workshop go through the notice, of an enterprise of its own."""
        with begin(self.office, "公示") as tx:
            return self.within(tx, name, owner)

    def within(self, tx: Tx, name: str, owner: int | None = None) -> int:
        """The same, as a part of a change."""
        enterprise = owner or enterprises.add.within(
            tx, EnterpriseDraft.read(name=f"示例企业{name}有限公司")
        )
        workshop = SubjectDraft.read(enterprise_id=enterprise, kind="车间", name=name)
        subject = subjects.add_subject.within(tx, workshop)
        application = rounds.apply.within(
            tx, ApplicationDraft.read(round_id=1, subject_id=subject)
        )
        self.applications[name], self.subjects[name] = application, subject
        for stage in LINE:
            taken = self._step(name, stage, "2022-07-01", passed="通过")
            rounds.take_step.within(tx, taken)
        rounds.take_step.within(tx, self._step(name, "公示", NOTICE))
        return enterprise

    def step(self, name: str, stage: str, on: str, **more: object) -> None:
        """Take a step of an application."""
        rounds.take_step(self.office, self._step(name, stage, on, **more))

    def _step(self, name: str, stage: str, on: str, **more: object) -> StepDraft:
        said = {"application_id": self.applications[name], "stage": stage, "on": on}
        return StepDraft.read(**said | more)

    def draft(self, **more: object) -> RecognitionDraft:
        """The recognition of the round on 2022-09-27."""
        said: dict[str, object] = {
            "round_id": 1,
            "document": NUMBER,
            "on": "2022-09-27",
        }
        return RecognitionDraft.read(**said | more)

    def recognise(self, reason: str = "", **more: object) -> Recognition:
        """Recognise the round."""
        return recognition.recognise(
            self.office, self.draft(**more), Because(reason=reason)
        )


def two_published(office: Office) -> Published:
    """Two workshops of two enterprises, published for five working days."""
    records.document(
        office, DocumentDraft.read(number=NUMBER, title="认定通知", kind="认定文件")
    )
    rounds.open_round(
        office,
        RoundDraft.read(
            rung="市级智能制造标杆车间",
            year=2022,
            quota=2,
            notice_days=5,
            amount="10万",
        ),
    )
    made = Published(office)
    with begin(office, "公示") as tx:
        for name in ("甲", "乙"):
            made.within(tx, name)
    return made
