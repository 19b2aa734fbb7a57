"""The register as it begins: every aggregate, the journal under it.

Revision 0001, after nothing.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FLAG = sa.Boolean(create_constraint=False).with_variant(sa.Integer(), "sqlite")
DAY = sa.Date().with_variant(sa.Text(), "sqlite")
LIVE = sa.text("voided_by IS NULL")


def column(name: str, kind: Any, *targets: str, **options: Any) -> sa.Column[Any]:
    keys = [sa.ForeignKey(target) for target in targets]
    return sa.Column(name, kind, *keys, **{"nullable": False, **options})


def words(name: str, *targets: str, **options: Any) -> sa.Column[Any]:
    return column(name, sa.Text(), *targets, **options)


def number(name: str, *targets: str, **options: Any) -> sa.Column[Any]:
    return column(name, NUMBER, *targets, **options)


def flag(name: str, **options: Any) -> sa.Column[Any]:
    return column(name, FLAG, **options)


def day(name: str, **options: Any) -> sa.Column[Any]:
    return column(name, DAY, **options)


def precision(name: str) -> sa.Column[Any]:
    return words(name, server_default="day")


def table(name: str, *items: Any, **options: Any) -> None:
    op.create_table(name, *items, sqlite_strict=True, **options)


def recorded(name: str, *items: Any, own_id: bool = True) -> None:
    table(
        name,
        *([number("id", primary_key=True)] if own_id else []),
        words("ref", unique=True),
        number("version", server_default="1"),
        flag("sample", server_default="0"),
        number("change_id", "change.id"),
        number("voided_by", "change.id", nullable=True),
        *items,
    )


def spells(name: str, *items: Any) -> None:
    recorded(
        name,
        day("since", nullable=True),
        precision("since_precision"),
        day("until", nullable=True),
        precision("until_precision"),
        words("source", server_default=""),
        number("document_id", "document.id", nullable=True),
        *items,
        among(name, "since_precision", *PRECISIONS),
        among(name, "until_precision", *PRECISIONS),
        check(name, "order", "since < until"),
    )


PRECISIONS = ("day", "month", "year")


def among(table_name: str, name: str, *codes: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{code}'" for code in codes)
    return check(table_name, name, f"{name} IN ({listed})")


def check(table_name: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=f"ck_{table_name}_{name}")


def one_of(*names: str) -> str:
    filled = (f"CASE WHEN {name} IS NULL THEN 0 ELSE 1 END" for name in names)
    return f"{' + '.join(filled)} = 1"


def sealed(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [name], ["seal.change_id"], deferrable=True, initially="DEFERRED"
    )


def index(table_name: str, *names: str, unique: bool = False) -> None:
    prefix = "uq" if unique else "ix"
    op.create_index(
        f"{prefix}_{table_name}_{'_'.join(names)}",
        table_name,
        list(names),
        unique=unique,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )


TABLES = (
    "seal",
    "change",
    "journal",
    "lost_head",
    "registry",
    "division",
    "unit",
    "header_lesson",
    "subject_kind",
    "event_kind",
    "stage_kind",
    "document",
    "calendar_day",
    "subject",
    "enterprise",
    "name_spell",
    "division_spell",
    "unit_spell",
    "address_spell",
    "industry_spell",
    "size_spell",
    "designated_spell",
    "status_spell",
    "parent_spell",
    "owner_spell",
    "succession",
    "contact",
    "contact_detail",
    "disclosure",
    "assessment",
    "assessment_score",
    "fact",
    "series_value",
    "event",
    "coverage",
    "judgement",
    "policy",
    "rung",
    "round",
    "round_quota",
    "application",
    "application_step",
    "decision",
    "title",
    "pool",
    "pool_entry",
    "roster",
    "roster_entry",
    "roster_task",
    "budget_line",
    "subsidy",
    "payment",
    "target",
    "publication",
    "evidence",
    "kept_step",
    "kept_outcome",
    "kept_count",
    "kept_share",
    "kept_tally",
    "kept_turn",
    "touched",
    "spoken_word",
    "spoken_name",
)


def upgrade() -> None:
    _create_journal()
    _create_places()
    _create_documents()
    _create_subjects()
    _create_enterprises()
    _create_facts()
    _create_ladder()
    _create_rounds()
    _create_titles()
    _create_pools()
    _create_funds()
    _create_publications()
    _create_kept()
    _create_spoken()


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)


def _create_journal() -> None:
    table(
        "seal",
        number("change_id", primary_key=True),
        words("previous"),
        words("head"),
        number("entries"),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name="fk_seal_change"),
    )
    table(
        "change",
        number("id", primary_key=True),
        words("at"),
        words("by"),
        words("action"),
        words("document"),
        words("reason"),
        number("undoes", "change.id", nullable=True),
        words("revision"),
        flag("stepped_back"),
        flag("lasting"),
        flag("open"),
        sealed("id"),
    )
    op.create_index("ix_change_undoes", "change", ["undoes"])
    op.create_index(
        "uq_change_open",
        "change",
        ["open"],
        unique=True,
        sqlite_where=sa.text("open = 1"),
        postgresql_where=sa.text("open"),
    )
    table(
        "journal",
        number("id", primary_key=True),
        number("change_id"),
        words("table_name"),
        number("row_id"),
        words("operation"),
        words("before", nullable=True),
        words("after", nullable=True),
        sealed("change_id"),
        among("journal", "operation", "insert", "update"),
    )
    op.create_index("ix_journal_change", "journal", ["change_id", "table_name"])
    op.create_index("ix_journal_row", "journal", ["table_name", "row_id"])
    recorded("lost_head", number("number"), words("at"), words("head"))
    index("lost_head", "head")


def _create_places() -> None:
    recorded(
        "registry",
        words("name"),
        words("division"),
        words("zone"),
        day("reference_on", nullable=True),
        flag("demonstration"),
        check("registry", "one", "id = 1"),
    )
    recorded(
        "division",
        words("code", unique=True),
        words("name"),
        check("division", "code", "length(code) = 6"),
    )
    recorded("unit", words("name"), words("division", "division.code", nullable=True))
    index("unit", "name", unique=True)
    recorded(
        "header_lesson",
        words("header"),
        words("meaning"),
        number("unit_id", "unit.id", nullable=True),
    )
    index("header_lesson", "header", "unit_id")
    recorded("subject_kind", words("code", unique=True), words("name"))
    recorded("event_kind", words("code", unique=True), words("name"))
    recorded(
        "stage_kind",
        words("code", unique=True),
        words("name"),
        number("ordinal"),
        words("role", server_default="optional"),
        flag("final"),
        among(
            "stage_kind",
            "role",
            "line",
            "recommendation",
            "notice",
            "optional",
            "return",
            "objection",
            "recognition",
            "rejection",
            "withdrawal",
            "after",
        ),
        check(
            "stage_kind",
            "final",
            "final = (role IN ('recognition', 'rejection', 'withdrawal'))",
        ),
    )


def _create_documents() -> None:
    recorded(
        "document",
        words("number", nullable=True),
        words("title"),
        words("issuer"),
        words("kind"),
        day("on", nullable=True),
        precision("on_precision"),
        words("path"),
        words("sha256"),
        words("source"),
        number("replaces_id", "document.id", nullable=True),
        among(
            "document",
            "kind",
            "circular",
            "measures",
            "notice",
            "announcement",
            "recognition",
            "recommendation",
            "approval",
            "payment",
            "minutes",
            "report",
        ),
        among("document", "on_precision", *PRECISIONS),
    )
    index("document", "number", unique=True)
    recorded(
        "calendar_day",
        day("on"),
        flag("works"),
        words("note"),
        number("document_id", "document.id", nullable=True),
        check("calendar_day", "works", "works IN (0, 1)"),
    )
    index("calendar_day", "on", unique=True)


def _create_subjects() -> None:
    recorded("subject", words("kind", "subject_kind.code"), words("name"))
    index("subject", "kind")


def _create_enterprises() -> None:
    recorded(
        "enterprise",
        number("id", "subject.id", primary_key=True),
        words("kind"),
        words("uscc", nullable=True),
        day("established_on", nullable=True),
        precision("established_precision"),
        number("merged_into", "enterprise.id", nullable=True),
        among("enterprise", "kind", "enterprise", "branch", "school", "institute"),
        among("enterprise", "established_precision", *PRECISIONS),
        check("enterprise", "uscc", "length(uscc) = 18"),
        own_id=False,
    )
    index("enterprise", "uscc", unique=True)
    spells(
        "name_spell",
        number("enterprise_id", "enterprise.id"),
        words("kind"),
        words("value"),
        among("name_spell", "kind", "official", "short", "former"),
    )
    index("name_spell", "enterprise_id", "since")
    index("name_spell", "value")
    spells(
        "division_spell",
        number("enterprise_id", "enterprise.id"),
        words("value", "division.code"),
    )
    index("division_spell", "enterprise_id", "since")
    spells(
        "unit_spell",
        number("enterprise_id", "enterprise.id"),
        number("value", "unit.id"),
    )
    index("unit_spell", "enterprise_id", "since")
    index("unit_spell", "value")
    spells("address_spell", number("enterprise_id", "enterprise.id"), words("value"))
    index("address_spell", "enterprise_id", "since")
    index("address_spell", "value")
    spells("industry_spell", number("enterprise_id", "enterprise.id"), words("value"))
    index("industry_spell", "enterprise_id", "since")
    spells(
        "size_spell",
        number("enterprise_id", "enterprise.id"),
        words("standard"),
        words("value"),
        among("size_spell", "standard", "statistics_2017", "miit_2011"),
        among("size_spell", "value", "micro", "small", "medium", "large"),
    )
    index("size_spell", "enterprise_id", "since")
    spells(
        "designated_spell",
        number("enterprise_id", "enterprise.id"),
        flag("value"),
        check("designated_spell", "value", "value IN (0, 1)"),
    )
    index("designated_spell", "enterprise_id", "since")
    spells(
        "status_spell",
        number("enterprise_id", "enterprise.id"),
        words("value"),
        among(
            "status_spell", "value", "active", "suspended", "moved_out", "deregistered"
        ),
    )
    index("status_spell", "enterprise_id", "since")
    spells(
        "parent_spell",
        number("enterprise_id", "enterprise.id"),
        number("value", "enterprise.id"),
    )
    index("parent_spell", "enterprise_id", "since")
    index("parent_spell", "value")
    spells(
        "owner_spell",
        number("subject_id", "subject.id"),
        number("enterprise_id", "enterprise.id"),
        check("owner_spell", "not_itself", "subject_id <> enterprise_id"),
    )
    index("owner_spell", "enterprise_id", "subject_id")
    index("owner_spell", "subject_id", "enterprise_id")
    recorded(
        "succession",
        words("kind"),
        number("enterprise_id", "enterprise.id"),
        number("successor_id", "enterprise.id", nullable=True),
        day("on"),
        precision("on_precision"),
        number("document_id", "document.id", nullable=True),
        words("note"),
        among(
            "succession",
            "kind",
            "absorbed",
            "split",
            "moved_in",
            "moved_out",
            "deregistered",
        ),
        among("succession", "on_precision", *PRECISIONS),
    )
    index("succession", "enterprise_id")
    recorded(
        "contact",
        number("enterprise_id", "enterprise.id"),
        words("commitment"),
        flag("erased", server_default="0"),
        check("contact", "erased", "erased IN (0, 1)"),
    )
    index("contact", "enterprise_id")
    table(
        "contact_detail",
        number("contact_id", "contact.id", primary_key=True),
        words("salt"),
        words("name"),
        words("post"),
        words("phone"),
        words("email"),
        words("note"),
    )
    recorded(
        "disclosure",
        words("what"),
        number("contacts"),
        check("disclosure", "contacts", "contacts >= 0"),
    )


def _create_facts() -> None:
    recorded(
        "assessment",
        number("subject_id", "subject.id"),
        words("standard"),
        words("kind"),
        day("on"),
        precision("on_precision"),
        number("score", nullable=True),
        number("level"),
        day("valid_until", nullable=True),
        words("source"),
        number("document_id", "document.id", nullable=True),
        among("assessment", "kind", "self", "on_site"),
        among("assessment", "on_precision", *PRECISIONS),
        check("assessment", "level", "level BETWEEN 0 AND 5"),
        check("assessment", "score", "score BETWEEN 0 AND 500"),
    )
    index("assessment", "subject_id", "kind", "on")
    recorded(
        "assessment_score",
        number("assessment_id", "assessment.id"),
        words("domain"),
        number("score"),
        check("assessment_score", "score", "score BETWEEN 0 AND 500"),
    )
    index("assessment_score", "assessment_id", "domain", unique=True)
    recorded(
        "fact",
        number("subject_id", "subject.id"),
        words("key"),
        day("since"),
        day("until"),
        words("period"),
        number("value", nullable=True),
        words("grade", nullable=True),
        words("source"),
        number("document_id", "document.id", nullable=True),
        among("fact", "period", *PRECISIONS),
        check("fact", "order", "since < until"),
        check("fact", "one_value", "(value IS NULL) <> (grade IS NULL)"),
        check(
            "fact", "value", "value BETWEEN -500000000000000000 AND 500000000000000000"
        ),
    )
    index("fact", "subject_id", "key", "until", "since", unique=True)
    recorded(
        "series_value",
        words("series"),
        words("scope"),
        day("since"),
        day("until"),
        number("value"),
        words("source"),
        number("document_id", "document.id", nullable=True),
        check("series_value", "order", "since < until"),
        check(
            "series_value",
            "value",
            "value BETWEEN -500000000000000000 AND 500000000000000000",
        ),
    )
    index("series_value", "series", "scope", "since", unique=True)
    recorded(
        "event",
        number("enterprise_id", "enterprise.id"),
        words("kind", "event_kind.code"),
        words("severity", nullable=True),
        day("on"),
        precision("on_precision"),
        day("removed_on", nullable=True),
        precision("removed_precision"),
        words("note"),
        words("source"),
        number("document_id", "document.id", nullable=True),
        among("event", "severity", "minor", "major", "serious", "grave"),
        among("event", "on_precision", *PRECISIONS),
        among("event", "removed_precision", *PRECISIONS),
    )
    index("event", "enterprise_id", "kind", "on")
    recorded(
        "coverage",
        words("kind", "event_kind.code"),
        words("division"),
        day("since", nullable=True),
        day("through"),
        words("source"),
        number("document_id", "document.id", nullable=True),
    )
    index("coverage", "kind")
    recorded(
        "judgement",
        number("subject_id", "subject.id"),
        words("policy"),
        words("rung"),
        words("condition"),
        words("verdict"),
        day("on"),
        words("judged_by"),
        day("valid_until", nullable=True),
        words("note"),
        number("document_id", "document.id", nullable=True),
        among("judgement", "verdict", "met", "unmet"),
    )
    index("judgement", "subject_id", "rung", "condition", "on")


def _create_ladder() -> None:
    recorded(
        "policy",
        words("document_number"),
        words("programme"),
        words("title"),
        words("issuer"),
        words("scope"),
        day("since"),
        day("until", nullable=True),
        words("basis"),
        words("source"),
        words("toml"),
        words("sha256"),
        number("document_id", "document.id", nullable=True),
        among("policy", "basis", "text", "secondary", "sample"),
        check("policy", "order", "since < until"),
    )
    index("policy", "sha256", unique=True)
    recorded(
        "rung",
        words("code", unique=True),
        words("name"),
        words("programme"),
        words("tier"),
        words("subject_kind", "subject_kind.code"),
        number("ordinal"),
        among("rung", "tier", "city", "province", "nation"),
    )


def _create_rounds() -> None:
    recorded(
        "round",
        words("rung", "rung.code"),
        number("year"),
        number("ordinal"),
        words("name"),
        day("opens_on", nullable=True),
        day("closes_on", nullable=True),
        day("notice_since", nullable=True),
        day("notice_through", nullable=True),
        number("notice_days", nullable=True),
        day("closed_on", nullable=True),
        number("quota", nullable=True),
        number("amount", nullable=True),
        number("document_id", "document.id", nullable=True),
        check("round", "window", "opens_on <= closes_on"),
        check("round", "notice", "notice_since <= notice_through"),
        check("round", "notice_days", "notice_days > 0"),
    )
    index("round", "rung", "year", "ordinal", unique=True)
    recorded(
        "round_quota",
        number("round_id", "round.id"),
        number("unit_id", "unit.id"),
        number("places"),
        number("document_id", "document.id", nullable=True),
        check("round_quota", "places", "places >= 0"),
    )
    index("round_quota", "round_id", "unit_id", unique=True)
    recorded(
        "application",
        number("round_id", "round.id"),
        number("subject_id", "subject.id"),
        words("kind"),
        day("applied_on", nullable=True),
        number("unit_id", "unit.id", nullable=True),
        words("note"),
        among("application", "kind", "new", "renewal"),
    )
    index("application", "subject_id")
    index("application", "round_id", "subject_id", unique=True)
    recorded(
        "application_step",
        number("application_id", "application.id"),
        words("stage", "stage_kind.code"),
        day("on"),
        precision("on_precision"),
        number("unit_id", "unit.id", nullable=True),
        words("taken_by"),
        flag("passed", nullable=True),
        number("score", nullable=True),
        number("rank", nullable=True),
        words("reply"),
        words("reason"),
        number("document_id", "document.id", nullable=True),
        among("application_step", "on_precision", *PRECISIONS),
        check("application_step", "passed", "passed IN (0, 1)"),
        check("application_step", "rank", "rank > 0"),
    )
    index("application_step", "application_id", "on")
    recorded(
        "decision",
        number("step_id", "application_step.id"),
        day("as_of"),
        number("known_change_id"),
        words("policy_sha256"),
        words("ladder_step"),
        words("outcome"),
        words("answer"),
        among(
            "decision", "outcome", "eligible", "one_short", "pending", "not_eligible"
        ),
    )
    index("decision", "step_id", unique=True)


def _create_titles() -> None:
    recorded(
        "title",
        number("subject_id", "subject.id"),
        words("rung", "rung.code"),
        number("round_id", "round.id", nullable=True),
        number("document_id", "document.id", nullable=True),
        day("recognised_on"),
        precision("recognised_precision"),
        day("valid_until", nullable=True),
        precision("until_precision"),
        words("stage", nullable=True),
        day("accepted_on", nullable=True),
        words("end_kind", nullable=True),
        day("ended_on", nullable=True),
        precision("ended_precision"),
        number("end_document_id", "document.id", nullable=True),
        words("note"),
        words("source"),
        among("title", "stage", "taken_up", "accepted"),
        among("title", "end_kind", "expired", "revoked", "cancelled", "superseded"),
        among("title", "recognised_precision", *PRECISIONS),
        among("title", "until_precision", *PRECISIONS),
        among("title", "ended_precision", *PRECISIONS),
        check("title", "end", "(end_kind IS NULL) = (ended_on IS NULL)"),
    )
    index("title", "rung", "subject_id")
    index("title", "subject_id", "rung")


def _create_pools() -> None:
    recorded(
        "pool",
        words("name"),
        number("year"),
        words("rung", "rung.code", nullable=True),
        number("document_id", "document.id", nullable=True),
    )
    index("pool", "name", "year", unique=True)
    recorded(
        "pool_entry",
        number("pool_id", "pool.id"),
        number("subject_id", "subject.id"),
        day("admitted_on"),
        day("left_on", nullable=True),
        words("left_reason"),
        number("target_year", nullable=True),
        words("measures"),
        words("responsible"),
        number("document_id", "document.id", nullable=True),
        check("pool_entry", "order", "admitted_on <= left_on"),
    )
    index("pool_entry", "pool_id", "subject_id")
    index("pool_entry", "subject_id")
    recorded(
        "roster",
        words("name"),
        day("on"),
        words("terms"),
        number("document_id", "document.id", nullable=True),
    )
    index("roster", "name", unique=True)
    recorded(
        "roster_entry",
        number("roster_id", "roster.id"),
        number("subject_id", "subject.id"),
        number("unit_id", "unit.id", nullable=True),
    )
    index("roster_entry", "roster_id", "subject_id", unique=True)
    recorded(
        "roster_task",
        number("roster_id", "roster.id"),
        number("unit_id", "unit.id"),
        number("number"),
    )
    index("roster_task", "roster_id", "unit_id", unique=True)


def _create_funds() -> None:
    recorded(
        "budget_line",
        number("year"),
        words("name"),
        number("amount"),
        words("department"),
        words("source"),
        number("document_id", "document.id", nullable=True),
        check("budget_line", "amount", "amount >= 0"),
    )
    index("budget_line", "year", "name", unique=True)
    recorded(
        "subsidy",
        number("title_id", "title.id"),
        words("kind"),
        number("amount"),
        words("fund"),
        number("budget_line_id", "budget_line.id", nullable=True),
        day("approved_on", nullable=True),
        precision("approved_precision"),
        day("paid_on", nullable=True),
        precision("paid_precision"),
        day("recovered_on", nullable=True),
        words("source"),
        number("document_id", "document.id", nullable=True),
        among("subsidy", "kind", "reward", "support"),
        among("subsidy", "approved_precision", *PRECISIONS),
        among("subsidy", "paid_precision", *PRECISIONS),
        check("subsidy", "amount", "amount > 0"),
    )
    index("subsidy", "title_id")
    recorded(
        "payment",
        number("budget_line_id", "budget_line.id"),
        number("amount"),
        day("on"),
        precision("on_precision"),
        words("purpose"),
        words("payee"),
        number("subsidy_id", "subsidy.id", nullable=True),
        words("source"),
        number("document_id", "document.id", nullable=True),
        among("payment", "on_precision", *PRECISIONS),
        check("payment", "amount", "amount > 0"),
    )
    index("payment", "budget_line_id")
    recorded(
        "target",
        number("year"),
        number("unit_id", "unit.id", nullable=True),
        number("budget_line_id", "budget_line.id", nullable=True),
        words("group"),
        words("category"),
        words("indicator"),
        words("target"),
        words("actual"),
        number("weight", nullable=True),
        number("score", nullable=True),
        words("deviation"),
        words("provenance"),
        words("query"),
        words("source"),
        number("document_id", "document.id", nullable=True),
        among("target", "provenance", "derived", "reported"),
        check("target", "derived", "provenance <> 'derived' OR query <> ''"),
        check("target", "reported", "provenance <> 'reported' OR source <> ''"),
        check("target", "score", "score BETWEEN 0 AND weight"),
    )
    index("target", "year", "budget_line_id")


def _create_publications() -> None:
    recorded(
        "publication",
        number("number"),
        words("layout"),
        words("title"),
        day("on"),
        words("rows"),
        words("content_sha256"),
        number("journal_change_id"),
        words("journal_head"),
        number("document_id", "document.id", nullable=True),
    )
    index("publication", "number", unique=True)
    recorded(
        "evidence",
        words("path"),
        words("sha256"),
        day("on", nullable=True),
        words("note"),
        number("application_id", "application.id", nullable=True),
        number("fact_id", "fact.id", nullable=True),
        number("judgement_id", "judgement.id", nullable=True),
        number("step_id", "application_step.id", nullable=True),
        check(
            "evidence",
            "beside_one",
            one_of("application_id", "fact_id", "judgement_id", "step_id"),
        ),
    )


def _create_kept() -> None:
    table(
        "kept_step",
        number("id", primary_key=True),
        words("document"),
        number("place"),
        words("binding"),
        day("settled_on"),
    )
    op.create_index(
        "uq_kept_step_document_place", "kept_step", ["document", "place"], unique=True
    )
    table(
        "kept_outcome",
        number("step_id", primary_key=True),
        number("subject_id", primary_key=True),
        number("enterprise_id", nullable=True),
        number("unit_id", nullable=True),
        words("outcome"),
        number("unmet"),
        number("unknown"),
        number("judged"),
        day("since"),
        day("until", nullable=True),
        words("turns"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_kept_outcome_outcome", "kept_outcome", ["step_id", "outcome", "subject_id"]
    )
    op.create_index(
        "ix_kept_outcome_several",
        "kept_outcome",
        ["step_id", "subject_id"],
        sqlite_where=sa.text("unit_id < 0"),
        postgresql_where=sa.text("unit_id < 0"),
    )
    op.create_index(
        "ix_kept_outcome_until",
        "kept_outcome",
        ["step_id", "until"],
        sqlite_where=sa.text("until IS NOT NULL"),
        postgresql_where=sa.text("until IS NOT NULL"),
    )
    table(
        "kept_count",
        number("step_id", primary_key=True),
        number("unit_id", primary_key=True),
        words("outcome", primary_key=True),
        number("number"),
        sqlite_with_rowid=False,
    )
    table(
        "kept_share",
        number("subject_id", primary_key=True),
        words("measure", primary_key=True),
        number("unit_id", primary_key=True),
        words("key", primary_key=True),
        number("number"),
        sqlite_with_rowid=False,
    )
    table(
        "kept_tally",
        words("measure", primary_key=True),
        number("unit_id", primary_key=True),
        words("key", primary_key=True),
        number("number"),
        sqlite_with_rowid=False,
    )
    table(
        "kept_turn",
        number("subject_id", primary_key=True),
        day("until"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_kept_turn_until", "kept_turn", ["until"])
    table(
        "touched",
        words("table_name", primary_key=True),
        number("subject_id", primary_key=True),
        sqlite_with_rowid=False,
    )


def _create_spoken() -> None:
    recorded(
        "spoken_word",
        words("word"),
        words("syllables"),
        check("spoken_word", "word", "length(word) > 1"),
    )
    index("spoken_word", "word", unique=True)
    table(
        "spoken_name",
        number("spell_id", primary_key=True),
        words("initials"),
        words("syllables"),
    )
