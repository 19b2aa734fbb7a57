"""The codes the registry stores and the words officials read for them.

One Chinese word, one English word: ``docs/GLOSSARY.md`` is tested against this.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import Self

from registry.errors import InputError


class Term(StrEnum):
    """A code with its Chinese label: ``Tier.CITY == "city"``, label 市级."""

    label: str

    def __new__(cls, code: str, label: str) -> Self:
        """Make the member equal to its code and hang the label on it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def read(cls, text: str) -> Self:
        """The term whose code or label this is, or an ``InputError`` naming all."""
        wanted = text.strip()
        for term in cls:
            if wanted in (term.value, term.label):
                return term
        known = "、".join(term.label for term in cls)
        raise InputError(f"「{text}」不在可选之列；请写其中之一：{known}")


class Tier(Term):
    """A level of government that awards a title."""

    CITY = "city", "市级"
    PROVINCE = "province", "省级"
    NATION = "nation", "国家级"


class OrganisationKind(Term):
    """What sort of organisation a record of the register is."""

    ENTERPRISE = "enterprise", "企业"
    BRANCH = "branch", "分支机构"
    SCHOOL = "school", "学校"
    INSTITUTE = "institute", "科研院所"


class NameKind(Term):
    """A kind of name that an enterprise bears for a time."""

    OFFICIAL = "official", "全称"
    SHORT = "short", "简称"
    FORMER = "former", "曾用名"


class Attribute(Term):
    """What an enterprise is or has for a time: each a row of spells."""

    NAME = "name", "企业名称"
    SHORT_NAME = "short_name", "简称"
    FORMER_NAME = "former_name", "曾用名"
    DIVISION = "division", "县市区"
    UNIT = "unit", "上报单位"
    ADDRESS = "address", "地址"
    INDUSTRY = "industry", "行业"
    ABOVE_DESIGNATED_SIZE = "above_designated_size", "规上"
    SIZE = "size", "规模"
    SIZE_2011 = "size_2011", "规模（2011标准）"
    STATUS = "status", "状态"
    PARENT = "parent", "所属集团"


class Status(Term):
    """Whether an enterprise is in operation."""

    ACTIVE = "active", "在营"
    SUSPENDED = "suspended", "停产"
    MOVED_OUT = "moved_out", "迁出"
    DEREGISTERED = "deregistered", "注销"


class SizeStandard(Term):
    """The rule by which a size class was given."""

    STATISTICS_2017 = "statistics_2017", "统计上大中小微型企业划分办法（2017）"
    MIIT_2011 = "miit_2011", "工信部联企业〔2011〕300号"


class Size(Term):
    """Size class, in rising order."""

    MICRO = "micro", "微型"
    SMALL = "small", "小型"
    MEDIUM = "medium", "中型"
    LARGE = "large", "大型"


class SuccessionKind(Term):
    """How one enterprise follows another, or comes and goes."""

    ABSORBED = "absorbed", "吸收合并"
    SPLIT = "split", "分立"
    MOVED_IN = "moved_in", "迁入"
    MOVED_OUT = "moved_out", "迁出"
    DEREGISTERED = "deregistered", "注销"


class DocumentKind(Term):
    """What a numbered document does."""

    CIRCULAR = "circular", "通知"
    MEASURES = "measures", "办法"
    NOTICE = "notice", "公示"
    ANNOUNCEMENT = "announcement", "公告"
    RECOGNITION = "recognition", "认定文件"
    RECOMMENDATION = "recommendation", "推荐函"
    APPROVAL = "approval", "批复"
    PAYMENT = "payment", "拨付凭证"
    MINUTES = "minutes", "会议纪要"
    REPORT = "report", "报告"


class AssessmentKind(Term):
    """Self-assessment and on-site assessment, never mixed silently."""

    SELF = "self", "自评估"
    ON_SITE = "on_site", "现场评估"


class Severity(Term):
    """Severity of an event, in rising order."""

    MINOR = "minor", "一般"
    MAJOR = "major", "较大"
    SERIOUS = "serious", "重大"
    GRAVE = "grave", "特别重大"


class TitleStage(Term):
    """Two stages of a title that is first taken up and later accepted."""

    TAKEN_UP = "taken_up", "揭榜单位"
    ACCEPTED = "accepted", "已验收"


class TitleEnd(Term):
    """Four different ends of a title."""

    EXPIRED = "expired", "到期"
    REVOKED = "revoked", "撤销"
    CANCELLED = "cancelled", "取消"
    SUPERSEDED = "superseded", "替代"


