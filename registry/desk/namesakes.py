"""Names of enterprises that are the same, or all but the same, as one recorded."""

from __future__ import annotations

from registry.desk import attribute_values, rows
from registry.errors import ConflictError
from registry.intake.names import usual, writings
from registry.model.enterprise import NameSpell
from registry.store.transaction import Tx
from registry.terms import NameKind


def refuse(tx: Tx, name: str, *, besides: int, anyway: bool) -> None:
    """Refuse an official name that another enterprise bears, or bore, or nearly.

    ``anyway`` lets pass what another bore, or bears with other blanks or brackets.

    Raises:
        ConflictError: naming the other.
    """
    _refuse_borne(tx, name, besides)
    if not anyway:
        refuse_alike(tx, name, besides)


def refuse_alike(tx: Tx, name: str, besides: int | None = None) -> None:
    """Refuse a name that differs from one recorded only in how it is written.

    Raises:
        ConflictError: naming the other, and how to insist.
    """
    wanted = usual(name)
    like = "SELECT enterprise_id, value FROM name_spell WHERE voided_by IS NULL"
    near = tx.rows(f"{like} AND value GLOB :pattern", {"pattern": _pattern(wanted)})
    for row in near:
        if row.enterprise_id != besides and usual(row.value) == wanted:
            raise _alike(tx, name, row.enterprise_id, row.value)


def _pattern(wanted: str) -> str:
    """The GLOB pattern of names with these characters in order, however written."""
    return f"*{'*'.join(f'[{writings(char)}]' for char in wanted)}*"


def _refuse_borne(tx: Tx, name: str, besides: int) -> None:
    halves = name.replace("（", "(").replace("）", ")")
    wholes = name.replace("(", "（").replace(")", "）")
    for written in {name, halves, wholes}:
        borne = rows.live(
            tx, NameSpell, value=written, kind=NameKind.OFFICIAL, until=None
        )
        for row in borne:
            if row.enterprise_id != besides:
                raise ConflictError(
                    f"「{written}」已在台账，编号 {row.enterprise_id}；"
                    "请在那份档案上登记，或核对企业名称"
                )


def _alike(tx: Tx, name: str, enterprise_id: int, recorded: str) -> ConflictError:
    bearer = attribute_values.official_name(tx, enterprise_id)
    of = "" if recorded == bearer else f"（「{bearer}」用过的名称）"
    return ConflictError(
        f"「{name}」与台账里的「{recorded}」{of}几乎相同，编号 {enterprise_id}；"
        "是同一家请在那份档案上登记，确是另一家请加 --anyway（名称相近也登记）"
    )
