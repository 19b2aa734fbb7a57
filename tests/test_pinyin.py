"""How names are typed without hanzi."""

from __future__ import annotations

import pytest

from registry import pinyin
from registry.pinyin import Speech, Spoken


@pytest.mark.parametrize(
    ("name", "initials", "syllables"),
    [
        ("中车（株洲）087A", "zczz087a", "ZhongCheZhuZhou087A"),
        ("长沙长株潭重工", "cscztzg", "ChangShaChangZhuTanZhongGong"),
        ("重庆银行", "cqyh", "ChongQingYinHang"),
        ("“专精特新”①·", "zjtx", "ZhuanJingTeXin"),
        ("", "", ""),
    ],
)
def test_a_name_is_typed_by_initials_or_by_syllables(
    name: str, initials: str, syllables: str
) -> None:
    assert Speech.with_own().of(name) == Spoken(initials, syllables)


def test_ones_own_word_goes_before_the_shipped_ones_and_the_longest_first() -> None:
    own = {"长沙": "zhang sha", "长沙长": "a b c", "洪洞": "hong tong"}
    assert Speech.with_own(own).of("长沙长洪洞").initials == "abcht"
    assert Speech.with_own().of("长沙长洪洞").initials == "cszhd"


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        ("xian", ("Xian", "XiaN", "XiAn", "XiAN")),
        ("xi'an", ("XiAn", "XiAN")),
        ("zhuzh", ("ZhuZh",)),
        ("shid", ("ShiD",)),
        ("zzsd", ()),
        ("a1", ()),
        ("'", ()),
    ],
)
def test_what_is_typed_is_cut_into_syllables_the_last_maybe_only_begun(
    typed: str, ways: tuple[str, ...]
) -> None:
    assert pinyin.ways(typed) == ways


def test_however_long_it_is_cut_in_a_few_ways_only() -> None:
    assert len(pinyin.ways("xian" * 40)) == pinyin.MOST_WAYS
    assert pinyin.ways("zh" * 200) == ()


def test_only_letters_are_a_sound() -> None:
    assert [pinyin.means_sound(word) for word in ("zz", "a1", "xi'an")] == [True] * 3
    assert [pinyin.means_sound(w) for w in ("91", "中a", "", "a-b")] == [False] * 4
