"""Which enterprise every row means: by code, by name, by a name as usually varied.

What is certain goes through; what is near, or contradicts itself, waits; what nothing
is like is new. ``how`` of a staged row says what it was found by; a row whose name is
not one the enterprise has borne is ``renamed``.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence

from registry.intake.decided import find_quickly, rows
from registry.intake.doubts import CERTAIN, Answer, Decisions, Doubt
from registry.intake.likely import Formers
from registry.intake.names import Places, places, usual
from registry.intake.near import Near
from registry.intake.waiting import doubt
from registry.text import visible

_ID = "coalesce(e.merged_into, e.id)"
_LIVE_NAME = "s.voided_by IS NULL AND e.voided_by IS NULL"
_BY_CODE = f"""
UPDATE ledger_row SET enterprise_id = {_ID}, how = 'code' FROM enterprise e
WHERE e.uscc = ledger_row.code AND e.voided_by IS NULL
  AND ledger_row.how IS NULL AND ledger_row.state IS NULL
"""
_BY_NAME = f"""
UPDATE ledger_row SET enterprise_id = found.id, how = 'name' FROM (
  SELECT w.at, min({_ID}) AS id FROM ledger_row w
  JOIN name_spell s ON s.value = w.name JOIN enterprise e ON e.id = s.enterprise_id
  WHERE {_LIVE_NAME} AND w.how IS NULL AND w.state IS NULL{{which}}
  GROUP BY w.at HAVING count(DISTINCT {_ID}) = 1
) found WHERE found.at = ledger_row.at
"""
_NOW = " AND s.until IS NULL AND s.kind = 'official'"
_NAMES = f"""
INSERT INTO ledger_name SELECT {_ID}, usual(s.value), core(s.value)
FROM name_spell s JOIN enterprise e ON e.id = s.enterprise_id WHERE {_LIVE_NAME}
"""
_KNOWN = """
SELECT DISTINCT n.id, n.core, n.usual, u.value, e.uscc FROM ledger_name n
JOIN enterprise e ON e.id = n.id
LEFT JOIN unit_spell u ON u.enterprise_id = n.id AND u.voided_by IS NULL
  AND u.until IS NULL
"""
_LEFT = """
INSERT INTO ledger_left SELECT at, usual(name), core(name), unit_id, code
FROM ledger_row WHERE how IS NULL AND state IS NULL AND name IS NOT NULL
"""
_LEFT_NOW = """
SELECT l.at, l.core, l.usual, l.unit_id, l.code FROM ledger_left l
JOIN ledger_row w ON w.at = l.at AND w.how IS NULL AND w.state IS NULL
"""
_ALIKE = """
SELECT l.at, n.id, l.unit_id IS u.value AS here, l.code IS NOT NULL
  AND e.uscc IS NOT NULL AND l.code <> e.uscc AS other
FROM ledger_left l JOIN ledger_name n ON n.{key} = l.{key}
JOIN enterprise e ON e.id = n.id
LEFT JOIN unit_spell u ON u.enterprise_id = n.id AND u.voided_by IS NULL
  AND u.until IS NULL
JOIN ledger_row w ON w.at = l.at AND w.how IS NULL AND w.state IS NULL
GROUP BY l.at, n.id ORDER BY l.at, n.id
"""
_OTHER_CODE = """
SELECT w.at, w.enterprise_id FROM ledger_row w
JOIN enterprise e ON e.id = w.enterprise_id
WHERE w.how IN ('name', 'usual') AND w.state IS NULL AND w.code <> e.uscc
"""
_OTHER_NAME = """
SELECT w.at, w.enterprise_id, w.name FROM ledger_row w
WHERE w.how = 'code' AND w.state IS NULL AND w.name IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM name_spell s WHERE s.enterprise_id = w.enterprise_id
  AND s.voided_by IS NULL AND s.value = w.name)
"""
_TAKEN = f"""
SELECT w.at, {_ID} FROM ledger_row w
JOIN enterprise e ON e.uscc = w.code AND e.voided_by IS NULL
WHERE w.how IN ('new', 'decided') AND w.state IS NULL
  AND w.enterprise_id IS NOT {_ID}
