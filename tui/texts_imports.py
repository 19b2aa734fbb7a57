"""The words of the import screen."""

from __future__ import annotations

from collections.abc import Mapping

IMPORT = "导入"
IMPORT_KEYS = "ctrl+o"
CHOOSE_FILE = "选文件"
FILE_ASK = "导入哪个文件？"
FILE_HELP = "写路径或文件名的一部分；Tab 补全，Enter 打开文件夹或选定文件"
FOLDERS = ("下载", "Downloads", "桌面", "Desktop", "文档", "Documents")
"""Where ledgers that were sent are usually found, under the home folder."""

RECENT = "刚导入过"
FOLDER = "文件夹"
LOOKING = ("正在读这份台账……", "按 Esc 中止；按 Ctrl+O 另选一份。")
SEARCHING = ("正在找台账文件……",)
NO_FILE = ("没有这样的文件夹或台账文件；删几个字再看，或写完整路径",)
NO_LEDGERS = (
    "请写路径，如 {example}",
    "没有最近导入的文件；这些文件夹里也没有台账：",
)
ENDINGS = "台账：{endings}"
EXAMPLE = "台账.xlsx"
READY = ("这一类没有。", "按 / 看别的。")
STOPPED = ("已中止，未作改动。", "按 Ctrl+O 再选文件，按 F5 再读一遍。")
NOTHING_TO_WRITE = "没有要写入的"
ONLY_GOOD = "有错误；先按 F7 选「没错的先写入」，或改正后再导入"

PARTS: Mapping[str, str] = {
    "all": "全部",
    "fault": "错误",
    "doubt": "存疑",
    "header": "表头",
    "decided": "已定",
    "note": "提示",
    "changed": "变更",
    "told": "另报",
    "new": "新增",
    "unchanged": "未变",
}
"""What becomes of the rows of a ledger, the most urgent first."""

PART_ASK = "看哪一类？"
SHOW_PART = "看哪一类"
ROW_KIND = "类别"
ROW_LINE = "行"
ROW_WHO = "企业"
ROW_FIELD = "栏目"
ROW_OLD = "原为 / 表里写的"
ROW_NEW = "现为 / 问题"
DECIDE = "处理"
WRITE = "写入"
OPTIONS = "选项"
SEND_BACK = "退回表"
COUNTS = (
    "新增 {new:,}，变更 {changed:,}，未变 {unchanged:,}，"
    "存疑 {doubts:,}，错误 {faults:,}"
)
DECIDED_ROWS = "，已定 {count:,}"
COMPARED_LATER = "（写入前再比对）"
"""Said where rows were decided since the file was looked at."""

OTHERWISE = "，另报 {count:,}"
"""What differs and is to be reported in another ledger."""

NOTES = "，提示 {count:,}"
"""What the eye would miss of a file."""

