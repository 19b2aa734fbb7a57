"""What a head kept outside the file can prove, and what nothing inside it can."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from registry.errors import InputError
from registry.store.verify import verify
from tests.store.walls import seal_again, walls_down


def test_without_an_anchor_it_says_what_it_cannot_prove(kept: Path) -> None:
    verdict = verify(kept)
    assert verdict.unanchored_since == 1
    consistent, head, proof = verdict.sentences()
    assert consistent.startswith("台账与变更记录一致")
    assert verdict.head in head
    assert "若有人连同变更记录整个重写，单凭本文件查不出来" in proof


def heads(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT head FROM seal ORDER BY change_id")
        return [head for (head,) in rows]


def test_an_earlier_head_vouches_for_what_came_before_it(kept: Path) -> None:
    verdict = verify(kept, heads(kept)[2])
    assert (verdict.ok, verdict.unanchored_since) == (True, 4)
    assert "第 4 次变更起尚无台账之外的链头佐证" in verdict.sentences()[-1]


def test_the_present_head_vouches_for_everything(kept: Path) -> None:
    verdict = verify(kept, heads(kept)[-1])
    assert verdict.unanchored_since is None
    assert "全部内容自留存该链头之日起未被改写" in verdict.sentences()[-1]


def test_the_first_characters_of_a_head_are_enough(kept: Path) -> None:
    verdict = verify(kept, f" {heads(kept)[-1][:12].upper()} ")
    assert verdict.anchor is not None
    assert verdict.anchor.number == 4


@pytest.mark.parametrize("text", ["", "abc", "0" * 65, "链头" * 8, "*" * 12])
def test_a_text_that_is_no_head_is_refused(kept: Path, text: str) -> None:
    with pytest.raises(InputError, match="不是链头"):
        verify(kept, text)


def test_a_head_that_is_not_on_the_chain_is_a_finding(kept: Path) -> None:
    verdict = verify(kept, "f" * 64)
    assert not verdict.ok
    assert "变更记录被整个改写过" in "".join(verdict.sentences())


def test_a_file_rewritten_as_a_whole_is_betrayed_only_by_an_anchor(kept: Path) -> None:
    kept_elsewhere = heads(kept)[-1]
    with walls_down(kept) as connection:
        connection.execute("UPDATE document SET title = '改' WHERE id = 1")
        connection.execute(
            "UPDATE journal SET \"after\" = json_set(\"after\", '$.title', '改')"
            " WHERE change_id = 2"
        )
        seal_again(connection)
    assert verify(kept).ok
    assert not verify(kept, kept_elsewhere).ok
