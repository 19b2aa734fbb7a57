"""Names of enterprises compared: as written, as usually varied, and by their core."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from dataclasses import dataclass

_NOT_NAME = re.compile(r"[\W_]+")
_ENDINGS = re.compile(
    r"(?:(?:集团)?(?:控股)?股份)?(?:集团)?(?:有限责任公司|有限公司|公司)$|(?:总厂|厂)$"
)
_BEHIND = re.compile(r"(.*(?:公司|厂))\s*\(([^()]+)\)\s*")
_FORMER = ("原", "曾用名", "前身")
_TRADES = re.compile(
    r"(?:精密|重型|智能|高端)?(?:机械|机电|电气|电器|电子|电机|电瓷|陶瓷|材料|装备|设备"
    r"|零部件|配件|合金|科技|技术|制造|铸造|化工|实业|工业|工程)(?:科技|技术|制造)?$"
)
_LIMITED = (("股份有限公司", "股份公司"), ("有限责任公司", "有限公司"))
_FIGURES = re.compile(r"\d+|[一二三四五六七八九十]+")
_VARIANTS = str.maketrans(
    "華電業機車實東龍興廣長國聯豐寶萬環應術製發產藥銅鋁鋼鐵綠創達勝凱盧醫紡織紙膠"
    "輕貿設備節測檢飛騰門愛鑄鍛壓縮裝儀錶億陽雲號馬驅動質樂無線複責時軌軸務資訊團"
    "總廠區縣風學氣鎮農財紅經開關係統計劃匯滙滬蘇寧遼漢陝鄉邊遠進運輸連滾齒輪鏈條"
    "鎖鋒鋰鎳鈷鈦鎢鎂錳鉛鋅錫銀釬鈉鎵鍺銳銘鑽鑿針釘鏡錄鍵鑰鈑飯飲饌館養餘魚鮮麥麵"
    "黃齊齡龜鳳鳥鵬鷹鴻麗體驗髮鬥齋點黨觸記許訂詢評試話誠語誼調談論證識護讀變讓貝"
    "負貢貨費賀買賣賽贏趙躍轉載較輔輝輛轄轎鄭鄧鄰釋鑒鑑閃閉間閣閥際陳陸隊階隨險雙"
    "雜離難靈靜韋韓頂項順須頓預領頭頻題額顏願類顧顯飾驕駕駿騏驛驊嶽崗嶺島峽幣帥師"
    "幫寬審寫將專尋導層屬岡強彈彌彙徑從復恆悅態憶懷戲戶撥擇擊擔據擴攝擬攜敵數斷暢"
    "曆曉書會來極榮構槍樓標樣樹橋檔櫃權歐歡歲歷殺殼毀氫決沖況淨減湯準溝溫漁滅滿潔"
    "潤漲漿潛澤濟濕濤濱瀏瀾灣為烏煉煙熱燈營爐爭爾牆狀獨獅獎獲現琺瑋瑪瓊畢異當療監"
    "盤眾碼磚礎礦確禮種稱穩穎窯競筆範築簡籌糧純級細紹終組結絕絡給絨絲綜維綱網緊綿"
    "緯練縱績繩繪繼續羅義習聖聲職腦腳臨舉艙艦藝莊萊葉蓋蔣蔥藍蘭虛蟲衛補裏襯規視親"
    "覺覽觀訓診",
    "华电业机车实东龙兴广长国联丰宝万环应术制发产药铜铝钢铁绿创达胜凯卢医纺织纸胶"
    "轻贸设备节测检飞腾门爱铸锻压缩装仪表亿阳云号马驱动质乐无线复责时轨轴务资讯团"
    "总厂区县风学气镇农财红经开关系统计划汇汇沪苏宁辽汉陕乡边远进运输连滚齿轮链条"
    "锁锋锂镍钴钛钨镁锰铅锌锡银钎钠镓锗锐铭钻凿针钉镜录键钥钣饭饮馔馆养余鱼鲜麦面"
    "黄齐龄龟凤鸟鹏鹰鸿丽体验发斗斋点党触记许订询评试话诚语谊调谈论证识护读变让贝"
    "负贡货费贺买卖赛赢赵跃转载较辅辉辆辖轿郑邓邻释鉴鉴闪闭间阁阀际陈陆队阶随险双"
    "杂离难灵静韦韩顶项顺须顿预领头频题额颜愿类顾显饰骄驾骏骐驿骅岳岗岭岛峡币帅师"
    "帮宽审写将专寻导层属冈强弹弥汇径从复恒悦态忆怀戏户拨择击担据扩摄拟携敌数断畅"
    "历晓书会来极荣构枪楼标样树桥档柜权欧欢岁历杀壳毁氢决冲况净减汤准沟温渔灭满洁"
    "润涨浆潜泽济湿涛滨浏澜湾为乌炼烟热灯营炉争尔墙状独狮奖获现珐玮玛琼毕异当疗监"
    "盘众码砖础矿确礼种称稳颖窑竞笔范筑简筹粮纯级细绍终组结绝络给绒丝综维纲网紧绵"
    "纬练纵绩绳绘继续罗义习圣声职脑脚临举舱舰艺庄莱叶盖蒋葱蓝兰虚虫卫补里衬规视亲"
    "觉览观训诊",
)

_TRADITIONAL = {chr(old): chr(new) for old, new in _VARIANTS.items()}
_FULL_WIDTH = 0xFEE0


def usual(name: str) -> str:
    """The name without what clerks vary: width, case, marks, 有限责任公司 for 有限公司.

    >>> usual("示例（株洲）有限責任公司") == usual("示例(株洲) 有限公司")
    True
    """
    plain = _NOT_NAME.sub("", unicodedata.normalize("NFKC", name)).upper()
    plain = plain.translate(_VARIANTS)
    for long, short in _LIMITED:
        plain = plain.replace(long, short)
    return plain


def writings(char: str) -> str:
    """Every character that stands for this one of a ``usual`` name.

    >>> writings("华")
    '华華'
    >>> writings("A")[:2]
    'Aa'
    """
    if not char.isascii():
        return char + "".join(old for old in _TRADITIONAL if _TRADITIONAL[old] == char)
    forms = "".join(dict.fromkeys((char, char.lower())))
    return forms + "".join(chr(ord(form) + _FULL_WIDTH) for form in forms)


@dataclass(frozen=True, slots=True)
class Places:
    """What a city's enterprises put before their own names: 湖南省, 株洲市."""

    prefixes: tuple[str, ...]

    def core(self, name: str) -> str:
        """The name without places in front and form of company behind.

        >>> Places(("株洲市", "株洲")).core("株洲市示例股份有限公司")
        '示例'
        """
        _, plain = self._parted(name)
        core = _ENDINGS.sub("", plain)
        return core if len(core) > 1 else plain

    def certain(self, one: str, other: str) -> bool:
        """Whether only the places in front and the usual writing differ.

        What stands in brackets behind a name is somebody's remark: near, not certain.

        >>> in_city = Places(("株洲市", "株洲"))
        >>> in_city.certain("株洲示例有限责任公司", "示例有限公司")
        True
        >>> in_city.certain("示例有限公司（株洲）", "示例有限公司")
        False
        """
        _, rest = self._parted(one)
        behind = all(usual(name).endswith(rest) for name in (one, other))
        return behind and self.alike(one, other)

    def alike(self, one: str, other: str) -> bool:
        """Whether two names of one enterprise differ in their writing only.

        The place in front may be left out or said in more words; where it is another
        one, the enterprise changed its name.

        >>> in_city = Places(("湖南省", "湖南", "株洲市", "株洲"))
        >>> in_city.alike("株洲市示例有限责任公司", "示例有限公司")
        True
        >>> in_city.alike("湖南示例有限公司", "株洲示例有限公司")
        False
        """
        (here, mine), (there, theirs) = self._parted(one), self._parted(other)
        return mine == theirs and (here <= there or there <= here)

    def _parted(self, name: str) -> tuple[frozenset[str], str]:
        """The places in front of a name or in brackets behind it, and the rest."""
        name, remark = _without_remark(name)
        plain, before = usual(name), set()
        if remark in self.prefixes:
            before.add(remark.rstrip("省市"))
        elif remark and not remark.startswith(_FORMER):
            plain += remark
        for prefix in self.prefixes:
            rest = plain.removeprefix(prefix)
            if len(rest) > 1 and rest != plain:
                plain = rest
                before.add(prefix.rstrip("省市"))
        return frozenset(before), plain


