"""The screens' own words; labels of the domain are in ``registry.terms``."""

from __future__ import annotations

from collections.abc import Mapping

from registry.terms import ApplicationKind

# Areas
ENTERPRISES = "企业库"
LADDER = "梯度"
ELIGIBILITY = "资格"
LISTS = "名单"
ROUNDS = "申报"
APPLICATION = "经过"
WHY = "为什么"
PREVIEW = "预览"
CHANGES = "变更"
BETWEEN = " \u203a "
DOT = " · "
HERE = "\u276f"
MARKED = "✓"
MORE_LEFT = "\u2039"
MORE_RIGHT = "\u203a"

# Header line
BY = "经办：{by}"
AS_OF = "截至 {on}"
KNOWN = "当前掌握"

# Hints (descriptions of keys)
MARK = "标记"
MARK_ALL = "全选"
OPEN = "打开"
OPEN_LIST = "打开名单"
SEARCH = "查找"
FILTER = "筛选"
SORT = "排序"
DAY = "截至日期"
EXPORT = "导出"
RECORD = "登记"
RECORD_ASSESSMENT = "登记评估"
RECORD_TITLE = "登记称号"
CHANGE = "变更"
BATCH = "成批"
DOCUMENT = "文号"
STILL_EMPTY = "还没有填写"
OF_DAY = "{whom}（截至 {on}）"
BATCH_COUNTED = "可办 {moves} 条，跳过 {skips} 条"
MARKED_ONES = "选定 {count} 家"
MATCHING = "筛选「{text}」全部"
MARKED_ITEMS = "选定 {count} 项"
TAKE_STEP = "办环节"
YES_OR_NO = ("是", "否")
UNDO = "撤回"
REFRESH = "刷新"
HELP = "帮助"
PALETTE = "操作"
SWITCH = "换画面"
SWITCH_KEYS = "2-6"
BACK = "返回"
QUIT = "退出"
SAVE = "保存"
CONFIRM = "确定"
CANCEL = "取消"
CLOSE = "关闭"
CHOOSE = "选定"
NAMELESS = "未具名"
MORE = "  ……另有 {count:,} 项"
NO_ENTERPRISE_ROW = "这一行不是一家企业；按 Enter 看是哪些企业，再选一家登记"
NOT_A_TERMINAL = "标准输出不是终端，打不开界面；请在终端里运行，或用 tidu --help 看命令"
MOVE = "移动"
SECTION = "上下栏目"
PROGRAMME = "上下方向"
PANE = "换窗格"
COPY = "复制选中的文字"
COLUMNS = "左右看列"
THEME = "深浅配色"
FIELD = "上下一项"
RANGE = "连续标记"
PAGE = "翻页"
ENDS = "首尾"
SELECT = "选择"

KEYS: Mapping[str, str] = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "ideographic_space": "全角空格",
    "slash": "/",
    "ideographic_comma": "、",
    "fullwidth_solidus": "\uff0f",
    "question_mark": "?",
    "fullwidth_question_mark": "？",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_black_lenticular_bracket": "【",
    "right_black_lenticular_bracket": "】",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
}
"""Keys as officials see them on the keyboard."""


ENTERPRISES_KEYS = "2,\uff12"
LADDER_KEYS = "3,\uff13"
ELIGIBILITY_KEYS = "4,\uff14"
ROUNDS_KEYS = "5,\uff15"
LISTS_KEYS = "6,\uff16"
SEARCH_KEYS = "slash,ctrl+f,ideographic_comma,fullwidth_solidus"
HELP_KEYS = "f1,question_mark,fullwidth_question_mark"
MARK_KEYS = "space,ideographic_space"
NEXT_KEYS = "pagedown,right_square_bracket,right_black_lenticular_bracket"
PREVIOUS_KEYS = "pageup,left_square_bracket,left_black_lenticular_bracket"
OR = " "