class StageRole(Term):
    """What a step of an application does to it, whatever the step is called."""

    LINE = "line", "必经"
    RECOMMENDATION = "recommendation", "推荐"
    NOTICE = "notice", "公示"
    OPTIONAL = "optional", "可有可无"
    RETURN = "return", "退回"
    OBJECTION = "objection", "异议"
    RECOGNITION = "recognition", "认定"
    REJECTION = "rejection", "不予认定"
    WITHDRAWAL = "withdrawal", "撤回申报"
    AFTER = "after", "事后"


class ApplicationKind(Term):
    """Whether a title is applied for anew or renewed."""

    NEW = "new", "新申报"
    RENEWAL = "renewal", "复核"


class Verdict(Term):
    """What an official decided where no number can decide."""

    MET = "met", "符合"
    UNMET = "unmet", "不符"


class SubsidyKind(Term):
    """Reward for a title, or support for a project."""

    REWARD = "reward", "奖励"
    SUPPORT = "support", "补助"


class SubsidyStatus(Term):
    """How far the money for a title has come."""

    MISSING = "missing", "未提出"
    PROPOSED = "proposed", "拟定"
    APPROVED = "approved", "已批准未拨付"
    PAID = "paid", "已拨付"
    RECOVERED = "recovered", "已收回"


class Basis(Term):
    """Where the wording of a rule comes from."""

    TEXT = "text", "原文"
    SECONDARY = "secondary", "转引"
    SAMPLE = "sample", "样例条件"


class Provenance(Term):
    """Whether the register derives a figure or merely keeps what was reported."""

    DERIVED = "derived", "台账推算"
    REPORTED = "reported", "填报"


class ConditionOutcome(Term):
    """The answer of one condition."""

    MET = "met", "符合"
    UNMET = "unmet", "不符"
    UNKNOWN = "unknown", "缺数据"
    FOR_JUDGEMENT = "for_judgement", "待人工认定"
    NOT_APPLICABLE = "not_applicable", "不适用"


class Outcome(Term):
    """The answer of one step of the ladder for one subject."""

    ELIGIBLE = "eligible", "可晋级"
    ONE_SHORT = "one_short", "差一项"
    PENDING = "pending", "待核"
    NOT_ELIGIBLE = "not_eligible", "不可晋级"


class Ledger(Term):
    """What a ledger is about."""

    ENTERPRISES = "enterprises", "企业"
    ASSESSMENTS = "assessments", "评估"
    TITLES = "titles", "称号"
    FACTS = "facts", "指标"
    EVENTS = "events", "事件"
    POOL = "pool", "入库"
    APPLICATIONS = "applications", "申报"


MADE_UP = "样例"
"""What lists say in the remarks of a row that is our own illustration."""
APPLIED = "已申报"
"""The stage of an application that has taken no step."""
NO_UNIT = "未登记单位"
"""Where a reporting unit should stand and none is recorded."""
UNPLACED, UNPLACED_ID = "未登记", 0
"""The row of those of whom no unit is recorded: the word and the id that ask for it."""
LEVELS = (
    "未达一级",
    "一级（规划级）",
    "二级（规范级）",
    "三级（集成级）",
    "四级（优化级）",
    "五级（引领级）",
)
"""Names of the maturity levels 0 to 5, GB/T 39116-2020."""


def level_label(level: int | None) -> str:
    """The level in words, 未评估 where there is none."""
    return "未评估" if level is None else LEVELS[level]


def read_level(text: str) -> int:
    """Read 三级, 3级, L3, Ⅲ, 集成级 or 三级（集成级） as 3; ``InputError`` else."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    first, _, second = plain.removesuffix(")").partition("(")
    level = _level(first)
    if level is None or (second and _level(second) != level):
        raise InputError(f"「{text}」不是成熟度等级；请写 0 到 5、三级、集成级或 L3")
    return level


def _level(word: str) -> int | None:
    compact = word.removesuffix("级").removeprefix("L")
    return next((n for n, names in enumerate(_LEVEL_FORMS) if compact in names), None)


_LEVEL_FORMS = (
    ("0", "零", "未达一", "未达1"),
    ("1", "一", "壹", "I", "规划"),
    ("2", "二", "贰", "II", "规范"),
    ("3", "三", "叁", "III", "集成"),
    ("4", "四", "肆", "IV", "优化"),
    ("5", "五", "伍", "V", "引领"),
)
