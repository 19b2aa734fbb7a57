"""Slips in a policy file, one by one: what is written, what is said about it."""

from __future__ import annotations

from typing import NamedTuple

GOOD = """\
document = "试〔2023〕1号"
programme = "trial"
programme_name = "试点"
title = "试行办法"
issuer = "试验市"
scope = "430200"
since = 2023-01-01
basis = "text"
source = "测试"

[[rung]]
id = "trial/city"
name = "市级"
tier = "city"
subject = "workshop"

[[rung]]
id = "trial/province"
name = "省级"
tier = "province"
subject = "workshop"

[[step]]
to = "trial/city"

[[step.condition]]
id = "first"
cite = "第一条"
judged = { question = "是否领先" }

[[step]]
from = "trial/city"
to = "trial/province"

[[step.condition]]
id = "second"
cite = "第二条"
above_designated_size = true
"""
LEAF = 'judged = { question = "是否领先" }'


class Slip(NamedTuple):
    """One slip: what is written instead of what, and what is said about it.

    The fault stands on the line that begins with ``at`` (none: with ``new``);
    ``more`` faults follow from it elsewhere.
    """

    sentence: str
    old: str
    new: str
    problem: str
    remedy: str
    column: str = ""
    value: str = ""
    at: str = ""
    more: int = 0


def leaf(  # noqa: PLR0913  # a row of the table below
    sentence: str,
    new: str,
    problem: str,
    remedy: str,
    *,
    column: str = "",
    value: str = "",
    at: str = "",
) -> Slip:
    """A slip in the leaf of the first condition."""
    return Slip(sentence, LEAF, new, problem, remedy, column, value, at)