LEDGER = "{kind}台账，数据 {rows:,} 行，表头第 {header} 行"
SHEETS = "表 {names}"
RECALLED = "{count:,} 行照改表前的决定办"
ELSEWHERE = "不属于这类台账、不会导入的列：{names}"
WAS_WRITTEN = "已写入，Ctrl+Z 可撤回"
NOT_WRITTEN = "尚未写入"
WRITE_ASK = "写入台账？"
WRITE_LEFT = "{count:,} 行存疑、{faults:,} 处错误留下不写。"
WRITE_NOTE = "全部写成一次变更，Ctrl+Z 可整个撤回。按 Enter 写入，按 Esc 回去。"
FORGOTTEN = "教会的表头和地名也一并忘记：{names}"
WRITTEN = "已写入：新增 {new:,}，变更 {changed:,}。Ctrl+Z 可撤回"
LEFT_OUT = "没有写入：存疑 {doubts:,} 行、错误 {faults:,} 处；按 Ctrl+X 写成退回表"
ADDED = "新企业 {count:,} 家"
REPAIRED = "已改正：{said}"
SENT_BACK = "退回表已写成 {path}，可退给报送单位"
IN_FORCE = "  选项：{said}"
LEAVE_ASK = "离开导入？"
LEAVE_NOTE = "有 {count:,} 项决定还没有写入，离开就丢了。按 Enter 离开，按 Esc 回去。"
BACK_ASK = "退回表写到哪个文件？"
BACK_HELP = ".xlsx：只含有错和存疑的行，错的格子标红，旁边写明怎么办"
BACK_NAME = "{stem}-退回.xlsx"
GOING = "{stage}…"
GOING_ROWS = "{stage} {done:,} / {total:,} 行，每秒 {rate:,.0f} 行，还要 {left:.0f} 秒"
MAY_STOP = "Esc 中止"
UNKNOWN_HEADER = "没有认出这一列"
STRANGE_HEADER = "表头没有认全：在一栏上按 Enter 说明它是什么"
MEANS_ASK = "「{header}」是哪一栏？"
PLACE_ASK = "「{place}」是哪个上报单位？"
DECIDE_ASK = "第 {line} 行 {name}：{reason}"
SAME = "是同一家：{name}"
RENAMED = "是同一家，更名了：原名 {name}"
NEW = "不是，是新企业"
NEW_ALONE = "是新企业"
SKIP = "先不导入这一行"
BY_NAME = "是这一家：{name}"
BY_NAME_HELP = "是别的一家，就打它的名称或信用代码"
TAKE_BACK = "收回决定，再想想"
DECIDED = "已定：{said}"
READ_AS = "已定：读作「{name}」"
ANSWERS: Mapping[str, str] = {
    "same": "是同一家",
    "rename": "更名",
    "new": "新企业",
    "skip": "先不导入",
}
"""Decisions as they are told."""

BACK = ""
"""Instead of a decision: it is taken back."""

ANSWER_KEYS = (
    *(
        (key, said, ANSWERS[said])
        for key, said in (("s", "same"), ("r", "rename"), ("n", "new"), ("x", "skip"))
    ),
    ("u", BACK, "收回"),
)
"""One key for each decision, for those who have many to take."""

KEYS_ASK = "怎么定（一个键）："
KEYS_NOW = "还没写入，可以改："
KEY_OTHER = "Enter 列出来选  Space 标记几行一起定"

KIND = "哪一类台账"
BY_COLUMNS = "按栏目认"
SHEETS_PICK = "选表"
SHEETS_ASK = "读哪张表？"
SHEETS_HELP = "Space 标记几张一起读（栏目要一样）；Enter 读标记的，没有标记的读这一张"
SHEET_KIND = "{kind}台账"
SHEET_ROWS = "约 {rows:,} 行"
SHEET_HIDDEN = "隐藏"
SHEET_LACKS = "{kind}台账，栏目没有认全"
SHEET_STRANGE = "看不出是哪一类台账"
ONE_SHEET = "这个文件只有一张表"
MORE_SHEETS = "还有没写入的表：{names}，按 F4 选表"
FROM_UNIT = "报送单位"
ANY_UNIT = "（不限）"
SINCE = "变更自何日起"
SINCE_HINT = "变更的值自这一天起；不写为台账的日期"
GIVEN = "全表都是"
GIVEN_HINT = "如 评估方式=自评估；几项用、隔开"
GOOD = "没错的先写入"
REPAIRS = "接受建议的改正"
RENAMES = "名称不同作更名"
NEWCOMERS = "新企业一并登记"

AND = "、"

OPTION_NAMES: Mapping[str, str] = {
    "kind": KIND,
    "unit": FROM_UNIT,
    "given": GIVEN,
    "since": SINCE,
    "good": GOOD,
    "repairs": REPAIRS,
    "renames": RENAMES,
    "newcomers": NEWCOMERS,
    "document": "文号",
    "reason": "变更原因",
}
"""The options of an import as they are told."""
