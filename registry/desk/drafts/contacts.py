"""Drafts of contacts: personal data, no more of it than a call needs."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import Field

from registry.desk.drafts.base import Draft
from registry.desk.drafts.fields import Id, Name, Words, reading
from registry.errors import InputError
from registry.text import clean

_PHONE = re.compile(r"[0-9+()\-*#转、/ ]{7,60}")
_FEWEST_DIGITS = 7
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def _phone(value: object) -> str:
    """One telephone number or several, in half-width digits."""
    text = clean(unicodedata.normalize("NFKC", str(value or "")))
    digits = sum(char.isdigit() for char in text)
    if text and (digits < _FEWEST_DIGITS or not _PHONE.fullmatch(text)):
        raise InputError("不是电话号码；请写如 0731-28000000 或 11 位手机号")
    return text


def _mail(value: object) -> str:
    text = clean(str(value or ""))
    if text and not _MAIL.fullmatch(text):
        raise InputError("不是电子邮箱；请写如 someone@example.com")
    return text


class ContactDraft(Draft):
    """A contact of an enterprise."""

    enterprise_id: Id = Field(title="企业")
    name: Name = Field(title="姓名")
    post: Words = Field(default="", title="职务")
    phone: Annotated[str, reading(_phone)] = Field(default="", title="电话")
    email: Annotated[str, reading(_mail)] = Field(default="", title="电子邮箱")
    note: Words = Field(default="", title="备注")


def worded(draft: ContactDraft) -> dict[str, str]:
    """What a draft says of a contact, by field."""
    told: dict[str, str] = draft.model_dump(exclude={"enterprise_id", "sample"})
    return told