SLIPS = [
    Slip("a head without a document", 'document = "试〔2023〕1号"\n', "",
         "缺少必填的键 document", "请补上 document", at="programme ="),
    Slip("a misspelt key", 'issuer = "试验市"', 'isuer = "试验市"',
         "不认识的键", "是否想写「issuer」？", "isuer", "isuer"),
    Slip("a day in quotation marks", "since = 2023-01-01", 'since = "2023-01-01"',
         "应是日期", "不加引号", "since", "2023-01-01"),
    Slip("an end before the beginning", "since = 2023-01-01",
         "since = 2023-01-01\nuntil = 2022-01-01", "结束日期不晚于开始日期",
         "since 与 until", at="document"),
    Slip("a scope of four digits", 'scope = "430200"', 'scope = "4302"',
         "不是行政区划代码", "6 位数字", "scope", "4302"),
    Slip("a scope no division has", 'scope = "430200"', 'scope = "439900"',
         "没有这个行政区划", "divisions.csv", "scope", "439900"),
    Slip("a document to replace that nobody knows", "since = 2023-01-01",
         'replaces = ["工信部企业〔2022〕64号"]\nsince = 2023-01-01',
         "没有这个文号的政策", "是否想写「工信部企业〔2022〕63号」？", "replaces",
         "工信部企业〔2022〕64号", at="replaces"),
    Slip("a character that nobody sees", 'title = "试行办法"',
         'title = "试行\\u202E办法"', "含有看不见的控制字符", "重新键入", "title",
         "试行 办法"),
    Slip("an empty issuer", 'issuer = "试验市"', 'issuer = " "', "不能为空",
         "请填写", "issuer"),
    Slip("a basis nobody knows", 'basis = "text"', 'basis = "txt"',
         "不在可选之列", "是否想写「text」？", "basis", "txt"),
    Slip("a programme in capitals", 'programme = "trial"', 'programme = "Trial"',
         "不是方向编号", "小写字母", "programme", "Trial"),
    Slip("a title that is a number", 'title = "试行办法"', "title = 5",
         "应是文字", "请加引号", "title", "5"),
    Slip("a rung without a programme", 'id = "trial/province"', 'id = "province"',
         "不是称号编号", "方向/级别", "rung.id", "province", more=1),
    Slip("a tier nobody knows", 'tier = "province"', 'tier = "town"',
         "不在可选之列", "city、province、nation", "rung.tier", "town"),
    Slip("a kind of subject nobody declares", 'subject = "workshop"\n\n[[step]]',
         'subject = "workshp"\n\n[[step]]', "没有这类认定对象",
         "是否想写「workshop」？", "rung.subject", "workshp"),
    Slip("a rung twice", 'id = "trial/province"', 'id = "trial/city"',
         "称号编号重复", "改名", "rung", "trial/city", more=1,
         at='[[rung]]\nid = "trial/city"\nname = "省级"'),
    Slip("years in quotation marks", 'name = "市级"',
         'name = "市级"\nvalid_years = "3"', "应是整数", "不加引号",
         "rung.valid_years", "3", at="valid_years"),
    Slip("no years at all", 'name = "市级"', 'name = "市级"\nvalid_years = 0',
         "不得小于 1", "核对", "rung.valid_years", "0", at="valid_years"),
    Slip("a hundred years", 'name = "市级"', 'name = "市级"\nvalid_years = 100',
         "不得大于 50", "核对", "rung.valid_years", "100", at="valid_years"),
    Slip("a flag as a word", 'name = "市级"', 'name = "市级"\ncomplete = "no"',
         "应是 true 或 false", "不加引号", "rung.complete", "no", at="complete"),
    Slip("a subsidy finer than fen", 'name = "市级"',
         'name = "市级"\nsubsidy = 1.234', "金额细于分", "两位小数",
         "rung.subsidy", "1.234", at="subsidy"),
    Slip("a document that replaces itself", 'basis = "text"',
         'basis = "text"\nreplaces = ["试〔2023〕1号"]', "不能替代自己", "更晚的 since",
         "replaces", "试〔2023〕1号", at="replaces"),
    Slip("an endless subsidy", 'name = "市级"', 'name = "市级"\nsubsidy = inf',
         "应是有限的数", "具体的数字", "rung.subsidy", "Infinity", at="subsidy"),
    Slip("a subsidy no register can hold", 'name = "市级"',
         'name = "市级"\nsubsidy = 1e20', "数值过大", "单位", "rung.subsidy",
         "1E+20", at="subsidy"),
    Slip("a subsidy with more digits than decimals count in", 'name = "市级"',
         'name = "市级"\nsubsidy = 1000000000000000000000000000000', "数值过大",
         "单位", "rung.subsidy", "1000000000000000000000000000000", at="subsidy"),
    Slip("an equivalent nobody declares", 'name = "市级"',
         'name = "市级"\nequivalent = ["trial/citty"]', "申明这个称号",
         "是否想写「trial/city」？", "rung.equivalent", "trial/citty",
         at="equivalent"),
    Slip("a step to a rung nobody declares", 'to = "trial/province"',
         'to = "trial/nation"', "申明这个称号", "申明",
         "to", "trial/nation"),
    Slip("a key of a rung in a step", 'to = "trial/province"',
         'to = "trial/province"\nvalid_years = 3', "不认识的键",
         "属于 [[rung]]", "valid_years", "valid_years", at="valid_years"),
    Slip("a step that leads to itself", 'to = "trial/province"', 'to = "trial/city"',
         "同一级", "renewal", at="[[step]]\nfrom"),
    Slip("a renewal from another rung", 'to = "trial/province"',
         'to = "trial/province"\nkind = "renewal"', "复核的起点", "删去 from",
         at="[[step]]\nfrom"),
    Slip("a step twice", 'from = "trial/city"\nto = "trial/province"',
         'to = "trial/city"', "晋级途径（from、to、kind）重复", "删去", "",
         ">trial/city#new", at='[[step]]\nto = "trial/city"\n\n[[step.condition]]\n'
         'id = "second"'),
    Slip("a step without a condition", LEAF, f"{LEAF}\n[[step]]\nto = 'trial/city'\n"
         "kind = 'renewal'\ncondition = []", "列表是空的", "至少写一项", "",
         at="condition = []"),
    Slip("a condition that is no table", LEAF,
         f"{LEAF}\n[[step]]\nto = 'trial/city'\nkind = 'renewal'\ncondition = [7]",
         "应是一张表", "{ 键 = 值 }", "", "7", at="condition = [7]"),
    Slip("conditions that are no list", LEAF,
         f"{LEAF}\n[[step]]\nto = 'trial/city'\nkind = 'renewal'\ncondition = 7",
         "应是列表", "[ … ]", "", "7", at="condition = 7"),
    Slip("a condition without a clause", 'cite = "第一条"\n', "",
         "缺少必填的键 cite", "请补上", at="[[step.condition]]"),
    Slip("a condition's id in Chinese", 'id = "first"', 'id = "条件一"',
         "不是条件编号", "小写字母", "id", "条件一"),
    leaf("a word nobody knows", "maturty = { level = 2 }", "不认识的键",
         "是否想写「maturity」？", column="maturty", value="maturty"),
    leaf("a condition that asks nothing", 'hand_in = "材料"', "只能问一件事",
         "恰好写一个", at="[[step.condition]]"),
    leaf("a condition that asks two things",
         "maturity = { level = 2 }\nabove_designated_size = true",
         "只能问一件事", "分成几个条件", at="[[step.condition]]"),
    leaf("a level in words", 'maturity = { level = "二级" }', "应是整数",
         "不加引号", column="maturity.level", value="二级"),
    leaf("a level above five", "maturity = { level = 6 }", "不得大于 5",
         "核对", column="maturity.level", value="6"),
    leaf("a kind of assessment nobody knows",
         'maturity = { level = 2, kinds = ["onsite"] }', "不在可选之列",
         "是否想写「on_site」？", column="maturity.kinds", value="onsite"),
    leaf("no kind of assessment", "maturity = { level = 2, kinds = [] }",
         "列表是空的", "至少写一项", column="maturity.kinds"),
    leaf("two windows at once",
         "maturity = { level = 2, within_months = 12, application_year = true }",
         "只能写一个", "删去其中之一", column="maturity"),
    leaf("a size that is not asked", "above_designated_size = false",
         "不在可选之列", "只能写 true", column="above_designated_size",
         value="false"),
    leaf("a title nobody declares", 'holds = { rung = "trial/town" }',
         "申明这个称号", "申明", column="holds.rung", value="trial/town"),
    leaf("rung and rungs at once",
         'holds = { rung = "trial/city", rungs = ["trial/city"] }',
         "rung 与 rungs 只能写一个", "几个写 rungs", column="holds"),
    leaf("children of no sort", "children = { at_least = 1 }", "没有说数什么",
         "kind", column="children"),
    leaf("a figure by its Chinese name",
         'number = { fact = "主营业务收入", at_least = 1 }', "没有这个指标",
         "是否想写「revenue」？", column="number.fact", value="主营业务收入"),
    leaf("a figure that is a grade", 'number = { fact = "dcmm", at_least = 1 }',
         "是分级的指标", "grade", column="number.fact", value="dcmm"),
    leaf("a figure without a threshold", 'number = { fact = "revenue" }',
         "没有写门槛", "at_least", column="number"),
    leaf("a threshold in quotation marks",
         'number = { fact = "revenue", at_least = "200万" }', "应是数字",
         "不加引号", column="number.at_least", value="200万"),
    leaf("a threshold that is a flag",
         'number = { fact = "revenue", at_least = true }', "应是数字",
         "不加引号", column="number.at_least", value="true"),
    leaf("bounds the wrong way round",
         'number = { fact = "revenue", at_least = 2, at_most = 1 }',
         "下限高于上限", "写反", column="number"),
    leaf("half a person", 'number = { fact = "staff", at_least = 2.5 }',
         "精度还细", "scale", column="number.at_least", value="2.5"),
    leaf("half a person for some",
         'number = { fact = "staff", at_least = 2, '
         'by = [{ divisions = ["4302"], at_least = 1.5 }] }',
         "精度还细", "scale", column="number.by.at_least", value="1.5"),
    leaf("a threshold for nobody in particular",
         'number = { fact = "staff", at_least = 2, by = [{ at_least = 1 }] }',
         "没有说对谁", "divisions", column="number.by"),
    leaf("a reduction without years",
         'number = { fact = "revenue", reduce = "sum", at_least = 1 }',
         "成对出现", "补上", column="number"),
    leaf("a period and a reduction",
         'number = { fact = "revenue", period = "latest", reduce = "sum", '
         "years = 2, at_least = 1 }",
         "只能写一个", "多年合并", column="number"),
    leaf("a window for last year's figure",
         'number = { fact = "revenue", period = "last_year", within_months = 6, '
         "at_least = 1 }",
         "只用于最近一期", "删去 within_months", column="number"),
    leaf("a growth too fine to compare",
         'number = { fact = "revenue", reduce = "growth", years = 5, '
         "at_least = 5.25 }",
         "无法精确比较", "小数位数", column="number.at_least", value="5.25"),
    leaf("a growth below nothing",
         'number = { fact = "revenue", reduce = "growth", years = 2, '
         "at_least = -101 }",
         "低于 -100%", "百分数", column="number.at_least", value="-101"),
    leaf("a mean whose sum no register can hold",
         'number = { fact = "revenue", reduce = "mean", years = 5, '
         "at_least = 9e16 }",
         "数值过大", "单位", column="number.at_least", value="9E+16"),
    leaf("the mean of a ratio",
         'ratio = { fact = "rd_spend", to = "revenue", reduce = "mean", years = 2, '
         "at_least = 3 }",
         "不能求平均", "each", column="ratio"),
    leaf("a ratio to a grade",
         'ratio = { fact = "rd_spend", to = "dcmm", at_least = 3 }',
         "是分级的指标", "grade", column="ratio.to", value="dcmm"),
    leaf("a grade nobody knows", 'grade = { fact = "dcmm", at_least = "six" }',
         "没有这一级", "one、two、three、four、five", column="grade.at_least",
         value="six"),
    leaf("a grade of a number", 'grade = { fact = "revenue", at_least = "a" }',
         "不是分级的指标", "number", column="grade.fact", value="revenue"),
    leaf("a part of a score that is a grade",
         'score = { total = "platform_score", at_least = 60, '
         'parts = [{ fact = "dcmm", at_least = 1 }] }',
         "是分级的指标", "grade", column="score.parts.fact", value="dcmm"),
    leaf("a part of a score finer than it is recorded",
         'score = { total = "platform_score", at_least = 60, '
         'parts = [{ fact = "innovation_score", at_least = 0.125 }] }',
         "精度还细", "scale", column="score.parts.at_least", value="0.125"),
    leaf("a series against too fine a percentage",
         'series = { fact = "revenue", series = "均值", at_least = 0.123456789 }',
         "无法精确比较", "小数位数", column="series.at_least", value="0.123456789"),
    leaf("an event nobody declares", 'no_event = { kinds = ["safty"] }',
         "没有这类事件", "是否想写「safety」？", column="no_event.kinds",
         value="safty"),
    leaf("an industry by its name", 'industry = { prefixes = ["制造业"] }',
         "不是行业代码", "C3714", column="industry.prefixes", value="制造业"),
    leaf("a division by its name", 'division = { prefixes = ["株洲"] }',
         "不是行政区划代码", "4302", column="division.prefixes", value="株洲"),
    leaf("registered nowhere", "registered = { }", "没有说问什么",
         "for_months", column="registered"),
    leaf("an empty alternative", "any = [{ above_designated_size = true }, { }]",
         "备选项是空的", "删去这一项", column="any"),
    leaf("more to meet than there is",
         "at_least = { k = 3, of = [{ above_designated_size = true }] }",
         "多于备选项数", "减小 k", at="[[step.condition]]"),
    leaf("alternatives inside alternatives inside alternatives",
         "any = [{ all = [{ all = [{ all = [{ all = [{ all = ["
         "{ above_designated_size = true }] }] }] }] }] }]",
         "套得太深", "并入外层", column="any.all.all.all.all.all"),
]  # fmt: skip
