"""What an import is told as: counts, changes, doubts and faults, or JSON."""

from __future__ import annotations

from collections.abc import Sequence

from registry.cli.show import as_json, as_table, out, say
from registry.intake.edits import Edit
from registry.intake.listed import State
from registry.intake.otherwise import remedies, remedy
from registry.intake.preview import Preview

_SHOWN = 20


def tell(
    found: Preview, *, as_data: bool, details: bool, asking: bool, good_only: bool
) -> None:
    """Print what becomes of a ledger; where it is asked next, not how it ended."""
    if as_data:
        as_json(_data(found, details=details))
        return
    sheets = "、".join(one.name for one in found.sheets if one.name)
    out(
        f"{found.file}：{found.kind.label}台账"
        + (f"，表 {sheets}" if sheets else "")
        + f"，表头第 {found.sheets[0].first} 行，数据 {found.rows} 行"
    )
    out(
        f"新增 {found.new}，变更 {found.changed}，未变 {found.unchanged}，"
        f"存疑 {found.in_doubt} 行，错误 {len(found.faults)} 处"
        + (f"；其中新企业 {found.added} 家" if found.added else "")
    )
    for note in found.notes:
        out(f"  {note}")
    if found.unknown:
        out(f"  没有认出、不会导入的列：{_unknown(found)}")
    if found.elsewhere:
        listed = "、".join(found.elsewhere)
        out(f"  不属于{found.kind.label}台账、不会导入的列：{listed}（请另报那类台账）")
    _tables(found, None if details else _SHOWN)
    if not asking:
        say(outcome(found, good_only=good_only))


def _unknown(found: Preview) -> str:
    """The headers that nothing is known of, and what the nearest would be typed as."""
    from registry.intake.strange import as_typed, nearest
    from registry.intake.vocabulary import Vocabulary

    labels = found.sheets[0].labels
    near = nearest(Vocabulary(), labels, found.unknown, found.kind)
    like = f"，如 {as_typed(near.items())}" if near else ""
    return f"{'、'.join(found.unknown)}（要导入请用 --map{like}）"


def _tables(found: Preview, most: int | None) -> None:
    _list_new(found, most)
    if found.edits:
        _list("变更", _EDITED, _edited(found.edits), most)
    if found.told:
        header = (*_EDITED[:3], "台账里", "表里写的")
        out(_heading("与台账不同，不会导入", found.otherwise, most))
        as_table(header, _edited(found.told)[:most])
        for advice in remedies(found.told[:most]):
            out(f"  {advice}")
    if found.doubts:
        _list_doubts(found, most)
    if found.faults:
        _list(
            "错误",
            ("行", "列", "值", "问题", "怎么办"),
            [
                (_at(f.sheet, f.line), f.column, _cut(f.value), f.problem, f.remedy)
                for f in found.faults
            ],
            most,
        )


_EDITED = ("行", "企业", "项目", "原为", "现为")


def _edited(edits: Sequence[Edit]) -> list[tuple[str, ...]]:
    return [(_at(e.sheet, e.line), e.name, e.field, e.old, e.new) for e in edits]


_WIDEST = 60
"""So many characters of a cell are enough to find it by."""


def _cut(value: str) -> str:
    return value if len(value) <= _WIDEST else f"{value[:_WIDEST]}…"


def _list_new(found: Preview, most: int | None) -> None:
    rows = [one for one in found.listed if one.state is State.NEW]
    if rows:
        out(_heading("新增", found.new, most or len(rows)))
        listed = [(_at(one.sheet, one.line), one.name, one.said) for one in rows[:most]]
        as_table(("行", "企业", "内容"), listed)


def _list_doubts(found: Preview, most: int | None) -> None:
    out(_heading("存疑", len(found.doubts), most))
    for doubt in found.doubts[:most]:
        who = (_at(doubt.sheet, doubt.line), doubt.name, doubt.code)
        out(f"{' '.join(filter(None, who))}：{doubt.reason}")
        for one in doubt.candidates:
            out(f"    可能是：{' '.join((one.name, *one.told))}")
        out(f"    {doubt.remedy}")


