#!/usr/bin/env python3
"""The core of a monthly report in Polars: typed columns, the streaming engine, two threads.

    core_polars.py DATA OUT

Reads the monthly ledger once into the panel, and makes of it what the report makes of its own:
platform share, matched price change with a robust spread, change frequency, gaps between
institutions and between regions, delivery rates. What report.json says too stands in facts.json.
"""

import os

os.environ.setdefault("POLARS_MAX_THREADS", "2")

import json
import sys
from pathlib import Path

import polars as pl

COLUMNS = {
    "采购日期": pl.Date,
    "医疗机构编码": pl.String,
    "地区": pl.String,
    "国家医保药品代码": pl.String,
    "转换比": pl.Int64,
    "配送企业": pl.String,
    "采购渠道": pl.String,
    "采购单价": pl.Float64,
    "采购数量": pl.Int64,
    "采购金额": pl.Float64,
    "到货数量": pl.Int64,
    "订单状态": pl.String,
}
DRUGS = ["化学药", "生物制品", "中成药", "配方颗粒", "自制剂"]


def panel(data):
    """The cells: product × institution × region × distributor × channel × month."""
    lines = (
        pl.scan_csv(
            sorted((data / "purchases").glob("*.csv")), schema_overrides=COLUMNS, glob=False
        )
        .select(list(COLUMNS))
        .with_columns(
            month=pl.col("采购日期").dt.truncate("1mo"), bought=~pl.col("订单状态").is_in(["已作废", "作废"])
            .fill_null(False),
        )
        .with_columns(
            ordered=pl.when("bought").then(pl.col("采购数量") * pl.col("转换比")).otherwise(0),
            due=pl.col("采购数量") * pl.col("转换比"),
            arrived=pl.when("bought").then(pl.col("到货数量") * pl.col("转换比")).otherwise(0),
            amount=pl.when("bought").then("采购金额").otherwise(0.0),
            price=pl.when("bought").then(pl.col("采购单价") / pl.col("转换比")),
        )
    )
    return (
        lines.group_by(
            product="国家医保药品代码", institution="医疗机构编码", region="地区", distributor="配送企业",
            channel="采购渠道", month="month",
        )
        .agg(
            lines=pl.len(), ordered=pl.col("ordered").sum(), arrived=pl.col("arrived").sum(),
            due=pl.col("due").sum(), amount=pl.col("amount").sum(), lowest=pl.col("price").min(),
            highest=pl.col("price").max(),
        )
        .collect(engine="streaming")
    )


def by_month(cells, keys):
    """Amount, quantity and price of each of `keys` in each month."""
    return (
        cells.lazy()
        .filter(pl.col("ordered") > 0)
        .group_by(*keys, "month")
        .agg(amount=pl.col("amount").sum(), quantity=pl.col("ordered").sum())
        .with_columns(price=pl.col("amount") / pl.col("quantity"))
    )


def spread(column):
    """The distance from the median in median absolute deviations."""
    distance = column - column.median()
    return distance / (1.4826 * distance.abs().median())


def matched_change(bought, month):
    """Each product's price now against its last month before, over institutions in both."""
    now = bought.filter(pl.col("month") == month)
    before = bought.filter(pl.col("month") < month)
    last = before.group_by("product").agg(month=pl.col("month").max())
    then = before.join(last, on=["product", "month"])
    return (
        now.join(then, on=["product", "institution"], suffix="_then")
        .group_by("product")
        .agg(
            now=(pl.col("price") * pl.col("quantity")).sum(),
            then=(pl.col("price_then") * pl.col("quantity")).sum(),
            institutions=pl.len(),
        )
        .with_columns(change=(pl.col("now") / pl.col("then")).log())
        .with_columns(spread=spread(pl.col("change")))
        .collect()
    )


def change_frequency(bought):
    """How often the median of a product's prices moved from month to month."""
    return (
        bought.group_by("product", "month")
        .agg(price=pl.col("price").median())
        .sort("product", "month")
        .with_columns(change=(pl.col("price") / pl.col("price").shift(1).over("product") - 1).abs())
        .group_by("product")
        .agg(changes=(pl.col("change") > 0.005).sum(), months=pl.len())
        .collect()
    )


def gaps(bought, month, keys):
    """Prices well above the median of the product's other buyers."""
    return (
        bought.filter(pl.col("month") == month)
        .with_columns(
            median=pl.col("price").median().over("product"), peers=pl.len().over("product") - 1
        )
        .with_columns(ratio=pl.col("price") / pl.col("median"))
        .filter(pl.col("peers") >= 5, pl.col("ratio") > 1.3)
        .sort("ratio", "product", *keys, descending=True)
        .collect()
    )


def delivery(cells, month):
    """What arrived of what was due, by distributor, over three months."""
    return (
        cells.lazy()
        .filter(pl.col("month") > pl.lit(month).dt.offset_by("-3mo"))
        .group_by("distributor", "month")
        .agg(due=pl.col("due").sum(), arrived=pl.col("arrived").sum())
        .with_columns(rate=pl.col("arrived") / pl.col("due"))
        .sort("distributor", "month")
        .collect()
    )


def platform_share(cells, data, month):
    """Drugs of public institutions through the platform, from January to the month."""
    products = pl.read_csv(data / "products.csv").select(product="医保代码", category="类别")
    institutions = pl.read_csv(data / "institutions.csv").select(
        institution="医疗机构编码", ownership="机构性质"
    )
    channels = (
        cells.lazy()
        .filter(pl.col("month").dt.year() == month.year)
        .join(products.lazy(), on="product")
        .join(institutions.lazy(), on="institution")
        .filter(pl.col("ownership") == "公立", pl.col("category").is_in(DRUGS))
        .group_by("channel")
        .agg(pl.col("amount").sum())
        .collect()
    )
    return dict(channels.iter_rows())


def main(data, out):
    out.mkdir(parents=True, exist_ok=True)
    cells = panel(data)
    month = cells["month"].max()
    bought = by_month(cells, ["product", "institution"]).collect().lazy()
    matched_change(bought, month).write_csv(out / "changes.csv")
    change_frequency(bought).write_csv(out / "frequency.csv")
    gaps(bought, month, ["institution"]).write_csv(out / "institution-gaps.csv")
    regions = by_month(cells, ["product", "region"])
    gaps(regions, month, ["region"]).write_csv(out / "region-gaps.csv")
    delivery(cells, month).write_csv(out / "delivery.csv")
    share = platform_share(cells, data, month)
    now = cells.filter(pl.col("month") == month)
    months = cells.group_by("month").agg(pl.col("amount").sum()).sort("month")
    facts = {
        "lines": int(cells["lines"].sum()),
        "cells": cells.height,
        "months": {str(m)[:7]: round(a, 2) for m, a in months.iter_rows()},
        "regions": {
            r: round(a, 2) for r, a in now.group_by("region").agg(pl.col("amount").sum()).iter_rows()
        },
        "linesInMonth": int(now["lines"].sum()),
        "products": now["product"].n_unique(),
        "platformDrugs": round(share["平台采购"], 2),
        "allDrugs": round(sum(share.values()), 2),
    }
    (out / "facts.json").write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
