"""What every draft shares: frozen, nothing unknown, all problems told at once."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from registry.desk.drafts.fields import Flag, Number, Words
from registry.errors import InputError
from registry.text import fit, visible

_SHOWN = 40
REFUSED = "refused"
"""The pydantic error type that carries a finished Chinese sentence."""


class Draft(BaseModel):
    """What one verb of the desk is asked to record.

    Every way of making a draft raises ``InputError`` with all of its problems in one
    message. ``sample`` marks what is our own illustration.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    sample: Flag = Field(default=False, title="样例")

    def __init__(self, **values: object) -> None:
        try:
            super().__init__(**values)
        except ValidationError as wrong:
            told = "；".join(self.sentence(one) for one in wrong.errors())
            raise InputError(told) from None

    @classmethod
    def read(cls, **values: object) -> Self:
        """Make the draft from what was typed: texts, with blank ones left out."""
        return cls(**{key: value for key, value in values.items() if value != ""})

    @classmethod
    def problems(cls, **values: object) -> dict[str, str]:
        """What ``read`` would refuse, by field; "" stands for the draft's own rules."""
        typed = {key: value for key, value in values.items() if value != ""}
        try:
            cls.__pydantic_validator__.validate_python(
                typed, self_instance=cls.__new__(cls)
            )
        except ValidationError as wrong:
            return {
                str(one["loc"][0]) if one["loc"] else "": cls.sentence(one)
                for one in wrong.errors()
            }
        return {}

    @property
    def remark(self) -> str:
        """What the change's reason says besides, for this draft."""
        return ""

    @classmethod
    def label(cls, field: str) -> str:
        """What officials call a field of this draft."""
        known = cls.model_fields.get(field)
        return known.title or field if known else field

    @classmethod
    def meaning(cls, field: str) -> str:
        """What has to be known of a field to fill it in; mostly nothing."""
        return cls.model_fields[field].description or ""

    @classmethod
    def sentence(cls, error: ErrorDetails) -> str:
        """One problem in words, with the field it is about."""
        field = str(error["loc"][0]) if error["loc"] else ""
        label = cls.label(field)
        match error["type"]:
            case "missing":
                return f"还缺{label}，请填写"
            case "extra_forbidden":
                return f"没有「{field}」这一项，请去掉"
            case "refused":
                return f"{label}：{error['msg']}" if label else error["msg"]
            case (
                "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal"
            ):
                return f"{label}：「{_short(error['input'])}」{_bound(error)}，请核对"
            case kind if kind.startswith("int_"):
                return f"{label}：「{_short(error['input'])}」不是整数，请只写数字"
            case _:
                return f"{label}：「{_short(error['input'])}」不能用，请核对"


class InsistingDraft(Draft):
    """A draft that names an enterprise, perhaps much like another one."""

    anyway: Flag = Field(default=False, title="名称相近也登记")

    @property
    def remark(self) -> str:
        """That somebody looked, and insists."""
        return "名称与已有的相近，经核对仍登记" if self.anyway else ""


class RestingDraft(Draft):
    """A draft of something that rests on a document.

    ``document`` is the 文号 of a recorded document; where it is empty, the change's
    own document is meant.
    """

    document: Number = Field(default="", title="文号")


class SourcedDraft(RestingDraft):
    """A draft of something that also says from where it is known."""

    source: Words = Field(default="", title="来源")


def require_some(draft: Draft, *fields: str) -> None:
    """Refuse a draft that gives none of these fields, naming them.

    Raises:
        PydanticCustomError: as a validator of the draft's own must.
    """
    if not draft.model_fields_set.intersection(fields):
        labels = "、".join(draft.label(field) for field in fields)
        raise refusal(f"没有写要改什么；可以改的有：{labels}")


def _short(value: object) -> str:
    return fit(visible(str(value)), _SHOWN).rstrip()


def _bound(error: ErrorDetails) -> str:
    """Which bound a number breaks: 太大，至多 99."""
    limits = {
        "ge": "太小，至少 ",
        "gt": "应大于 ",
        "le": "太大，至多 ",
        "lt": "应小于 ",
    }
    return next(f"{limits[key]}{value}" for key, value in error["ctx"].items())


def refusal(sentence: str) -> PydanticCustomError:
    """The error by which a draft's own rule refuses with a Chinese sentence."""
    return PydanticCustomError(REFUSED, "{sentence}", {"sentence": sentence})
