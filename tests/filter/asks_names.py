"""Random words: parts of names, beginnings of codes, how names are typed."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.filter import judge
from tests.filter.judge import Says


def _word(word: str) -> tuple[str, Says]:
    return word, lambda firm, _: judge.named(firm, word)


def _sound(sign: str, word: str) -> tuple[str, Says]:
    return f"拼音{sign}{word}", lambda firm, _: any(
        judge.typed(name, word) for name in (firm.name, firm.former or "")
    )


_SOUNDS = st.sampled_from(("zc", "SDxc", "shid", "ruideer", "bxg", "hongche", "jiu"))
NAMED: tuple[st.SearchStrategy[tuple[str, Says]], ...] = (
    st.builds(_word, st.sampled_from(("中车", "不锈钢", "旧", "9143", "（株洲）"))),
    st.builds(_word, _SOUNDS),
    st.builds(_sound, st.sampled_from(("=", "＝", ":", " = ")), _SOUNDS),
)
