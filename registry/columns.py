"""Every column that a screen or a list shows or a ledger brings, declared once."""

from __future__ import annotations

from registry import terms
from registry.readers import column, ways

Cell = ways.Cell
Kind = ways.Kind
Column = column.Column

_LATEST = "取企业最近一次有效评估（自评估或现场评估）"
ORDINAL = Column("ordinal", "序号", 6, Kind.NUMBER, ways.WHOLE, aliases="编号 No")
ENTERPRISE = Column(
    "enterprise",
    "企业名称",
    34,
    way=ways.NAME,
    aliases="企业 企业全称 企业名 单位名称 申报单位 申报企业 公司名称 名称"
    " 申报主体 企业单位名称 法人单位名称 单位详细名称",
)
USCC = Column(
    "uscc",
    "统一社会信用代码",
    20,
    Kind.CODE,
    ways.CREDIT_CODE,
    aliases="信用代码 社会信用代码 统一信用代码 企业代码 机构代码",
)
UNIT = Column(
    "unit",
    "所属县市区",
    12,
    way=ways.FEW,
    short="上报单位",
    aliases="县市区 县区 区县 所属区县 所在县市区 所在区县"
    " 县市区园区 所属园区 推荐单位 属地 所属地区 地区 所在地区 所在地",
    rule="按上报单位",
)
SUBJECT = Column(
    "subject",
    "车间/项目名称",
    24,
    way=ways.NAME,
    short="对象",
    aliases="车间名称 项目名称 工厂名称 场景名称 车间 智能车间名称"
    " 智能工厂名称 优秀场景名称 解决方案名称 认定对象",
)
INDUSTRY = Column(
    "industry",
    "行业",
    8,
    Kind.CODE,
    ways.INDUSTRY,
    aliases="行业代码 国民经济行业代码 所属行业代码",
)
LEVEL = Column(
    "level",
    "成熟度等级",
    14,
    way=ways.LEVEL,
    short="等级",
    aliases="等级 成熟度 评估等级 自评估等级 智能制造能力成熟度等级 智能制造成熟度等级"
    " 自评等级 成熟度自评估等级 现场评估等级",
    rule=_LATEST,
)
ASSESSED = Column("assessed", "评估方式及日期", 19, short="评估", rule=_LATEST)
TITLES = Column("titles", "称号", 30)
STATUS = Column(
    "status",
    "状态",
    6,
    way=ways.coded(terms.Status),
    aliases="企业状态 经营状态 生产经营状态",
)
RUNG = Column(
    "rung",
    "称号",
    26,
    way=ways.FEW,
    aliases="称号名称 认定称号 认定类别 荣誉称号 申报称号 申报类别",
)
STAGE = Column("stage", "阶段", 10, way=ways.coded(terms.TitleStage))
ROUND = Column("round", "批次", 24, way=ways.FEW, aliases="申报批次 认定批次")
DOCUMENT = Column(
    "document",
    "文号",
    24,
    way=ways.DOCUMENT,
    aliases="认定文号 文件号 发文字号 依据文件 认定文件",
)
RECOGNISED = Column(
    "recognised_on",
    "认定日期",
    12,
    Kind.DATE,
    ways.DAY,
    aliases="认定时间 公布时间 发文日期 获评时间 认定年月",
)
UNTIL = Column(
    "valid_until",
    "有效期至",
    12,
    Kind.DATE,
    ways.END,
    aliases="有效期止 到期日期 到期时间 有效期截止",
)
ACCEPTED_ON = Column(
    "accepted_on",
    "验收日期",
    12,
    Kind.DATE,
    ways.EXACT_DAY,
    aliases="验收时间 通过验收日期",
)
RENEWAL = Column(
    "renewal", "是否复核", 10, way=ways.FLAG, aliases="复核 复核认定 是否复核认定"
)
END_KIND = Column(
    "end_kind",
    "终止方式",
    10,
    way=ways.coded(terms.TitleEnd),
    aliases="终止类型 称号终止方式",
)
ENDED_ON = Column(
    "ended_on",
    "终止日期",
    12,
    Kind.DATE,
    ways.DAY,
    aliases="终止时间 称号终止日期",
)
END_DOCUMENT = Column(
    "end_document",
    "终止文号",
    24,
    way=ways.DOCUMENT,
    aliases="终止文件 终止依据",
)
TARGET = Column("target", "晋级至", 24)
OUTCOME = Column("outcome", "结论", 8)
GAP = Column("gap", "还差", 40)
POLICY = Column("policy", "依据文号", 24)
ADMITTED = Column(
    "admitted_on",
    "入库日期",
    12,
    Kind.DATE,
    ways.EXACT_DAY,
    aliases="入库时间 列入日期 列入培育日期",
)
LEFT_ON = Column(
    "left_on", "出库日期", 12, Kind.DATE, ways.EXACT_DAY, aliases="出库时间 移出日期"
)
LEFT_REASON = Column("left_reason", "出库原因", 20, aliases="移出原因")
TARGET_YEAR = Column(
    "target_year",
    "目标年度",
    9,
    Kind.NUMBER,
    ways.YEAR,
    aliases="目标年份 计划申报年度 拟申报年度",
)
MEASURES = Column("measures", "培育措施", 30, aliases="措施 培育计划")
RESPONSIBLE = Column("responsible", "责任人", 26, aliases="责任单位 培育责任人")
NOTE = Column("note", "备注", 16, way=ways.REMARK, aliases="说明 备注说明")