def _heading(title: str, count: int, most: int | None) -> str:
    more = f"，列出前 {most} 条（--details 列全）" if most and count > most else ""
    return f"\n【{title}】共 {count} 条{more}"


def _list(
    title: str, header: tuple[str, ...], rows: list[tuple[str, ...]], most: int | None
) -> None:
    out(_heading(title, len(rows), most))
    as_table(header, rows[:most])


def _at(sheet: str, line: int | None) -> str:
    return f"{sheet}!{line}" if sheet else str(line or "")


def outcome(found: Preview, *, good_only: bool) -> str:
    """Whether it was written, and what to do if not; ``good_only``: it may, in part."""
    counted = f"新增 {found.new}，变更 {found.changed}"
    if found.written:
        return f"已写入：{counted}；可用 tidu undo 撤回"
    if not found.writes:
        return _nothing(found)
    if found.faults and good_only:
        left = f"错误 {len(found.faults)} 处留下不写"
        return f"只是预览，没有写入；不加 --dry-run 时写入没错的：{counted}，{left}"
    if found.faults:
        return "有错误，没有写入；改正后再导入，或加 --accept-good 先写入没错的行"
    return "只是预览，没有写入"


def _nothing(found: Preview) -> str:
    """Why nothing can be written."""
    if found.faults:
        return "没有能写入的：请按「怎么办」一栏改正后再导入"
    if found.doubts:
        return "没有能写入的：存疑的行请先用 --decide 定下来"
    if not found.rows:
        return "没有要写入的：表里没有数据行；请核对是不是这个文件、这张表"
    if found.otherwise:
        return f"没有要写入的：与台账不同的 {found.otherwise} 处不随这份台账导入"
    return "没有要写入的：台账里已经是这样"


def _data(found: Preview, *, details: bool) -> dict[str, object]:
    first = found.sheets[0]
    data: dict[str, object] = {
        "file": found.file,
        "sha256": found.sha256,
        "sheet": first.name,
        "sheets": [one.name for one in found.sheets],
        "header_row": first.first,
        "kind": found.kind.value,
        "rows": found.rows,
        "new": found.new,
        "changed": found.changed,
        "unchanged": found.unchanged,
        "in_doubt": found.in_doubt,
        "not_imported": found.otherwise,
        "written": found.written,
        "notes": list(found.notes),
        "unknown": list(found.unknown),
        "elsewhere": list(found.elsewhere),
        "faults": [
            {
                "sheet": fault.sheet,
                "row": fault.line,
                "column": fault.column,
                "value": fault.value,
                "problem": fault.problem,
                "remedy": fault.remedy,
            }
            for fault in found.faults
        ],
    }
    return data | (_details(found) if details else {})


def _details(found: Preview) -> dict[str, object]:
    return {
        "entries": [
            {
                "sheet": one.sheet,
                "row": one.line,
                "name": one.name,
                "state": one.state.value,
                "said": one.said,
            }
            for one in found.listed
        ],
        "edits": list(map(_edit, found.edits)),
        "told": [_edit(one) | {"remedy": remedy(one)} for one in found.told],
        "doubts": [
            {
                "sheet": doubt.sheet,
                "row": doubt.line,
                "name": doubt.name,
                "uscc": doubt.code,
                "reason": doubt.reason,
                "remedy": doubt.remedy,
                "candidates": [
                    {"name": c.name, "uscc": c.code, "unit": c.unit, "score": c.score}
                    for c in doubt.candidates
                ],
            }
            for doubt in found.doubts
        ],
    }


def _edit(edit: Edit) -> dict[str, object]:
    return {
        "sheet": edit.sheet,
        "row": edit.line,
        "name": edit.name,
        "field": edit.field,
        "old": edit.old,
        "new": edit.new,
    }
