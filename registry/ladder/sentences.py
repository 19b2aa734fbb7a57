"""What is wrong with a policy file and what to do, in Chinese.

A sentence is a pair (problem, remedy). pydantic's error types and the short codes
that the vocabulary's own checks raise are its keys; a test holds them together.
"""

from __future__ import annotations

from collections.abc import Mapping

Sentence = tuple[str, str]

CODES: Mapping[str, Sentence] = {
    "at_least_above_at_most": (
        "下限高于上限",
        "请核对 at_least 与 at_most，是否写反",
    ),
    "at_least_or_at_most": (
        "没有写门槛",
        "请写 at_least（不低于）或 at_most（不高于），或两个都写",
    ),
    "below_zero": ("增长率低于 -100%", "请核对百分数"),
    "division_or_for_months": (
        "registered 没有说问什么",
        "请写 division（在何处注册）或 for_months（注册满几个月），或两个都写",
    ),
    "divisions_or_industries": (
        "单列的门槛没有说对谁",
        "请写 divisions（行政区划）或 industries（行业），或两个都写",
    ),
    "empty_alternative": ("备选项是空的", "请至少写一个条件词，或删去这一项"),
    "finer_than_fen": ("金额细于分", "金额以元计，最多写两位小数"),
    "finer_than_scale": (
        "比该指标登记的精度还细",
        "请减少小数位数，或在 facts.toml 中提高该指标的 scale",
    ),
    "from_is_to": (
        "晋级的起点和终点是同一级",
        '请改 from 或 to；复核请写 kind = "renewal"',
    ),
    "k_too_great": ("要求满足的项数多于备选项数", "请减小 k，或补足 of"),
    "kind_or_rungs": (
        "children 没有说数什么",
        "请写 kind（对象类别）或 rungs（所持称号），或两个都写",
    ),
    "no_number": ("应是数字", "请直接写数字，不加引号，例如 2_000_000 或 1.5"),
    "one_question": (
        "一个条件只能问一件事",
        "请恰好写一个条件词，或一个 any，或一个 at_least；几件事请分成几个条件",
    ),
    "one_window": (
        "within_months 与 application_year 只能写一个",
        "请删去其中之一",
    ),
    "period_or_reduce": (
        "period 与 reduce 只能写一个",
        "单个数值写 period，多年合并写 reduce 和 years",
    ),
    "ratio_reduce": (
        "比值不能求平均或增长率",
        '请写 reduce = "sum"（合计之比）或 "each"（每年都要达到）',
    ),
    "reduce_with_years": ("reduce 与 years 要成对出现", "请补上另一个，或都删去"),
    "renewal_from_itself": (
        "复核的起点只能是该称号本身",
        "请删去 from，或写成与 to 相同",
    ),
    "rung_or_rungs": ("rung 与 rungs 只能写一个", "一个称号写 rung，几个写 rungs"),
    "too_fine": ("百分数太细，无法精确比较", "请减少小数位数或年数"),
    "too_large": ("数值过大，台账存不下", "请核对数值和单位（金额以元计）"),
    "until_before_since": ("结束日期不晚于开始日期", "请核对 since 与 until"),
    "within_months_of_latest": (
        "within_months 只用于最近一期的数值",
        "请删去 within_months，或删去 period、reduce",
    ),
}

TYPES: Mapping[str, Sentence] = {
    "bool_type": ("应是 true 或 false", "请直接写 true 或 false，不加引号"),
    "date_type": ("应是日期", "请直接写日期，不加引号，例如 2022-03-01"),
    "decimal_type": CODES["no_number"],
    "dict_type": ("应是一张表", "请写成 { 键 = 值 }"),
    "finite_number": ("应是有限的数", "请写一个具体的数字"),
    "greater_than_equal": ("不得小于 {ge}", "请核对数值"),
    "int_type": ("应是整数", "请直接写整数，不加引号，不带小数"),
    "less_than_equal": ("不得大于 {le}", "请核对数值"),
    "model_type": ("应是一张表", "请写成 { 键 = 值 }"),
    "string_type": ("应是文字", "请加引号"),
    "too_long": ("多于 {max_length} 项", "请合并或删减"),
    "too_short": ("列表是空的", "请至少写一项，或删去这个键"),
    "tuple_type": ("应是列表", "请写成 [ … ]"),
}