SHORT_NAME = Column("short_name", "简称", 16, way=ways.NAME, aliases="企业简称")
FORMER_NAMES = Column(
    "former_names", "曾用名", 30, way=ways.NAMES, aliases="原名称 企业曾用名"
)
DIVISION = Column(
    "division", "注册地", 12, way=ways.FEW, aliases="行政区划 注册区划 注册县区"
)
ADDRESS = Column("address", "地址", 34, aliases="企业地址 详细地址 注册地址 通讯地址")
ABOVE = Column(
    "above_designated_size",
    "是否规上",
    10,
    way=ways.FLAG,
    short="规上",
    aliases="规上 规上企业 是否规模以上 规模以上 是否规上企业",
)
SIZE = Column(
    "size",
    "企业规模",
    10,
    way=ways.coded(terms.Size),
    short="规模",
    aliases="规模 企业类型规模 规模类型 大中小微",
)
ESTABLISHED = Column(
    "established_on",
    "成立日期",
    12,
    Kind.DATE,
    ways.DAY,
    aliases="成立时间 注册日期 注册时间 企业成立时间",
)
ORGANISATION = Column(
    "organisation", "组织类型", 10, way=ways.coded(terms.OrganisationKind)
)
SINCE = Column("since", "自何日起", 12, Kind.DATE, ways.DAY, aliases="变更日期")

ASSESSED_ON = Column(
    "assessed_on",
    "评估日期",
    12,
    Kind.DATE,
    ways.DAY,
    aliases="评估时间 自评估时间 自评估日期 自评时间 自评日期 完成时间"
    " 现场评估时间 现场评估日期",
)
ASSESSED_BY = Column(
    "assessed_by",
    "评估方式",
    10,
    way=ways.coded(terms.AssessmentKind),
    aliases="评估类型 评估类别 自评或现场",
)
SCORE = Column(
    "score",
    "得分",
    8,
    Kind.NUMBER,
    ways.SCORE,
    aliases="成熟度得分 评估得分 自评得分 自评估得分 自评估分数 分数 现场评估得分",
)
STANDARD = Column("standard", "评估标准", 18, way=ways.STANDARD, aliases="标准")
SCORES = Column(
    "scores", "子域得分", 30, way=ways.SCORES, aliases="能力子域得分 各子域得分"
)
SOURCE = Column("source", "来源", 24, way=ways.FEW, aliases="数据来源 资料来源")

FACT = Column("fact", "指标", 20, way=ways.FEW, aliases="指标名称 指标名")
PERIOD = Column(
    "period",
    "所属期",
    10,
    Kind.DATE,
    ways.DAY,
    aliases="年度 年份 数据年度 所属年度 统计年度 期间",
)
VALUE = Column("value", "数值", 16, aliases="指标值 值 数据")
MEASURE_UNIT = Column("measure_unit", "单位", 8, way=ways.FEW, aliases="计量单位")

EVENT_KIND = Column(
    "event_kind",
    "事件类别",
    14,
    way=ways.FEW,
    aliases="事件种类 事件类型 违法类别 事项类别 类别",
)
SEVERITY = Column(
    "severity",
    "严重程度",
    10,
    way=ways.coded(terms.Severity),
    aliases="事件等级 事故等级",
)
EVENT_ON = Column(
    "event_on",
    "发生日期",
    12,
    Kind.DATE,
    ways.DAY,
    aliases="发生时间 事发日期 处罚日期 列入日期 事发时间",
)
REMOVED_ON = Column(
    "removed_on",
    "移出或修复日期",
    14,
    Kind.DATE,
    ways.DAY,
    aliases="移出日期 修复日期 移出时间 信用修复日期",
)

POOL = Column("pool", "培育库", 20, way=ways.FEW, aliases="培育库名称 库名")
APPLIED_ON = Column(
    "applied_on",
    "申报日期",
    12,
    Kind.DATE,
    ways.EXACT_DAY,
    aliases="申报时间 提交日期 上报日期",
)
APPLICATION_KIND = Column(
    "application_kind",
    "申报类型",
    10,
    way=ways.coded(terms.ApplicationKind),
    aliases="申报方式 新申报或复核",
)

CHANGED_ON = Column("changed_on", "日期", 12, Kind.DATE)
CHANGE = Column("change", "类别", 10)
OLD = Column("old", "原", 30)
NEW = Column("new", "现", 30)
TOUCHED = Column("touched", "涉及的有效称号", 34)
