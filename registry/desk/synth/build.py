"""Making a synthetic register: enterprise by enterprise, change by change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from registry.desk import rows
from registry.desk.founding import load_shipped
from registry.desk.office import Because, Office, begin, official
from registry.desk.synth.batch import Batch, last_ids
from registry.desk.synth.draws import Draw
from registry.desk.synth.figures import figures
from registry.desk.synth.firms import firm, things
from registry.desk.synth.honours import honours
from registry.desk.synth.records import assessments, events, verdicts
from registry.desk.synth.setting import ON, Setting, settle
from registry.desk.upkeep import refresh
from registry.errors import InputError
from registry.store.files import create
from registry.store.placing import arriving

CITY = "430200"
"""The city whose divisions, units and policies a synthetic register borrows."""
CHUNK = 5_000
"""So many enterprises are one change, and in memory at a time."""
MOST = 5_000_000
CACHE = "PRAGMA cache_size = -131072"
"""128 MB of pages: the indexes of a chunk stay in memory."""

ACTION = "生成合成数据"

Told = Callable[[int], None]
"""Is told how many enterprises are in the register."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many enterprises, and the seed that decides everything about them."""

    enterprises: int
    seed: int

    def chunks(self) -> Iterable[range]:
        """The numbers of the enterprises, change by change."""
        for first in range(1, self.enterprises + 1, CHUNK):
            yield range(first, min(first + CHUNK, self.enterprises + 1))


def build(office: Office, wanted: Wanted, told: Told) -> None:
    """Make a register of enterprises that do not exist; whole, or not at all.

    The same wish gives the same rows, ids and refs; only the instants of recording
    and what rests on them (the seals, the refs of the reference data) differ.

    Raises:
        InputError: there are too few or too many to make, or nobody says who writes.
        StoreError: something is at the place already, or it cannot be written.
    """
    if not 1 <= wanted.enterprises <= MOST:
        raise InputError(f"合成企业数应在 1 到 {MOST} 之间；请改写 --enterprises")
    with arriving(office.path) as beside:
        beside.unlink()
        create(
            beside,
            name="合成台账（不对应任何真实单位）",
            division=CITY,
            by=official(office),
            reference_on=ON,
            demonstration=True,
            sample=True,
        )
        _fill(Office(beside, office.by, settles=False), wanted, told)


def _fill(office: Office, wanted: Wanted, told: Told) -> None:
    load_shipped(office, CITY)
    ids: Counter[str] = Counter()
    setting = _settle(office, wanted, ids)
    for chunk in wanted.chunks():
        _add(office, wanted, setting, ids, chunk)
        told(chunk[-1])
    refresh(office)


def _settle(office: Office, wanted: Wanted, ids: Counter[str]) -> Setting:
    with begin(office, ACTION, _because(wanted, "文件、覆盖范围、批次")) as tx:
        connection = rows.driver(tx)
        ids.update(last_ids(connection))
        batch = Batch(wanted.seed, ids)
        setting = settle(connection, batch, CITY)
        batch.write(connection, tx.change_id)
    return setting


def _add(
    office: Office, wanted: Wanted, setting: Setting, ids: Counter[str], chunk: range
) -> None:
    """Add a chunk of enterprises; each draws from a stream of its own."""
    batch = Batch(wanted.seed, ids)
    for number in chunk:
        draw = Draw(wanted.seed, number)
        one = firm(batch, draw, setting, number)
        owned = things(batch, draw, one)
        figures(batch, draw, one, owned)
        assessments(batch, draw, one)
        events(batch, draw, one)
        honours(batch, draw, setting, one, owned)
        verdicts(batch, draw, setting, one, owned)
    what = f"企业 {chunk[0]} 至 {chunk[-1]}"
    with begin(office, ACTION, _because(wanted, what)) as tx:
        connection = rows.driver(tx)
        connection.execute(CACHE)
        batch.write(connection, tx.change_id)


def _because(wanted: Wanted, what: str) -> Because:
    return Because(reason=f"合成数据，种子 {wanted.seed}：{what}")