def key(name: str) -> str:
    """The key as it is written on the keyboard: Ctrl+X, Shift+↑, F1, D."""
    if name == SWITCH_KEYS:
        return SWITCH_KEYS
    *held, last = name.split("+")
    shown = KEYS.get(last, last.upper() if last[1:].isdigit() or not last[1:] else last)
    return "+".join([*(part.capitalize() for part in held), shown])


# Filter line
FILTER_PROMPT = "/"
FIND_ENTERPRISE = "名称、拼音、代码，或 等级=三级 县市区=天元区；→ 补全"
ROWS_KEPT = "名单仍是上一次的"
EVERYTHING = "全部"
TO = "晋级至"
OUTCOMES = "结论"
UNIT = "单位"
CLEAR_FILTER = "清除筛选"
ROUND = "批次"
STAGE = "环节"
NAMED = "名称"
CALLED = "名称含「{name}」的"

# Status line


def place(index: int, total: int | None, unit: str) -> str:
    """第 3 / 64 家; the total may still be under way."""
    return f"第 {index + 1:,} / {'…' if total is None else f'{total:,}'} {unit}"


def selected(count: int) -> str:
    """已选 2."""
    return f"已选 {count:,}"


def filtered(text: str) -> str:
    """筛选「中车」."""
    return f"筛选「{text}」"


def sorted_by(parts: list[tuple[str, bool]]) -> str:
    """排序 等级 降 · 企业名称 升."""
    return "排序 " + "、".join(f"{title}{order_word(down)}" for title, down in parts)


def order_word(descending: bool) -> str:  # noqa: FBT001 - two values, one word each
    """升 or 降."""
    return "降" if descending else "升"


def order_mark(descending: bool | None) -> str:  # noqa: FBT001 - as order_word
    """The mark a sorted column's title carries."""
    return "" if descending is None else f" {order_word(descending)}"


LOADING = "正在读取…"
COUNTING = "正在统计…"
SAMPLE = " 样例"
SAMPLE_BASIS = "依据为样例条件"
ENTERPRISES_UNIT = "家"
THINGS_UNIT = "个"
ITEMS_UNIT = "项"


def unit_of(subject_kind: str) -> str:
    """家 for enterprises, 个 for workshops, factories, scenes."""
    return ENTERPRISES_UNIT if subject_kind == "enterprise" else THINGS_UNIT


def kind_of(step_kind: str) -> str:
    """新申报 or 复核."""
    return ApplicationKind.read(step_kind).label


TERMS = "口径：{terms}"

# Empty states: what it means and the next step
NO_ENTERPRISES = (
    "台账里还没有企业。",
    "退出后用 tidu add 登记，或用 tidu demo 看演示数据。",
)
NO_MATCH = ("没有符合「{text}」的企业。", "按 Esc 清除筛选；名称写得短一些再试。")
NO_ELIGIBLE = (
    "按现在的筛选没有对象。",
    "按 / 放宽结论、称号或上报单位，按 F6 换截至日期。",
)
NO_APPLICATIONS = (
    "按现在的筛选没有申报。",
    "按 / 换批次、环节或结果，按 Esc 清除筛选；用 tidu apply 登记申报。",
)
NO_LADDER = ("当天没有施行的政策。", "按 F6 换日期，或退出后用 tidu policy load 载入。")
NO_STEPS = "没有可申报的下一级。"
NOTHING_RECORDED = "没有登记：{what}"

# The ladder
POOL = "培育库"
HOLDERS = "{count:,} {unit}"
STAGES_WIDE = "揭榜 {taken_up:,} · 已验收 {accepted:,}"
STAGES_NARROW = "揭榜{taken_up} 验收{accepted}"
IN_POOL = "在库 {count:,}"
COUNTS_WIDE = "可 {eligible:,} · 差一 {one_short:,}"
COUNTS_NARROW = "可{eligible} 差{one_short}"
HOLDERS_LIST = "持有者"
HOLDERS_OF = "持有「{rung}」"
NO_HOLDERS = ("截至这一天没有持有者。", "按 F6 换截至日期，按 Esc 返回。")
TO_DO = "全部有望晋级的"
TO_DO_NOTE = "可晋级、差一项、待核"
LADDER_PLACE = "第 {index} / {total} 个方向"
RUNG_HELD = "{name}：持有 {holders:,}"
RUNG_COUNTS = "，可晋级 {eligible:,}，差一项 {one_short:,}"
NO_STEPS_INTO = "没有通往这一级的政策在施行。"
ENTRY = "直接申报"
WAYS = "怎样到{rung}"