"""
_UNLIKE = """
SELECT w.at FROM ledger_row w JOIN json_each(?) j ON j.value = w.at
WHERE w.how IS NULL AND w.state IS NULL
"""
_DECIDED = "UPDATE ledger_row SET how = 'decided', enterprise_id = ? WHERE at = ?"


class Matcher:
    """Finds whom the staged rows are about; ``doubts`` are those that wait.

    ``spelled`` are those that write a name otherwise than the register.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        decisions: Decisions,
        former: Formers,
        *,
        renames: bool,
    ) -> None:
        self._connection = connection
        self._decisions = decisions
        self._former = former
        self._renames = renames
        self._places: Places = places(connection)
        self._said: dict[Answer, set[int]] = {answer: set() for answer in Answer}
        self.spelled: list[int] = []
        self.doubts: list[Doubt] = []

    def match(self) -> None:
        """Say of every row whom it means, that it is new, or that it waits.

        Raises:
            InputError: something was decided of a row that is not there.
        """
        run = self._connection.execute
        self._decide()
        self._doubt_taken_codes()
        run(_BY_CODE)
        run(_BY_NAME.format(which=_NOW))
        run(_BY_NAME.format(which=""))
        self._match_varied()
        self._doubt_other_codes()
        self._settle_other_names()
        self._doubt_unlike()
        run("UPDATE ledger_row SET how = 'new' WHERE how IS NULL AND state IS NULL")

    @property
    def confirmed(self) -> frozenset[int]:
        """The rows that an official said are about new enterprises."""
        return frozenset(self._said[Answer.NEW])

    def _decide(self) -> None:
        run = self._connection.executemany
        if self._decisions:
            find_quickly(self._connection)
        for said in self._decisions:
            about = rows(self._connection, said)
            if said.answer is not None:
                self._said[said.answer].update(about)
            else:
                meant = ((said.enterprise_id, at) for at in about)
                run(_DECIDED, meant)
        skipped, new = (sorted(self._said[one]) for one in (Answer.SKIP, Answer.NEW))
        run(
            "UPDATE ledger_row SET state = 'skip' WHERE at = ?",
            zip(skipped, strict=True),
        )
        run(
            "UPDATE ledger_row SET how = 'new', apart = name WHERE at = ?",
            zip(new, strict=True),
        )

    def _doubt_taken_codes(self) -> None:
        """What was decided to be new, or another's, has the code of one that is known.

        Only decided rows say by now whom they mean.
        """
        reason = "信用代码是台账里这一家的，不能作新企业，也不能作另一家"
        for at, enterprise_id in self._connection.execute(_TAKEN).fetchall():
            self._doubt(at, reason, [(enterprise_id, CERTAIN)])

    def _doubt_unlike(self) -> None:
        """Rows that were said to mean an enterprise that they resemble: none is."""
        said = sorted(self._said[Answer.SAME] | self._said[Answer.RENAMED])
        for (at,) in self._connection.execute(_UNLIKE, (json.dumps(said),)).fetchall():
            self._wait(at, "台账里没有相近的企业，看不出与哪一家是同一家", ())

    def _match_varied(self) -> None:
        """Names as usually varied, then by their core in the same unit, then near."""
        left = "SELECT 1 FROM ledger_row WHERE how IS NULL AND state IS NULL LIMIT 1"
        known = "SELECT 1 FROM name_spell LIMIT 1"
        if not all(self._connection.execute(sql).fetchone() for sql in (left, known)):
            return
        self._gather_names()
        for at, alike in self._alike("usual"):
            self._choose(at, "usual", alike, certain=len(alike) == 1)
        self._doubt_formers()
        for at, alike in self._alike("core"):
            may = [one for one in alike if not one[2]]
            if may:
                certain = len(may) == 1 and bool(may[0][1] and self._is(at, may[0][0]))
                self._choose(at, "core", may, certain=certain)
        self._match_near()
        for table in ("ledger_name", "ledger_left"):
            self._connection.execute(f"DROP TABLE temp.{table}")

    def _gather_names(self) -> None:
        connection = self._connection
        connection.create_function("usual", 1, usual, deterministic=True)
        connection.create_function("core", 1, self._places.core, deterministic=True)
        connection.execute("CREATE TEMP TABLE ledger_name (id, usual, core)")
        connection.execute(
            "CREATE TEMP TABLE ledger_left (at INTEGER PRIMARY KEY, usual, core,"
            " unit_id, code)"
        )
        connection.execute(_NAMES)
        connection.execute(_LEFT)
        for key in ("usual", "core"):
            connection.execute(f"CREATE INDEX temp.by_{key} ON ledger_name ({key}, id)")

    def _alike(self, key: str) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
        """Rows with the enterprises that share a key: id, same unit, other code."""
        found: dict[int, list[tuple[int, int, int]]] = {}
        for at, *one in self._connection.execute(_ALIKE.format(key=key)).fetchall():
            found.setdefault(at, []).append((one[0], one[1], one[2]))
        yield from found.items()

    def _choose(
        self, at: int, how: str, alike: Sequence[tuple[int, int, int]], *, certain: bool
    ) -> None:
        here = [one for one in alike if one[1]]
        if certain or (len(alike) > 1 and len(here) == 1 and how == "usual"):
            renamed = at in self._said[Answer.RENAMED]
            self._settle(at, "renamed" if renamed else how, (here or alike)[0][0])
            self.spelled += [] if renamed else [at]
        else:
            self._doubt(
                at,
                "台账里有名称相近的企业" if len(alike) == 1 else "可能是其中一家",
                [(one[0], CERTAIN) for one in alike],
            )

    def _doubt_formers(self) -> None:
        """Names that nobody bears, of whom the row says that they bore a known one."""
        bearers = "SELECT DISTINCT id FROM ledger_name WHERE usual = ?"
        run = self._connection.execute
        for at, *_ in run(_LEFT_NOW).fetchall() if self._former else ():
            said = self._former.get(at, ())
            known = {id_: one for one in said for (id_,) in run(bearers, (usual(one),))}
            if known:
                name = visible(next(iter(known.values())))
                told = f"曾用名「{name}」在台账里：更名，还是另一家"
                self._doubt(at, told, [(id_, CERTAIN) for id_ in known])

    def _match_near(self) -> None:
        left = self._connection.execute(_LEFT_NOW).fetchall()
        near = Near(self._connection.execute(_KNOWN), [core for _, core, *_ in left])
        for at, *row in left:
            if found := near.find(*row):
                self._doubt(at, "台账里有名称相近的企业", found)

    def _doubt_other_codes(self) -> None:
        for at, enterprise_id in self._connection.execute(_OTHER_CODE).fetchall():
            self._doubt(
                at,
                "名称在台账里，但信用代码与台账的不同：代码写错，还是同名的另一家",
                [(enterprise_id, CERTAIN)],
            )

    def _settle_other_names(self) -> None:
        """A known code under another name: a usual variant, a rename, or a slip."""
        for at, enterprise_id, name in self._connection.execute(_OTHER_NAME).fetchall():
            borne = self._borne(enterprise_id)
            alike = any(self._places.alike(name, one) for one in borne)
            if alike and at not in self._said[Answer.RENAMED]:
                self.spelled.append(at)
            elif self._renames or not set(borne).isdisjoint(self._former.get(at, ())):
                self._settle(at, "renamed", enterprise_id)
            else:
                reason = "信用代码在台账里，名称却不同：更名，还是代码写错"
                self._doubt(at, reason, [(enterprise_id, CERTAIN)])

    def _is(self, at: int, enterprise_id: int) -> bool:
        """Whether a row's name differs in its writing only from one that was borne."""
        sql = "SELECT name FROM ledger_row WHERE at = ?"
        (name,) = self._connection.execute(sql, (at,)).fetchone()
        borne = self._borne(enterprise_id)
        return any(self._places.certain(name, one) for one in borne)

    def _borne(self, enterprise_id: int) -> list[str]:
        found = self._connection.execute(
            "SELECT value FROM name_spell WHERE enterprise_id = ?"
            " AND voided_by IS NULL",
            (enterprise_id,),
        )
        return [value for (value,) in found]

    def _settle(self, at: int, how: str, enterprise_id: int) -> None:
        self._connection.execute(
            "UPDATE ledger_row SET how = ?, enterprise_id = ? WHERE at = ?",
            (how, enterprise_id, at),
        )

    def _doubt(self, at: int, reason: str, alike: Sequence[tuple[int, int]]) -> None:
        """Let a row wait, unless an official said that the first is meant."""
        for answer, how in ((Answer.SAME, "decided"), (Answer.RENAMED, "renamed")):
            if at in self._said[answer]:
                self._settle(at, how, alike[0][0])
                return
        self._wait(at, reason, alike)

    def _wait(self, at: int, reason: str, alike: Sequence[tuple[int, int]]) -> None:
        run = self._connection.execute
        run("UPDATE ledger_row SET state = 'doubt' WHERE at = ?", (at,))
        self.doubts.append(doubt(self._connection, at, reason, alike))
