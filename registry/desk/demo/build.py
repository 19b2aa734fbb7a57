"""Building the demonstration registry: 株洲 in 2022, from the sheets in ``data/``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from registry import paths
from registry.desk import policies
from registry.desk.demo import findings, ladder, money, parties
from registry.desk.demo.known import Known
from registry.desk.demo.sheets import Line, lines
from registry.desk.drafts.policies import PolicyDraft
from registry.desk.office import Because, Office, begin
from registry.errors import Fault, FaultsError, RegistryError
from registry.ladder.loader import shipped
from registry.store.files import create
from registry.store.placing import arriving
from registry.store.transaction import Tx

ON = date(2022, 12, 31)
"""The day the demonstration is asked as of."""

WHY = Because(reason="2022年度绩效自评报告所载事实，其余为示例数据")
"""The reason that every change of the demonstration gives."""

Entry = Callable[[Tx, Known, Line], None]


@dataclass(frozen=True, slots=True)
class Theme:
    """Sheets that are entered in one change, and what the change is called."""

    action: str
    sheets: tuple[tuple[str, Entry], ...]


DOCUMENTS = Theme("登记文件", (("documents", findings.document),))
"""What everything else rests on, the loaded policies too."""

THEMES = (
    Theme(
        "登记企业与认定对象",
        (
            ("enterprises", parties.enterprise),
            ("subjects", parties.subject),
            ("changes", parties.change),
        ),
    ),
    Theme("登记评估", (("assessments", findings.assessment),)),
    Theme("登记指标", (("facts", findings.fact),)),
    Theme(
        "登记事件与覆盖范围",
        (("events", findings.event), ("coverage", findings.coverage)),
    ),
    Theme(
        "建立培育名单",
        (("pools", ladder.pool), ("pool_entries", ladder.pool_entry)),
    ),
    Theme("登记人工认定", (("judgements", findings.judgement),)),
    Theme(
        "登记申报与评审",
        (
            ("rounds", ladder.round_),
            ("applications", ladder.application),
            ("steps", ladder.step),
        ),
    ),
    Theme("登记称号", (("titles", ladder.title),)),
    Theme(
        "登记预算与奖补",
        (
            ("budget_lines", money.budget_line),
            ("subsidies", money.subsidy),
            ("payments", money.payment),
        ),
    ),
    Theme(
        "登记绩效自评与填报数",
        (("targets", money.target), ("rosters", money.roster)),
    ),
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
        office = Office(beside, by)
        known = Known()
        _enter(office, DOCUMENTS, known, sheets)
        _load_policies(office)
        for theme in THEMES:
            _enter(office, theme, known, sheets)


def _load_policies(office: Office) -> None:
    with begin(office, policies.load.label, WHY) as tx:
        for file in shipped():
            policies.load.within(tx, PolicyDraft(path=file))


def _enter(office: Office, theme: Theme, known: Known, folder: Path) -> None:
    with begin(office, theme.action, WHY) as tx:
        faults = tuple(_record(tx, theme, known, folder))
        if faults:
            raise FaultsError(faults)


def _record(tx: Tx, theme: Theme, known: Known, folder: Path) -> Iterator[Fault]:
    for sheet, entry in theme.sheets:
        for line in lines(folder / f"{sheet}.csv"):
            try:
                entry(tx, known, line)
            except RegistryError as refused:
                yield line.fault(str(refused))