def _without_remark(name: str) -> tuple[str, str]:
    """A name and what stands in brackets behind it."""
    found = _BEHIND.fullmatch(unicodedata.normalize("NFKC", name))
    return (found[1], usual(found[2])) if found else (name, "")


def parted(core: str) -> tuple[str, str]:
    """A core without the trade that it ends with, and that; one alone is no trade.

    Where two end with the same trade, what stands before tells them apart.

    >>> parted("示例甲机械"), parted("示例铸件"), parted("机械")
    (('示例甲', '机械'), ('示例铸件', ''), ('机械', ''))
    """
    found = _TRADES.search(core)
    if found is None or found.start() == 0:
        return core, ""
    return core[: found.start()], found[0]


def places(connection: sqlite3.Connection) -> Places:
    """Province and city of a registry, with and without 省 and 市, longest first."""
    names = connection.execute(
        "SELECT d.name FROM registry r JOIN division d"
        " ON d.code IN (substr(r.division, 1, 2) || '0000', r.division)"
        " ORDER BY d.code"
    ).fetchall()
    return Places(tuple(p for (name,) in names for p in (name, name[:-1])))


def figures(core: str) -> tuple[str, ...]:
    """The numbers in a name: 一厂 and 二厂 are never the same."""
    return tuple(_FIGURES.findall(core))
