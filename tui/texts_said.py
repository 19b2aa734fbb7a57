"""What a sentence says for commands, as it is said on the import screen: by keys."""

from __future__ import annotations

import re

_VALUE = r"[^\s；，。（）]+"

_BY_KEYS = (
    (r"请写明 --kind \w+（(\w+)）", r"请按 F7 写明是哪一类：\1"),
    (r"--kind \w+（(\w+)）", r"\1"),
    (r"请用 --sheet 表名 ?", "请按 F4 选表，"),
    (r"(?:可以写|请写|要导入请用) ?--map [^；。]+", "在那一栏上按 Enter 说明"),
    (r"(?:可加|请写|加) --place [^；。]+", "在那一行按 Enter 说明是哪里"),
    (r"（--(?:map|place)）", ""),
    (r"如 --set ", "如 "),
    (rf"(?:可以写|请写|加) --set ({_VALUE})", r"按 F7，在「全表都是」里写 \1"),
    (r"--set 用不上", "「全表都是」里不能写它"),
    (r"--set ", "「全表都是」"),
    (r"用 --unit 导入", "按 F7 写明「报送单位」再导入"),
    (r"--unit 写的", "「报送单位」选的"),
    (r"加 --accept-repairs", "按 F7 选「接受建议的改正」"),
    (r"加 --accept-renames", "按 F7 选「名称不同作更名」"),
    (r"加 --new-enterprises", "按 F7 选「新企业一并登记」"),
    (r"加 --accept-good", "按 F7 选「没错的先写入」"),
    (r"用 tidu record (?:assessment|title) .+? 文号 登记", "到企业画面按 F2 登记"),
    (r"写 --decide 行号=rename", "在那一行按 R"),
    (r"用 tidu change name 登记更名", "到企业画面按 F2 登记更名"),
    (rf"，?或写 --decide {_VALUE}", ""),
)
"""What stands in a sentence for commands, and what is said in its place."""


def by_keys(said: str) -> str:
    """A sentence with what is typed for commands said by keys."""
    for typed, pressed in _BY_KEYS:
        said = re.sub(typed, pressed, said)
    return said
