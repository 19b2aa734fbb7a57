"""The journal's triggers, generated from the metadata: the wall around every table.

They need no SQL functions of ours, so the ORM, bulk statements, the sqlite3 shell
and data migrations all meet the same wall.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from registry.store.marking import marking
from registry.store.seal import CHANGE_FIELDS

_OPEN = "(SELECT id FROM change WHERE open = 1)"

NO_OPEN_CHANGE = "台账只能由本程序写入：没有打开的变更记录"
OTHER_CHANGE = "写入的记录必须属于当前打开的变更"
NEVER_DELETED = "台账的记录只作废，不删除"
STALE_VERSION = "记录的版本号没有增加：它可能已被别人改过"
FIXED_COLUMN = "记录的编号、标识和来历不能改"
APPEND_ONLY = "变更记录只能追加，不能修改或删除"
SEALED = "变更已封存，不能再追加"
NO_NUL = "文字里含有空字符（NUL），不能写入台账"
CLOCK = "变更的时间不能早于上一次变更"


def triggers(recorded: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The text of every trigger by name: of these tables, the journal's, the marks.

    ``recorded`` gives the columns of every recorded table.
    """
    built = [text for shape in recorded.items() for text in _of_recorded(*shape)]
    return {_name(text): text for text in [*built, *_of_journal(), *marking(recorded)]}


def quoted(name: str) -> str:
    """A column or table name as SQL."""
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def image(columns: Iterable[str], row: str = "") -> str:
    """The SQL that makes a row's full image, a JSON object over all its columns."""
    prefix = f"{row}." if row else ""
    pairs = (f"'{name}', {prefix}{quoted(name)}" for name in columns)
    return f"json_object({', '.join(pairs)})"


def _name(text: str) -> str:
    return text.split()[2]


def _of_recorded(table: str, names: Sequence[str]) -> Iterator[str]:
    yield _insert(table, names)
    yield _update(table, names)
    yield _refusal(table, "DELETE", NEVER_DELETED)


def _insert(table: str, names: Sequence[str]) -> str:
    return f"""CREATE TRIGGER journal_insert_{table} AFTER INSERT ON {quoted(table)}
BEGIN
  {_unless_open()}
  {_unless(f"NEW.change_id IS {_OPEN}", OTHER_CHANGE)}
  {_entry(table, "insert", "NULL", image(names, "NEW"))}
END"""


def _update(table: str, names: Sequence[str]) -> str:
    differs = " OR ".join(f"OLD.{quoted(n)} IS NOT NEW.{quoted(n)}" for n in names)
    fixed = " AND ".join(f"NEW.{n} IS OLD.{n}" for n in ("id", "ref", "change_id"))
    allowed = ("OLD.voided_by", "NULL", _OPEN)
    voided = " OR ".join(f"NEW.voided_by IS {value}" for value in allowed)
    return f"""CREATE TRIGGER journal_update_{table} AFTER UPDATE ON {quoted(table)}
WHEN {differs}
BEGIN
  {_unless_open()}
  {_unless(fixed, FIXED_COLUMN)}
  {_unless("NEW.version > OLD.version", STALE_VERSION)}
  {_unless(voided, OTHER_CHANGE)}
  {_entry(table, "update", image(names, "OLD"), image(names, "NEW"))}
END"""


def _refusal(table: str, what: str, sentence: str) -> str:
    name = f"refuse_{what.lower()}_{table}"
    return f"""CREATE TRIGGER {name} BEFORE {what} ON {quoted(table)}
BEGIN
  SELECT RAISE(ABORT, '{sentence}');
END"""


def _entry(table: str, operation: str, before: str, after: str) -> str:
    return (
        "INSERT INTO journal"
        ' (change_id, table_name, row_id, operation, "before", "after")\n'
        f"  VALUES ({_OPEN}, '{table}', NEW.id, '{operation}',\n"
        f"    {before},\n    {after});"
    )


def _unless_open() -> str:
    return _unless(f"EXISTS {_OPEN}", NO_OPEN_CHANGE)


def _unless(rule: str, sentence: str) -> str:
    return f"SELECT RAISE(ABORT, '{sentence}') WHERE NOT ({rule});"


def _of_journal() -> Iterator[str]:
    yield _CHANGE_OPENS
    yield _CHANGE_CLOSES
    yield _ENTRY_IS_WRITTEN
    yield _SEAL_IS_SET
    yield _refusal("change", "DELETE", APPEND_ONLY)
    for table in ("journal", "seal"):
        yield _refusal(table, "UPDATE", APPEND_ONLY)
        yield _refusal(table, "DELETE", APPEND_ONLY)


_LAST = "(SELECT max(id) FROM change WHERE id <> NEW.id)"

_LAST_AT = f"coalesce((SELECT at FROM change WHERE id = {_LAST}), '')"

_CHANGE_OPENS = f"""CREATE TRIGGER change_opens AFTER INSERT ON change
BEGIN
  {_unless(f"NEW.open = 1 AND NEW.id > coalesce({_LAST}, 0)", APPEND_ONLY)}
  {_unless(f"NEW.at >= {_LAST_AT}", CLOCK)}
END"""

_UNCHANGED = " AND ".join(
    f"NEW.{quoted(name)} IS OLD.{quoted(name)}" for name in CHANGE_FIELDS
)

_CHANGE_CLOSES = f"""CREATE TRIGGER change_closes BEFORE UPDATE ON change
BEGIN
  {_unless(f"OLD.open = 1 AND NEW.open = 0 AND {_UNCHANGED}", APPEND_ONLY)}
  {_unless("EXISTS (SELECT 1 FROM seal WHERE change_id = NEW.id)", APPEND_ONLY)}
END"""

_NUL = r"\u0000"
"""NUL in a JSON image: ``json_extract`` would lose what follows it."""

_ENTRY_IS_WRITTEN = f"""CREATE TRIGGER entry_is_written AFTER INSERT ON journal
BEGIN
  {_unless(f"NEW.change_id IS {_OPEN}", NO_OPEN_CHANGE)}
  {_unless("NOT EXISTS (SELECT 1 FROM seal WHERE change_id = NEW.change_id)", SEALED)}
  {_unless(f"instr(NEW.{quoted('after')}, '{_NUL}') = 0", NO_NUL)}
END"""

_SEAL_IS_SET = f"""CREATE TRIGGER seal_is_set AFTER INSERT ON seal
BEGIN
  {_unless(f"NEW.change_id IS {_OPEN}", NO_OPEN_CHANGE)}
END"""
