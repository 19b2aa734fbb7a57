"""Every key and element is found on its line."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from registry.ladder.lines import Path, lines
from registry.ladder.vocabulary import shipped

PLAIN = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"),
    max_size=8,
)
KEYS = st.one_of(st.from_regex(r"[A-Za-z0-9_-]{1,5}", fullmatch=True), PLAIN)
SCALARS = st.one_of(
    st.integers(-9, 9), st.booleans(), PLAIN, st.dates(), st.datetimes(), st.times()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)
    ),
    max_leaves=6,
)
TABLES = st.dictionaries(KEYS, VALUES, max_size=3)
DOCUMENTS = st.dictionaries(
    KEYS, st.one_of(VALUES, st.lists(TABLES, min_size=1, max_size=3)), max_size=4
)


def written(value: object) -> str:
    """A value as TOML, lists spread over lines with comments that mislead."""
    match value:
        case bool() | str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case list():
            inside = "".join(f"  {written(one)}, # ]]\n" for one in value)
            return f"[\n{inside}]"
        case dict():
            pairs = (f"{key(k)} = {written(v)}" for k, v in value.items())
            return f"{{ {', '.join(pairs)} }}"
        case int():
            return str(value)
        case _:
            return str(value)


def key(word: str) -> str:
    bare = word.isascii() and word and word.replace("-", "").replace("_", "").isalnum()
    return word if bare else written(word)


def document(data: dict[str, object]) -> str:
    """A TOML text: plain keys first, lists of tables as arrays of tables."""
    tables = {k: v for k, v in data.items() if _is_tables(v)}
    plain = [f"{key(k)} = {written(v)}\n" for k, v in data.items() if k not in tables]
    headed = [
        f"# [x]\n[[{key(k)}]]\n"
        + "".join(f"{key(inner)} = {written(v)}\n" for inner, v in table.items())
        for k, listed in tables.items()
        if isinstance(listed, list)
        for table in listed
    ]
    return "\n".join([*plain, *headed])


def _is_tables(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, dict) for one in value)
    )


def paths(value: object, above: Path = ()) -> Iterator[Path]:
    if above:
        yield above
    pairs: Iterator[tuple[str | int, object]] = iter(())
    if isinstance(value, dict):
        pairs = iter(value.items())
    elif isinstance(value, list):
        pairs = iter(enumerate(value))
    for part, one in pairs:
        yield from paths(one, (*above, part))


@given(DOCUMENTS)
def test_every_path_of_a_text_has_a_line(data: dict[str, object]) -> None:
    text = document(data)
    assert set(lines(text)) == set(paths(tomllib.loads(text)))


@given(DOCUMENTS)
def test_a_key_stands_on_the_line_it_is_found_on(data: dict[str, object]) -> None:
    text = document(data)
    rows = text.split("\n")
    for path, line in lines(text).items():
        last = path[-1]
        if isinstance(last, str):
            assert key(last).split("\n")[0] in rows[line - 1]


def test_shipped_policies_are_followed_to_the_last_key() -> None:
    for file in shipped():
        text = file.read_text("utf-8")
        assert set(lines(text)) == set(paths(tomllib.loads(text)))


def test_a_nested_table_stands_under_the_last_of_its_kind() -> None:
    text = "[[step]]\na = 1\n[[step]]\n[[step.condition]]\nid = 'x'\nb.c = 2\n"
    found = lines(text)
    assert found["step", 0, "a"] == 2
    assert found["step", 1, "condition", 0, "id"] == 5
    assert found["step", 1, "condition", 0, "b", "c"] == 6