PATTERNS: Mapping[str, Sentence] = {
    r"\S": ("不能为空", "请填写"),
    r"^\d{2,6}$": (
        "不是行政区划代码",
        "请写 2 至 6 位数字，例如 43（省）、4302（市）、430211（区县）",
    ),
    r"^\d{6}$": ("不是行政区划代码", "请写 6 位数字，例如 430200"),
    r"^[A-T](\d{2,4})?$": (
        "不是行业代码",
        "请按 GB/T 4754 写门类字母加数字，例如 C、C37、C3714",
    ),
    r"^[a-z][a-z0-9-]*(/[a-z0-9-]+)+$": (
        "不是称号编号",
        "请写成“方向/级别”，用小写字母、数字和连字符，例如 smart-factory/basic",
    ),
    r"^[a-z][a-z0-9-]*$": (
        "不是方向编号",
        "请用小写字母、数字和连字符，例如 smart-factory",
    ),
    r"^[a-z][a-z0-9_]*$": (
        "不是条件编号",
        "请用小写字母、数字和下划线，例如 maturity",
    ),
}

_SYNTAX: Mapping[str, Sentence] = {
    "Invalid statement": ("看不懂这一行", "每行写成 键 = 值，或 [[表名]]；键用英文"),
    "Expected '='": ("键后面缺少等号", "请写成 键 = 值"),
    "Expected newline": ("一行里多了内容", "一行只写一个 键 = 值；注释以 # 开头"),
    "Expected ']": ("表名的方括号没有配对", "请写成 [[step]] 或 [表名]"),
    "Invalid value": ("等号后面的值看不懂", "文字要加引号，数字和日期不加引号"),
    "Invalid date": ("日历上没有这一天", "请核对年月日，写成 2022-03-01"),
    "Unterminated string": ("引号没有配对", "请补上英文引号"),
    "Illegal character": ("引号没有配对，或有不可见字符", "请补上英文引号"),
    "Unclosed array": ("方括号没有配对", "请补上 ]"),
    "Unclosed inline table": ("花括号没有配对", "请补上 }"),
    "Invalid hex": ("文字里的 \\u 编码不合写法", "请直接写汉字，或改用单引号"),
    "Escaped character": ("文字里的 \\u 编码不合写法", "请直接写汉字，或改用单引号"),
    "Found invalid": ("有不可见字符", "请删去这个字符"),
    "Expected": ("引号没有配对", "请补上英文引号"),
    "Unescaped": ("文字里的反斜杠不合写法", "请写成两个反斜杠，或改用单引号"),
    "Cannot overwrite a value": ("同一个键写了两次", "请删去其中一个"),
    "Duplicate inline table key": ("同一个键写了两次", "请删去其中一个"),
    "Cannot declare": ("同一张表写了两次", "重复的表请用双方括号 [[ ]]"),
    "Cannot redefine": ("同一张表写了两次", "请合并成一张表"),
    "Exceeds the limit": ("数字太长", "请核对位数"),
    "Cannot mutate": ("同一张表写了两次", "请合并成一张表"),
    "Invalid initial character": ("键名不合写法", "键名用英文字母、数字、_ 和 -"),
}


_LIST = ("前面有同名的单方括号表或键", "重复的表每次都用双方括号 [[ ]]")


def syntax(message: str, line: str) -> Sentence:
    """The sentence for what ``tomllib`` says of a line."""
    if line.startswith("[[") and message.startswith("Cannot overwrite"):
        return _LIST
    for beginning, sentence in _SYNTAX.items():
        if message.startswith(beginning):
            return sentence
    return "不合 TOML 语法", "请核对引号、括号和等号"
