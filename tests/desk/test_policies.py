"""Policies are data: checked without a registry, loaded once, never overlapping."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry import paths
from registry.desk import policies, policy_files, records
from registry.desk.drafts.policies import PolicyDraft
from registry.desk.drafts.records import DocumentDraft, VoidDraft
from registry.desk.office import Office
from registry.desk.read.policies import Listed, listed
from registry.desk.read.session import open_reading
from registry.errors import ConflictError, FaultsError, InputError, NotFoundError
from registry.ladder.vocabulary import shipped
from registry.terms import Basis
from tests.desk.conftest import Query

CITY = paths.data() / "policies" / "zhuzhou-benchmark-2022.toml"
NUMBER = "株工信发〔2022〕33号"


def _load(office: Office, path: Path) -> policies.Loaded:
    return policies.load(office, PolicyDraft(path=path))


def _listed(office: Office) -> tuple[Listed, ...]:
    with open_reading(office.path) as reading:
        return listed(reading)


def _rewritten(folder: Path, *changes: tuple[str, str]) -> Path:
    text = CITY.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "rewritten.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_a_shipped_policy_is_checked_without_a_registry_or_a_reminder(
    path: Path,
) -> None:
    assert policy_files.check(path).warnings == ()


def test_all_shipped_policies_load_together(office: Office, query: Query) -> None:
    assert all(_load(office, path).changed for path in shipped())
    assert query(office, "SELECT count(*) FROM policy") == [(len(shipped()),)]


def test_the_same_policy_file_twice_changes_nothing(
    office: Office, query: Query
) -> None:
    first = _load(office, CITY)
    before = query(office, "SELECT count(*) FROM change")
    again = _load(office, CITY)
    assert (first.changed, again.changed, again.id) == (True, False, first.id)
    assert query(office, "SELECT count(*) FROM change") == before


def test_the_same_rules_in_other_words_of_comment_change_nothing(
    office: Office, tmp_path: Path
) -> None:
    _load(office, CITY)
    assert not _load(
        office, _rewritten(tmp_path, ("[[step]]", "# 注\n[[step]]"))
    ).changed


def test_a_loaded_policy_keeps_its_text_its_hash_and_its_rungs(
    office: Office, query: Query
) -> None:
    loaded = _load(office, CITY)
    assert query(office, "SELECT code, name, tier, subject_kind FROM rung") == [
        ("benchmark/city-workshop", "市级智能制造标杆车间", "city", "workshop"),
        ("benchmark/city-sme", "市级智能制造标杆中小企业", "city", "enterprise"),
    ]
    (version,) = _listed(office)
    assert version.toml == CITY.read_text("utf-8")
    assert (version.id, version.policy.document, version.policy.basis) == (
        loaded.id,
        NUMBER,
        Basis.SAMPLE,
    )
    assert version.sha256 == policy_files.check(CITY).sha256


def test_a_version_that_overlaps_a_loaded_one_is_refused(
    office: Office, tmp_path: Path, query: Query
) -> None:
    _load(office, CITY)
    other = _rewritten(tmp_path, (NUMBER, "株工信发〔2022〕44号"))
    with pytest.raises(ConflictError, match="同一途径同日有效") as refused:
        _load(office, other)
    assert "第 28 行" in str(refused.value)
    assert "市级智能制造标杆车间" in str(refused.value)
    assert query(office, "SELECT count(*) FROM policy") == [(1,)]


@pytest.mark.parametrize(
    "change", [("level = 2", "level = 3"), ("[[step]]", "# [[step]]")]
)
def test_another_version_of_the_same_day_is_refused_and_says_how_to_correct_it(
    office: Office, tmp_path: Path, change: tuple[str, str]
) -> None:
    _load(office, CITY)
    other = _rewritten(tmp_path, change)
    if change[0] == "[[step]]":
        other.write_text(other.read_text("utf-8").partition("# [[step]]")[0], "utf-8")
    with pytest.raises(ConflictError, match="更正请先用 tidu correct void") as refused:
        _load(office, other)
    assert "第 9 行 since：「2022-01-01」" in str(refused.value)


def test_a_version_that_replaces_the_loaded_one_is_taken(
    office: Office, tmp_path: Path, query: Query
) -> None:
    _load(office, CITY)
    newer = _rewritten(
        tmp_path,
        (
            f'document = "{NUMBER}"',
            f'document = "新〔2024〕1号"\nreplaces = ["{NUMBER}"]',
        ),
        ("since = 2022-01-01", "since = 2024-01-01"),
        ('name = "市级智能制造标杆车间"', 'name = "市级标杆车间"'),
    )
    assert _load(office, newer).changed
    assert query(office, "SELECT name FROM rung WHERE code LIKE '%workshop'") == [
        ("市级标杆车间",)
    ]


def test_an_older_version_does_not_rename_the_rungs_of_a_newer(
    office: Office, tmp_path: Path, query: Query
) -> None:
    older = _rewritten(
        tmp_path,
        ("since = 2022-01-01", "since = 2019-01-01"),
        ('name = "市级智能制造标杆车间"', 'name = "市级示范车间"'),
    )
    _load(office, CITY)
    _load(office, older)
    assert query(office, "SELECT name FROM rung WHERE code LIKE '%workshop'") == [
        ("市级智能制造标杆车间",)
    ]


def test_a_version_loaded_by_mistake_is_voided_and_the_right_one_loaded(
    office: Office, tmp_path: Path
) -> None:
    wrong = _load(office, _rewritten(tmp_path, ("subsidy = 100_000", "subsidy = 1")))
    records.void(office, VoidDraft.read(table="政策", id=wrong.id))
    assert _load(office, CITY).changed
    assert len(_listed(office)) == 1


def test_a_policy_with_faults_loads_nothing_and_tells_them_all(
    office: Office, tmp_path: Path, query: Query
) -> None:
    broken = _rewritten(
        tmp_path, ('tier = "city"', 'tier = "town"'), ("level = 2", "level = 9")
    )
    with pytest.raises(FaultsError) as refused:
        _load(office, broken)
    assert len(refused.value.faults) >= 3
    assert all(fault.line for fault in refused.value.faults)
    assert query(office, "SELECT count(*) FROM policy") == [(0,)]


def test_a_policy_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gbk.toml"
    path.write_bytes(CITY.read_text("utf-8").encode("gb18030"))
    with pytest.raises(InputError, match="请另存为 UTF-8"):
        policy_files.check(path)


def test_a_step_to_a_rung_that_is_not_loaded_is_refused(
    office: Office, query: Query, tmp_path: Path
) -> None:
    text = CITY.read_text("utf-8")
    declared = text.index("[[rung]]")
    path = tmp_path / "steps.toml"
    path.write_text(text[:declared] + text[text.index("[[step]]") :], "utf-8")
    with pytest.raises(NotFoundError, match="没有称号「benchmark/city-workshop」"):
        _load(office, path)
    assert query(office, "SELECT count(*) FROM policy") == [(0,)]


def test_a_policy_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="没有文件"):
        policy_files.check(tmp_path / "没有.toml")


def test_a_policy_may_build_on_the_rungs_of_another_that_is_loaded(
    office: Office, tmp_path: Path
) -> None:
    own = _rewritten(
        tmp_path,
        (NUMBER, "甲〔2022〕1号"),
        ("benchmark/city-", "local/city-"),
        ('programme = "benchmark"', 'programme = "local"'),
    )
    assert _load(office, own).changed
    above = tmp_path / "above.toml"
    above.write_text(ABOVE, "utf-8")
    assert _load(office, above).changed
    with pytest.raises(FaultsError):
        policy_files.check(above)


def test_a_policy_can_replace_a_document_the_register_knows(
    office: Office, tmp_path: Path
) -> None:
    old = "甲〔2019〕9号"
    own = _rewritten(
        tmp_path,
        (NUMBER, "甲〔2022〕1号"),
        ("benchmark/city-", "local/city-"),
        ('programme = "benchmark"', 'programme = "local"'),
        ("since = 2022-01-01", f'since = 2022-01-01\nreplaces = ["{old}"]'),
    )
    with pytest.raises(FaultsError, match="没有这个文号的政策"):
        _load(office, own)
    known = DocumentDraft.read(number=old, title="旧办法", kind="办法")
    records.document(office, known)
    assert _load(office, own).changed


ABOVE = """
document = "甲〔2022〕2号"
programme = "local"
programme_name = "本地"
title = "本地办法"
issuer = "某局"
scope = "430200"
since = 2022-01-01
basis = "sample"
source = "样例"

[[rung]]
id = "local/province"
name = "本地省级"
tier = "province"
subject = "workshop"

[[step]]
from = "local/city-workshop"
to = "local/province"

[[step.condition]]
id = "prior"
cite = "样例"
holds = { rung = "local/city-workshop" }
"""