# The why-panel
CITE = "条款"
REQUIRED = "要求"
VALUE = "现状"
SOURCE = "出处"
VERDICT = "结论"
SHORT_OF = "还差：{gap}"
HAND_IN = "请补：{hand_in}"
NOTHING = "—"
NONE_RECORDED = "未登记"
WHY_TITLE = "为什么：{who} → {to}"
POLICY = "依据 {document}"
NEXT_STEPS = "下一步"
TIMELINE = "时间线"

# Forms
REQUIRED_MARK = "*"
PREVIEW_OF = "将要写入：{what}"
PREVIEW_ASK = "Ctrl+S 或 Enter 确认写入，Esc 回去修改"
SAVED = "已写入：{what}。Ctrl+Z 可撤回"
UNDO_ASK = "撤回这一笔？"
UNDONE = "已撤回：{what}"
LEAVE_ASK = "不保存就离开？"
LEAVE_NOTE = "填写的内容还没有保存。按 Enter 离开，按 Esc 回去继续填写。"
LIST_ALL = "列出全部"
CHOOSE_ONE = "（请选择）"
NO_DOCUMENT = "（没有文件）"
STANDARD = "GB/T 39116-2020"
DAY_HINT = "如 2022-03-01、2022年3月 或 2022"
SCORE_HINT = "0 到 5，如 2.05；可不填"
UNTIL_HINT = "可不填"
TITLE_UNTIL_HINT = "可不填：按政策的有效年限"
ACCEPTED_HINT = "已验收时填写"
SOURCE_HINT = "从哪里知道的，如 自评估平台"
REASON_HINT = "记入变更记录；可不填"
STEP_REASON_HINT = "不通过的原因；通过而不合程序的，写为什么"
OUT_OF_TURN_HINT = "不通过而又不合程序的，另写为什么"
TYPE_HELP = "输入文字缩小范围，↑↓ 选择"
BECAUSE = "变更原因"
VALUE_HINT = "如 是、中型、荷塘区、C3670"
ROSTER_HINT = "如 2023年应自评估企业；冻结后不改"
ROSTER_TERMS = "按企业计；{whom}；截至 {on}"
ROSTER_COUNTED = "{count:,} 家，{on} 冻结"
DAY_ASK = "截至哪一天？"
DAY_HELP = "写成 2022-12-31；留空为台账的默认日期"
EXPORT_ASK = "导出到哪个文件？"
EXPORT_HELP = "后缀写 .xlsx、.docx、.csv、.json 或 .html；已有的文件不会被覆盖"
ASK_LIST = "问什么"
ASK_LIST_HELP = "选一问；或写筛选式、count:县市区=天元区、titles:称号"
ASKED_AS = "同 tidu list {words}"
NO_CHOICE = "没有含这些字的；删几个字再看"
TYPED = "查「{words}」"
NO_LIST = ("还没有问。", "按 / 选一问，或写出名单、筛选式。")
EMPTY_LIST = ("没有登记符合的，一条也没有。", "按 F6 换截至日期，按 / 换一问。")
NO_FILE = "没有写文件名；请写出完整的文件名"
FILE_THERE = "「{name}」已存在，没有覆盖；按 Ctrl+X 换一个文件名再导出"
EXPORTED = "已导出 {count:,} 行：{path}"
HELP_TITLE = "按键"
HELP_HERE = "本画面"
HELP_EVERYWHERE = "处处可用"
