"""Contacts on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Type

WHO = "示例企业甲有限公司"


def _recorded(at: Type) -> None:
    assert at("add", "enterprise", WHO, "--unit", "天元区").code == 0
    said = ("--post", "厂长", "--phone", "13800000000")
    assert at("contact", "add", WHO, "示例人甲", *said).code == 0


def test_a_contact_is_recorded_shown_and_erased(at: Type, tmp_path: Path) -> None:
    _recorded(at)
    masked = at("contact", "show", WHO)
    assert "示***" in masked.out
    assert "示例人甲" not in masked.out + masked.err
    (told,) = json.loads(at("contact", "show", WHO, "--json").out)["contacts"]
    assert list(told) == ["id", "name", "details", "note"]
    refused = at("contact", "show", WHO, "--reveal")
    assert (refused.code, "--reason" in refused.err) == (2, True)
    assert "13800000000" in at("contact", "show", WHO, "--reveal", "--reason", "会").out
    to = tmp_path / "联系人.csv"
    done = at("export", "联系人", "--to", to, "--reveal", "--reason", "会")
    assert (done.code, "1 条" in done.err) == (0, True)
    assert "示例人甲" in to.read_text(encoding="utf-8-sig")
    assert at("contact", "correct", WHO, "--reason", "换号").code == 2
    right = ("--phone", "0731-28000000", "--post", "")
    put_right = at("contact", "correct", WHO, *right, "--reason", "换号")
    assert (put_right.code, "已更正 1 位" in put_right.err) == (0, True)
    shown = at("contact", "show", WHO, "--reveal", "--reason", "会").out
    assert ("0731-28000000" in shown, "厂长" in shown) == (True, False)
    assert at("contact", "erase", WHO).code == 2
    asked = at("contact", "erase", WHO, "--reason", "本人要求")
    assert (asked.code, "加 --yes" in asked.err) == (1, True)
    erased = at("contact", "erase", WHO, "--reason", "本人要求", "--yes")
    assert "已删除 1 位" in erased.err
    assert "共 0 位" in at("contact", "show", WHO).err
    assert at("verify").code == 0


def test_contacts_leave_masked_unless_asked_for(at: Type, tmp_path: Path) -> None:
    _recorded(at)
    to = tmp_path / "联系人.csv"
    assert at("export", "contacts", "--to", to).code == 0
    assert "138****0000" in to.read_text(encoding="utf-8-sig")


def test_contacts_are_filtered_as_every_list_is(at: Type, tmp_path: Path) -> None:
    _recorded(at)
    to = tmp_path / "联系人.csv"
    for what in ("天元区", "contacts:天元区"):
        assert "是不是：县市区=天元区、上报单位=天元区？" in at("list", what).err
        refused = at("export", what, "--to", to)
        assert (refused.code, "是不是：县市区=天元区" in refused.err) == (2, True)
    listed = at("list", "contacts:上报单位=天元区 且 企业甲").out
    assert "按人计，筛选「上报单位=天元区 且 企业甲」（按上报单位）；" in listed
    assert "示***" in listed
    other = at("list", "contacts:县市区=荷塘区").out
    assert "筛选「县市区=荷塘区」（县市区按登记的行政区划）" in other
    assert "共 0 条" in other


def test_contacts_in_full_are_those_known_now(at: Type, tmp_path: Path) -> None:
    asked = ("--reveal", "--reason", "会", "--known-on", "2026-01-01")
    refused = at("export", "contacts", "--to", tmp_path / "a.csv", *asked)
    assert (refused.code, "按现在所知" in refused.err) == (2, True)


def test_contacts_of_many_come_from_a_file(at: Type, tmp_path: Path) -> None:
    _recorded(at)
    sent = tmp_path / "联系人.csv"
    sent.write_text(f"企业,姓名,电话\n{WHO},示例人乙,28000000\n", encoding="utf-8")
    done = at("contact", "add", "--from", sent, "--yes")
    assert done.code == 0
    assert "示例人乙" not in done.out + done.err
    assert "共 2 位" in at("contact", "show", WHO).err
    sent.write_text(f"企业,姓名\n{WHO},示例人丙\n没有的厂,某某\n", encoding="utf-8")
    partly = at("contact", "add", "--from", sent, "--yes", "--accept-good")
    assert (partly.code, "共 3 位" in at("contact", "show", WHO).err) == (3, True)


def test_a_file_of_contacts_that_comes_again_changes_only_what_it_says_otherwise(
    at: Type, tmp_path: Path
) -> None:
    _recorded(at)
    sent = tmp_path / "联系人.csv"
    rows = (f"{WHO},示例人甲,,138 0000 0000", f"{WHO},示例人乙,科长,28000000")
    sent.write_text("\n".join(("企业,姓名,职务,电话", *rows)), encoding="utf-8")
    first = at("contact", "add", "--from", sent, "--yes")
    assert "可办 1 条，未变 1 条" in first.err
    assert "示*** · 科长 · ****00" in first.out
    again = at("contact", "add", "--from", sent)
    assert (again.code, "台账里已经是这样" in again.err) == (0, True)
    assert "第 2 行" in again.err
    assert "已经是这样" in at("contact", "add", "--from", sent, "--yes").err
    sent.write_text(f"企业,姓名,电话\n{WHO},示例人乙,28000022\n", encoding="utf-8")
    changed = at("contact", "add", "--from", sent, "--yes")
    assert "已有这位联系人，改 电话 ****00 → ****22" in changed.err
    assert "示*** · 科长 · ****22" in changed.out
    assert "2800" not in changed.out + changed.err
    assert "共 2 位" in at("contact", "show", WHO).err
    assert at("contact", "add", WHO, "示例人乙", "--phone", "28000022").code == 2
    erased = at("contact", "erase", WHO, "--reason", "本人要求", "--yes")
    assert "已删除 2 位联系人，连同撤回过或改前的内容 1 份" in erased.err
    assert at("verify").code == 0
