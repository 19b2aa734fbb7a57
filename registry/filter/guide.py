"""What the filter is, told from the fields themselves: for help and for the docs."""

from __future__ import annotations

from collections.abc import Iterator

from registry.filter import catalogue
from registry.filter.field import Field

GRAMMAR = (
    (
        "词",
        "全称、简称、曾用名里的字，拼音首字母或音节，或信用代码开头；可加引号",
        "中车 时代",
    ),
    ("项=值", "也可写 项:值；多个值用逗号或顿号隔开，表示其中之一", "等级=二级,三级"),
    ("≠ ≥ ≤ > <", "也可写 != >= <=；范围写 a..b 或 a至b", "等级=二级至四级"),
    ("空格、且", "同时满足；也可写 和、and、&", "县市区=天元区 等级=三级"),
    ("或", "满足其一；也可写 or、|；且 先于 或", "等级=三级 或 称号=省级"),
    ("非", "不满足的全部企业，含缺数据的；也可写 不、not、!", "非 称号=市级"),
    ("（ ）", "先算括号里的；全角、半角都可以", "规上 (等级=三级 或 等级=四级)"),
    (
        "缺数据",
        "没有登记的；有数据 是登记了的。缺数据从不当作 0 来比较",
        "规模=缺数据",
    ),
    ("规上 在册 未评估", "可以单写", "规上 非未评估"),
)
"""A form, what it means, an example."""


def fields() -> Iterator[tuple[str, str, str, str]]:
    """Of every field its names, what it means, how it is refined, an example."""
    for field in catalogue.FIELDS:
        yield names(field), field.help, field.of, field.examples[0]


def names(field: Field) -> str:
    """The Chinese name with the English one, and others."""
    also = "、".join(field.aliases)
    return f"{field.name}（{field.english}{'；' + also if also else ''}）"


def page() -> str:
    """The page ``docs/FILTER.md``."""
    grammar = "\n".join(map(_row, GRAMMAR))
    listed = "\n".join(map(_row, _listed()))
    return _PAGE.format(grammar=grammar, listed=listed)


_PAGE = """\
# 筛选式

`tidu list`、`count`、`export` 和界面的企业库用同一种写法。
本页由代码生成（`registry/filter/guide.py`）。

| 写法 | 意思 | 例 |
|---|---|---|
{grammar}

- 且、或、非 独立成词时是连接词；写在项前面时可以不空格，如
  `县市区=天元区且等级=三级`、`非规上`。`不锈钢`、`永和` 是名称。
- 全角符号同半角；`《` `》` 作 `<` `>`，`。` 作 `.`。
  紧跟在字后面的括号属于这个词：`中车（株洲）`。
- 不写 在册 时，台账里的全部单位都在内，包括学校和已迁出、注销的；
  `tidu count` 的口径会说有几家。
- 非 取补集：`非 指标.营业收入>=2亿` 包括没有登记营业收入的；
  要排除，写 `指标.营业收入<2亿`，要单看，写 `指标.营业收入=缺数据`。
- 逗号后面没有写冒号的，接着说前一个冒号前面的：`资格=先进级智能工厂:可晋级,差一项`
  是这一项称号的两种结论；说另一项的，用 或 连接。
- 日期只登记到月或年的，按其第一天比较；写 `2022` 或 `2022-06` 指整年、整月。
- 一个词可指几样东西时（如 `称号=标杆`），全部在内，口径里写明是哪几样。
- 单写的词只在名称里找。没有名称含它、它又正好是县市区、等级、规模等的值的，
  不当作 0 家，会说应写什么：`天元区` 请写 `县市区=天元区`。
  确要找名称，加引号：`"天元区"`。
- 写错了，会说出第几个字、应写什么、最接近的是什么。

## 项

| 项 | 意思 | 点后可写 | 例 |
|---|---|---|---|
{listed}
"""


def _listed() -> Iterator[tuple[str, ...]]:
    for one in catalogue.FIELDS:
        examples = "；".join(f"`{example}`" for example in one.examples)
        yield names(one), one.help, one.of, examples


def _row(cells: tuple[str, ...]) -> str:
    plain = (cell.replace("|", "&#124;") for cell in cells)
    return f"| {' | '.join(plain)} |"
