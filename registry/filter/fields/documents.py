"""The field of documents: what rests on one, for an enterprise and what it owns."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from registry.filter.field import Asking, Comparison, Field, Value
from registry.filter.labels import Code, Labels, table
from registry.filter.owned import owner_in
from registry.filter.recorded import noted
from registry.filter.refused import did_you_mean

_BRACKETS = str.maketrans("[]【】()", "〔〕〔〕〔〕")
_SPELLS = (
    "name",
    "division",
    "unit",
    "address",
    "industry",
    "size",
    "designated",
    "status",
    "parent",
)
_STEPS = "application_step p ON p.application_id = x.id AND p.voided_by IS NULL"
_SUBSIDIES = "subsidy s ON s.title_id = x.id AND s.voided_by IS NULL"
_PAYMENTS = "payment p ON p.subsidy_id = s.id AND p.voided_by IS NULL"
_RESTING = (
    ("title x", "x.subject_id", "x.document_id", "x.recognised_on <= :on"),
    ("title x", "x.subject_id", "x.end_document_id", "x.ended_on <= :on"),
    ("assessment x", "x.subject_id", "x.document_id", 'x."on" <= :on'),
    ("fact x", "x.subject_id", "x.document_id", "x.until <= date(:on, '+1 day')"),
    ("judgement x", "x.subject_id", "x.document_id", 'x."on" <= :on'),
    ("pool_entry x", "x.subject_id", "x.document_id", "x.admitted_on <= :on"),
    (
        "pool_entry x JOIN pool p ON p.id = x.pool_id AND p.voided_by IS NULL",
        "x.subject_id",
        "p.document_id",
        "x.admitted_on <= :on",
    ),
    (
        "application x JOIN round r ON r.id = x.round_id AND r.voided_by IS NULL",
        "x.subject_id",
        "r.document_id",
        "coalesce(x.applied_on, :on) <= :on",
    ),
    (
        f"application x JOIN {_STEPS}",
        "x.subject_id",
        "p.document_id",
        'p."on" <= :on',
    ),
    (
        f"title x JOIN {_SUBSIDIES}",
        "x.subject_id",
        "s.document_id",
        "coalesce(s.approved_on, :on) <= :on",
    ),
    (
        f"title x JOIN {_SUBSIDIES} JOIN {_PAYMENTS}",
        "x.subject_id",
        "p.document_id",
        'p."on" <= :on',
    ),
    (
        "roster_entry x JOIN roster r ON r.id = x.roster_id AND r.voided_by IS NULL",
        "x.subject_id",
        "r.document_id",
        'r."on" <= :on',
    ),
    ("event x", "x.enterprise_id", "x.document_id", 'x."on" <= :on'),
    ("succession x", "x.enterprise_id", "x.document_id", 'x."on" <= :on'),
    *(
        (
            f"{spell}_spell x",
            "x.enterprise_id",
            "x.document_id",
            "coalesce(x.since, :on) <= :on",
        )
        for spell in _SPELLS
    ),
)
"""Rows, whose they are, what they rest on, and that they were there on the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _RestsOn(Field):
    """Something of the enterprise rests on the document."""

    missing: str = "无"

    def known(self, asking: Asking, asked: Comparison) -> str:
        """Something rests on some document."""
        del asked
        return _has(asking, "IS NOT NULL")

    def one_of(
        self, asking: Asking, asked: Comparison, values: tuple[Value, ...]
    ) -> str:
        """Something rests on one of the documents."""
        self.unordered(asked)
        ids = asking.listed(i for one in values for i in _meant(asking, asked, one))
        return _has(asking, f"IN ({ids})")

    def values(self, asking: Asking) -> Iterable[str]:
        """Numbers, and titles of documents without number."""
        return (*_documents(asking.connection).values(), self.missing)


def _has(asking: Asking, meets: str) -> str:
    rows = " UNION ALL ".join(
        f"SELECT {subject} AS id FROM {rows} WHERE x.voided_by IS NULL"
        f" AND {document} {meets} AND {there}"
        for rows, subject, document, there in _RESTING
    )
    return owner_in(asking.enterprise, f"({rows}) d", "d.id", "1")


def _documents(connection: sqlite3.Connection) -> Labels:
    return table(
        connection,
        "SELECT id, coalesce(number, title) FROM document WHERE voided_by IS NULL"
        ' ORDER BY "on" DESC, id DESC',
    )


def _meant(asking: Asking, asked: Comparison, value: Value) -> list[Code]:
    """The document of this number, else all whose numbers or titles hold the text."""
    documents, wanted = _documents(asking.connection), _plain(value.text)
    exact = [i for i, number in documents.items() if _plain(number) == wanted]
    loose = _holding(asking.connection, wanted)
    found = exact or noted(asking, value, documents, loose)
    if not found:
        near = did_you_mean(value.text, documents.values())
        raise asked.refuse(value, f"台账中没有这个文件{near}")
    return found


def _holding(connection: sqlite3.Connection, wanted: str) -> list[Code]:
    rows = connection.execute(
        "SELECT id, coalesce(number, ''), title FROM document"
        " WHERE voided_by IS NULL ORDER BY id"
    )
    return [
        id_
        for id_, number, title in rows
        if wanted in _plain(number) or wanted in _plain(title)
    ]


def _plain(text: str) -> str:
    compact = "".join(unicodedata.normalize("NFKC", text).split())
    return compact.translate(_BRACKETS)


FIELDS: tuple[Field, ...] = (
    _RestsOn(
        name="文号",
        english="document",
        aliases=("文件",),
        help="称号、评估、申报、奖补等以此文件为依据；文号、标题或其中的字",
        examples=("文号=株工信发〔2022〕33号", "文号=33号"),
    ),
)
