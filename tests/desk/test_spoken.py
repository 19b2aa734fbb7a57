"""Enterprises are found by the sound of their names, as an official says them."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.desk import enterprises, records, spoken
from registry.desk.drafts.enterprises import EnterpriseDraft, RenameDraft
from registry.desk.drafts.records import VoidDraft
from registry.desk.drafts.spoken import SpokenWordDraft
from registry.desk.office import Office
from registry.desk.read.enterprises import EnterpriseSource
from registry.desk.read.session import open_reading
from registry.errors import ConflictError, RegistryError
from registry.store.spoken import SAYING
from registry.store.undo import undo


def _found(path: Path, text: str) -> list[str]:
    with open_reading(path) as reading:
        return [row.cells[0] for row in EnterpriseSource(reading, text).page()]


def test_a_name_is_found_by_its_sound_from_the_change_that_gave_it(
    registry_file: Path,
) -> None:
    office = Office(registry_file, "王某")
    id_ = enterprises.add(office, EnterpriseDraft.read(name="洪洞重工有限公司"))
    assert _found(registry_file, "hdzg") == ["洪洞重工有限公司"]
    draft = RenameDraft.read(enterprise_id=id_, name="株洲攸能公司", since="2022-06-01")
    enterprises.rename(office, draft)
    assert _found(registry_file, "zhuzhouyou") == ["株洲攸能公司"]
    assert _found(registry_file, "hdzg 株洲") == ["株洲攸能公司"]
    assert _found(registry_file, "拼音=zzyn 非 拼音=htzg") == ["株洲攸能公司"]


def test_a_word_that_an_official_says_otherwise_is_found_so_until_undone(
    registry_file: Path,
) -> None:
    office = Office(registry_file, "王某")
    enterprises.add(office, EnterpriseDraft.read(name="洪洞重工有限公司"))
    done = spoken.say.done(
        office, SpokenWordDraft.read(word="洪洞", syllables="Hong  tong")
    )
    assert _found(registry_file, "htzg") == ["洪洞重工有限公司"]
    assert _found(registry_file, "hdzg") == []
    enterprises.add(office, EnterpriseDraft.read(name="洪洞机械"))
    assert _found(registry_file, "hongtongji") == ["洪洞机械"]
    with pytest.raises(ConflictError, match="已登记读作 hong tong"):
        spoken.say(office, SpokenWordDraft.read(word="洪洞", syllables="hong tong"))
    undo(registry_file, "王某", done.change)
    assert _found(registry_file, "hdzg") == ["洪洞重工有限公司"]
    assert _found(registry_file, "hongtong") == []


def test_a_reading_that_is_void_is_not_gone_by_until_it_is_put_back(
    registry_file: Path,
) -> None:
    office = Office(registry_file, "王某")
    enterprises.add(office, EnterpriseDraft.read(name="洪洞重工有限公司"))
    word = spoken.say(office, SpokenWordDraft.read(word="洪洞", syllables="hong tong"))
    records.void(office, VoidDraft.read(table="拼音读法", id=word))
    assert _found(registry_file, "hdzg") == ["洪洞重工有限公司"]
    undo(registry_file, "王某")
    assert _found(registry_file, "htzg") == ["洪洞重工有限公司"]


@pytest.mark.parametrize(
    ("word", "syllables", "why"),
    [
        ("洪洞", "hong", "2 个字，写了 1 个音节"),
        ("洪洞", "le shang1", "「shang1」不是拼音音节"),
        ("洪洞", "", "拼音"),
        ("乐", "le", "词写 2 至 12 个字"),
    ],
)
def test_a_reading_must_have_a_syllable_for_each_hanzi(
    word: str, syllables: str, why: str
) -> None:
    with pytest.raises(RegistryError, match=why):
        SpokenWordDraft.read(word=word, syllables=syllables)


def test_a_change_that_teaches_no_word_reads_no_names(registry_file: Path) -> None:
    with open_reading(registry_file) as reading:
        steps = reading.rows(f"EXPLAIN QUERY PLAN {SAYING}", change=1)
    assert steps[0]["detail"].startswith("SEARCH w ")
