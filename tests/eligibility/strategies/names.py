"""The few codes that random registries and random conditions share."""

from __future__ import annotations

from registry.model.assessment import LARGEST_VALUE

DOCUMENT = "甲〔2022〕1号"
OTHER_DOCUMENT = "乙〔2022〕2号"

SHOP_HIGH = "shop/high"
SHOP_LOW = "shop/low"
SHOP_OLD = "shop/old"
FIRM_TOP = "firm/top"
FIRM_BASE = "firm/base"
RUNGS = {
    SHOP_HIGH: "workshop",
    SHOP_LOW: "workshop",
    SHOP_OLD: "workshop",
    FIRM_TOP: "enterprise",
    FIRM_BASE: "enterprise",
}
"""Rungs and the kind of subject that holds them."""

TARGETS = (SHOP_HIGH, FIRM_TOP)
SUBJECT_KINDS = ("workshop", "factory")
DIVISIONS = ("430203", "430211", "430304")
PLACES = ("4302", "430203", "43", "430211")
SCOPES = ("430200", "430000", "100000", "430203")
INDUSTRIES = ("C3714", "C3670", "C39")
TRADES = ("C37", "C", "C3714", "C39")
ADDRESSES = ("黄河北路1号", "栗雨路2号")
EVENT_KINDS = ("safety", "tax")
POOLS = ("培育库", "后备库")
SERIES = ("mean", "mean", "mean", "median")
CONDITIONS = ("first", "second", "third", "fourth", "fifth", "sixth")
"""Ids of conditions, in the order in which a step is given them."""

NUMBERS = {"links": 0, "segment_years": 1, "revenue": 2}
"""Keys of numbers with their scale: stored in units, tenths and hundredths."""

VALUES = (
    *(0, 1, 2, 10, 20, 100, 105, 110, 121, 200, 11025, -1, -100, 1000, 2000),
    *(99999999999999999, 100000000000000001, LARGEST_VALUE, -LARGEST_VALUE),
)
"""Stored numbers: some grow by exactly 5 or 10 percent, some are beyond doubles."""

GRADES = ("tax_credit", "dcmm")
