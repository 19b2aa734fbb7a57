"""How names are typed without hanzi: derived with each change that touches names."""

from __future__ import annotations

from sqlalchemy import Connection

from registry.pinyin import Speech

_AT_ONCE = 10_000
_TOUCHED = """
SELECT s.id, s.value FROM name_spell s WHERE s.id IN (
  SELECT row_id FROM journal WHERE change_id = :change AND table_name = 'name_spell')
"""
SAYING = """
SELECT DISTINCT s.id, s.value FROM spoken_word w
CROSS JOIN name_spell s ON instr(s.value, w.word) > 0
WHERE w.id IN (
  SELECT row_id FROM journal WHERE change_id = :change AND table_name = 'spoken_word')
"""
"""Names with a word that a change taught: where there is none, no name is read."""
_OWN = "SELECT word, syllables FROM spoken_word WHERE voided_by IS NULL"
_KEEP = "INSERT OR REPLACE INTO spoken_name VALUES (?, ?, ?)"


def speak(connection: Connection, change: int) -> None:
    """Bring the names that a change touched, or taught to be read, up to date."""
    for sql in (_TOUCHED, SAYING):
        found = connection.exec_driver_sql(sql, {"change": change})
        if names := found.fetchmany(_AT_ONCE):
            own = connection.exec_driver_sql(_OWN)
            speech = Speech.with_own({one.word: one.syllables for one in own})
            while names:
                rows = [_kept(speech, one.id, one.value) for one in names]
                connection.exec_driver_sql(_KEEP, rows)
                names = found.fetchmany(_AT_ONCE)


def _kept(speech: Speech, id_: int, name: str) -> tuple[int, str, str]:
    said = speech.of(name)
    return id_, said.initials, said.syllables
