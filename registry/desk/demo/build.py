"""Building the demonstration registry: 株洲 in 2022, from the sheets in ``data/``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import event
from sqlmodel import Session

from registry import paths
from registry.desk import policies
from registry.desk.demo import findings, frozen, ladder, money, parties
from registry.desk.demo.known import Known
from registry.desk.demo.sheets import Sheet
from registry.desk.drafts.policies import PolicyDraft
from registry.desk.office import Because, Office, begin
from registry.desk.upkeep import refresh
from registry.errors import FaultsError
from registry.ladder.loader import shipped
from registry.store.files import create
from registry.store.placing import arriving

ON = date(2022, 12, 31)
"""The day the demonstration is asked as of."""

WHY = Because(reason="2022年度绩效自评报告所载事实，其余为示例数据")
"""The reason that every change of the demonstration gives."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Sheets that are entered in one change, and what the change is called."""

    action: str
    sheets: tuple[Sheet, ...]


DOCUMENTS = Theme("登记文件", findings.DOCUMENTS)
"""Entered first: the policies that are loaded next rest on them."""

THEMES = (
    Theme("登记企业与认定对象", parties.SHEETS),
    Theme("登记评估", findings.ASSESSMENTS),
    Theme("登记指标", findings.FACTS),
    Theme("登记事件与覆盖范围", findings.EVENTS),
    Theme("建立培育名单", ladder.POOLS),
    Theme("登记人工认定", findings.JUDGEMENTS),
    Theme("登记申报与评审", ladder.ROUNDS),
    Theme("登记称号", ladder.TITLES),
    Theme("登记预算与奖补", money.FUNDS),
    Theme("登记绩效自评与填报数", money.FIGURES),
)
"""The sheets in the order in which they build on one another."""


def build(path: Path, *, by: str, folder: Path | None = None) -> None:
    """Make the demonstration registry at ``path``; whole, or not at all.

    ``folder`` holds the sheets, the shipped ones unless it is given.

    Raises:
        StoreError: something is at ``path`` already, or it cannot be written.
        FaultsError: sheets with faults, each with its file and line.
    """
    sheets = folder or paths.data() / "zhuzhou-2022"
    with arriving(path) as beside:
        beside.unlink()
        create(
            beside,
            name="株洲市工业和信息化局",
            division="430200",
            by=by,
            reference_on=ON,
            demonstration=True,
        )
        office = Office(beside, by, settles=False)
        known = Known()
        _enter(office, DOCUMENTS, known, sheets)
        _load_policies(office)
        for theme in THEMES:
            _enter(office, theme, known, sheets)
        refresh(office)
        frozen.freeze(office, beside, ON, WHY.reason)


def _load_policies(office: Office) -> None:
    with begin(office, policies.load.label, WHY) as tx:
        for file in shipped():
            policies.load.within(tx, PolicyDraft(path=file))


def _enter(office: Office, theme: Theme, known: Known, folder: Path) -> None:
    with begin(office, theme.action, WHY) as tx:
        _keep_rows(tx.session)
        faults = tuple(
            fault for sheet in theme.sheets for fault in sheet.record(tx, known, folder)
        )
        if faults:
            raise FaultsError(faults)


def _keep_rows(session: Session) -> None:
    """Let a session hold on to its rows; it would forget and load them again."""
    kept: list[object] = []

    def keep(_session: Session, row: object) -> None:
        kept.append(row)

    for name in ("pending_to_persistent", "loaded_as_persistent"):
        event.listen(session, name, keep)
