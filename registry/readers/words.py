"""Words in cells: text, names, document numbers, 是 or 否, the registry's codes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from registry.errors import InputError
from registry.readers.raw import Raw, compact, shown
from registry.terms import (
    ApplicationKind,
    AssessmentKind,
    Severity,
    Size,
    Status,
    Term,
    read_level,
)

_YEAR = re.compile(r"[\[【（(〔〖\uff3b\ufe5d](\d{4})[\]】）)〕〗\uff3d\ufe5e]")
_NUMBER = re.compile(r".+〔\d{4}〕\d+号")
_STANDARD = re.compile(r"GB(/?T)?(\d+(?:\.\d+)?)(?:[-\u2010-\u2015]+(\d{4}))?")
_FORMERLY = re.compile(r"^\s*(?:[（(](?:原|曾用)名?称?[)）]|(?:原|曾用)名?称?[:：])")
_BETWEEN_HANZI = re.compile(
    r"(?<=[\u3400-\u9fff（）()])\s+(?=[\u3400-\u9fff（）()\d])|(?<=\d)\s+(?=[\u3400-\u9fff])"
)
_YES = frozenset(
    {
        *("是", "√", "✓", "✔", "☑", "对", "有", "通过"),
        *("规上", "规模以上"),
        *("true", "yes", "y", "1"),
    }
)
_NO = frozenset(
    {
        "否",
        "×",
        "✗",
        "✘",
        "x",
        "不",
        "不是",
        "不通过",
        "未通过",
        "规下",
        "非规上",
        "规模以下",
        "false",
        "no",
        "n",
        "0",
    }
)
_BEFORE_LEVEL = re.compile(
    r"^(?:(?:智能制造)?(?:能力)?成熟度)?(?:CMMM-?)?(?:等级|级别|level|lv\.?)?:?第?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:(?:\d{1,4}[、.\uff0e]|[(（]\d{1,4}[)）]|[①-⑳]"
    r"|[(（]?[一二三四五六七八九十]+(?:、|[)）]))\s*)+"
    r"(?=[\u3400-\u9fffA-Za-z].{3})"
)
_LONGEST = 200
OTHERWISE: Mapping[type[Term], Mapping[str, Term]] = MappingProxyType(
    {
        AssessmentKind: {
            "自评": AssessmentKind.SELF,
            "自评价": AssessmentKind.SELF,
            "自我评估": AssessmentKind.SELF,
            "自诊断": AssessmentKind.SELF,
            "现场": AssessmentKind.ON_SITE,
            "现场评价": AssessmentKind.ON_SITE,
            "第三方评估": AssessmentKind.ON_SITE,
        },
        Status: {
            "正常": Status.ACTIVE,
            "存续": Status.ACTIVE,
            "在业": Status.ACTIVE,
            "开业": Status.ACTIVE,
            "正常经营": Status.ACTIVE,
            "在产": Status.ACTIVE,
            "正常生产": Status.ACTIVE,
            "在营(开业)企业": Status.ACTIVE,
            "存续(在营、开业、在册)": Status.ACTIVE,
            "停业": Status.SUSPENDED,
            "歇业": Status.SUSPENDED,
            "已停产": Status.SUSPENDED,
            "已迁出": Status.MOVED_OUT,
            "已注销": Status.DEREGISTERED,
        },
        Size: {
            "大": Size.LARGE,
            "中": Size.MEDIUM,
            "小": Size.SMALL,
            "微": Size.MICRO,
            "大型企业": Size.LARGE,
            "中型企业": Size.MEDIUM,
            "小型企业": Size.SMALL,
            "微型企业": Size.MICRO,
        },
        Severity: {f"{one.label}事故": one for one in Severity},
        ApplicationKind: {
            "新": ApplicationKind.NEW,
            "首次": ApplicationKind.NEW,
            "首次申报": ApplicationKind.NEW,
            "复审": ApplicationKind.RENEWAL,
            "续报": ApplicationKind.RENEWAL,
        },
    }
)
"""Words for a code that ledgers use besides its label."""


def words(raw: Raw) -> str:
    """Text without control characters and with blanks collapsed."""
    return shown(raw)


def name(raw: Raw) -> str:
    """Text that must say something, in at most 200 characters."""
    text = shown(raw)
    if not text:
        raise InputError("不能为空；请填写")
    if len(text) > _LONGEST:
        raise InputError(f"有 {len(text)} 个字；请缩到 {_LONGEST} 个字以内")
    return text


def closed(text: str) -> str:
    """Text without the blanks that pad Chinese characters.

    >>> closed("攸 县"), closed("GB 3")
    ('攸县', 'GB 3')
    """
    return _BETWEEN_HANZI.sub("", text) if " " in text else text


_DITTO = frozenset({"同上", "同前", "同上行", "〃", "″", '"', "''"})


def enterprise_name(raw: Raw) -> str:
    """A name without the blanks between its characters and the number before it.

    >>> enterprise_name("示例 企业　1 厂"), enterprise_name("示例 ABC Co")
    ('示例企业1厂', '示例 ABC Co')
    >>> enterprise_name("1、示例甲厂"), enterprise_name("（二）示例甲厂")
    ('示例甲厂', '示例甲厂')
    """
    found = closed(name(raw))
    if numbered := _NUMBERED.match(found):
        found = found[numbered.end() :]
    if found in _DITTO:
        raise InputError(f"「{found}」不是企业名称；请写全称")
    if not (found[0].isalpha() or any(map(str.isalpha, found))):
        raise InputError(f"「{found}」不像名称；请核对是否错了列")
    return found


def document_number(raw: Raw) -> str:
    """A 文号 with the brackets 〔〕 around its year, however they were typed.

    Blanks go where it is one; the title of a document keeps its own.

    >>> document_number("株工信发[2022] 33 号")
    '株工信发〔2022〕33号'
    """
    text = shown(raw)
    number = _YEAR.sub(r"〔\1〕", "".join(text.split()))
    return number if _NUMBER.fullmatch(number) else _YEAR.sub(r"〔\1〕", text)


def standard(raw: Raw) -> str:
    """The number of a national standard as it is printed; other text as it is.

    >>> standard("gb/t39116—2020"), standard("白皮书 1.0")
    ('GB/T 39116-2020', '白皮书 1.0')
    """
    found = _STANDARD.fullmatch(compact(raw).upper())
    if found is None:
        return shown(raw)
    if found[3] is None:
        raise InputError(f"「{shown(raw)}」没有写年号；请写全，如 GB/T 39116-2020")
    return f"GB{'/T' if found[1] else ''} {found[2]}-{found[3]}"


def names(raw: Raw) -> tuple[str, ...]:
    """Several texts, with 、 or ； between; 原名 before one is not part of it."""
    parts = (_FORMERLY.sub("", part) for part in re.split("[、；;]", shown(raw)))
    return tuple(name(part) for part in parts if part.strip())


def flag(raw: Raw) -> bool:
    """Yes or no: 是 or 否, 通过 or 不通过, √ or ×, a spreadsheet's own truth values."""
    text = compact(raw).lower()
    if text in _YES or text in _NO:
        return text in _YES
    raise InputError(f"「{shown(raw)}」不是「是」或「否」；请改写")


def level(raw: Raw) -> int:
    """A maturity level 0 to 5, in any usual writing.

    >>> level("成熟度三级"), level("Level 3"), level("3.0"), level("CMMM 叁 级")
    (3, 3, 3, 3)
    """
    bare = _BEFORE_LEVEL.sub("", compact(raw)).removesuffix(".0")
    return read_level(bare or shown(raw))


def term(terms: type[Term], raw: Raw) -> Term:
    """The code of ``terms`` that a cell means by code, label or another usual word."""
    said = closed(shown(raw))
    known = OTHERWISE.get(terms, {}).get(unicodedata.normalize("NFKC", said))
    return known or terms.read(said)
