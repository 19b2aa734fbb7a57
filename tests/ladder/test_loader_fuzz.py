"""Whatever is in a policy file, the loader answers with a policy or with faults."""

from __future__ import annotations

import random
import re

from hypothesis import given
from hypothesis import strategies as st

from registry.errors import Fault, FaultsError
from registry.ladder.loader import parse, shipped

TEXTS = [file.read_text("utf-8") for file in shipped()]
ODD = (
    "1", "-1", "1.5", "inf", "nan", '""', '"x"', "true", "[]", "{}", "[[]]", "[{}]",
    "2022-01-01", "2022-01-01T00:00:00Z", '["x"]', "{ x = 1 }", "[1, 'a']", "9e99",
    "[true]", '"株洲"', "0x7fffffffffffffffffff",
)  # fmt: skip
VALUE = re.compile(r"(?<== )(\[.*\]|\{.*\}|\"[^\"]*\"|[^\s,}{\[\]]+)")
KEY = re.compile(r"\b([a-z_]+)(?= = )")


def asked(text: str) -> bool:
    """Whether a text loads; anything but a policy or faults is a bug."""
    faults = told(text)
    assert all(fault.problem and fault.remedy for fault in faults)
    return not faults


def told(text: str) -> tuple[Fault, ...]:
    try:
        parse(text, "a.toml")
    except FaultsError as refused:
        return refused.faults or (Fault("a.toml", "", ""),)
    return ()


def changed(text: str, pattern: re.Pattern[str], new: str, seed: int) -> str:
    spot = random.Random(seed).choice([*pattern.finditer(text)])  # noqa: S311  # a place, not a secret
    return text[: spot.start()] + new + text[spot.end() :]


@given(st.sampled_from(TEXTS), st.sampled_from(ODD), st.integers(0, 10**6))
def test_an_odd_value_is_taken_or_told(text: str, odd: str, seed: int) -> None:
    asked(changed(text, VALUE, odd, seed))


@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS), st.integers(0, 10**6))
def test_a_key_in_the_wrong_place_is_taken_or_told(
    text: str, other: str, seed: int
) -> None:
    key = random.Random(seed).choice(KEY.findall(other))  # noqa: S311  # a place, not a secret
    asked(changed(text, KEY, key, seed))


@given(st.sampled_from(TEXTS), st.integers(0, 10**6), st.integers(1, 40))
def test_a_lost_piece_is_taken_or_told(text: str, at: int, length: int) -> None:
    at %= len(text)
    asked(text[:at] + text[at + length :])


@given(st.text(max_size=60))
def test_any_text_at_all_is_told(text: str) -> None:
    assert not asked(text)
