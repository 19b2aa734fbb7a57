"""The words of contacts: recorded, seen for a reason, corrected, erased."""

from __future__ import annotations

RECORD = "登记联系人"
SEE = "查看完整联系方式"
ERASE = "删除联系人"
CORRECT = "更正联系人"
NOBODY = "没有登记联系人"
WHY_SEE = "为什么查看？"
WHY_ERASE = "为什么删除？"
WHY_CORRECT = "为什么更正？"
WHY_HINT = "事由记入变更记录，如：催报年度更新"
WHICH = "哪一位？"
WHAT = "更正什么？"
RIGHT = "{field}改成什么？"
RIGHT_HINT = "原内容随即删除，不可恢复；不写即清空"
DETAILS = {
    "name": "姓名",
    "post": "职务",
    "phone": "电话",
    "email": "电子邮箱",
    "note": "备注",
}
EVERYONE = "全部"
ERASE_ASK = "删除联系人？"
ERASE_NOTE = "删除后内容不可恢复，也不能撤回。按 Enter 删除，按 Esc 回去。"
ERASED = "{what}（{count} 位）"
