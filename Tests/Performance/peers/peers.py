#!/usr/bin/env python3
"""Common methods for outliers in prices, on a sample city's files and labels.

Usage: peers.py DATA, where DATA was written by `jicai sample`. Prints JSON, an entry for each
method and family with the counts of labels and findings.

What is compared is what these methods are made for:

- `price-change`: the change of a product's price from the month before, one value a product and
  month; found should be what is labelled price-rise or price-drop in the last month;
- `price-level`: an institution's price against the median of all institutions that buy the product
  in the month, one value a product and institution; found should be what is labelled
  institution-gap;
- `unit`: the same values; found should be what is labelled unit-mismatch.

To be fair to them they get cleaned data: lines that jicai would reject are dropped, prices are per
smallest unit, changes and levels are logarithms rounded to six decimals, so that prices that did not
move are equal. They know nothing of batches, so falls on entry
into one are taken out for them. PyOD's detectors need the expected share of outliers
(`contamination`); they get the true one, which no office knows, and are in that better off than
any other method here.

A finding that is a label of another family is not counted as wrong: the purchases are remarkable,
only by another name. A label whose rise or fall lies further back than a month is not asked for.
"""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd


# Reading


def read(data):
    """The lines of the platform's files of the last two months, as jicai would accept them."""
    files = sorted((data / "purchases/platform").glob("*.csv"))[-2:]
    columns = {"医疗机构编码": "institution", "国家医保药品代码": "product", "转换比": "ratio",
               "采购单价": "price", "采购数量": "quantity", "采购金额": "amount", "订单状态": "status"}
    frames = []
    for place, file in enumerate(files):
        frame = pd.read_csv(file, dtype=str, on_bad_lines="skip", keep_default_na=False)
        frame = frame[list(columns)].rename(columns=columns)
        frame["month"] = place
        frames.append(frame)
    lines = pd.concat(frames, ignore_index=True)
    for column in ["ratio", "price", "quantity", "amount"]:
        lines[column] = pd.to_numeric(lines[column].str.replace(",", ""), errors="coerce")
    for column in ["institution", "product"]:
        lines[column] = lines[column].str.strip()
    lines = lines.dropna()
    off = (lines.price * lines.quantity - lines.amount).abs()
    lines = lines[(lines.status != "作废") & (lines.price > 0) & (lines.quantity > 0)
                  & (off <= 0.02) & ~lines["product"].str.contains("E+", regex=False)]
    lines = lines.assign(units=lines.quantity * lines.ratio)
    cells = lines.groupby(["product", "institution", "month"], as_index=False).agg(
        amount=("amount", "sum"), units=("units", "sum"))
    return cells.assign(price=cells.amount / cells.units)


def read_labels(data, name="labels.csv"):
    return pd.read_csv(data / name, dtype=str, keep_default_na=False, encoding="utf-8-sig")


def entered(data):
    """Products whose batch starts in the last month."""
    batches = pd.read_csv(data / "vbp/batches.csv", dtype=str, encoding="utf-8-sig")
    last = sorted((data / "purchases/platform").glob("*.csv"))[-1].stem
    new = set(batches[batches["执行开始日期"].str.startswith(last)]["批次"])
    entries = pd.read_csv(data / "vbp/catalogue.csv", dtype=str, encoding="utf-8-sig",
                          keep_default_na=False)
    return set(entries[entries["批次"].isin(new)]["医保代码"])


# What is looked at


def changes(cells, left_out):
    """Log of the matched price change of each product, and the money behind it."""
    both = cells[cells.month == 0].merge(
        cells[cells.month == 1], on=["product", "institution"], suffixes=("_then", "_now"))
    both = both[~both["product"].isin(left_out)]
    both = both.assign(then=both.price_then * both.units_now, now=both.price_now * both.units_now)
    sums = both.groupby("product", as_index=False)[["then", "now"]].sum()
    return sums.assign(value=np.log(sums.now / sums.then).round(6), size=sums[["then", "now"]].max(axis=1))


def levels(cells):
    """Log of each institution's price by the median of the product's, four institutions or more."""
    now = cells[cells.month == 1]
    groups = now.groupby("product")
    now = now.assign(median=groups.price.transform("median"), n=groups.price.transform("size"))
    now = now[now.n >= 4]
    return now.assign(value=np.log(now.price / now["median"]).round(6), size=now.amount)


# Methods: values, sizes, true share → which values stand out


def fixed(limit):
    return lambda values, sizes, share: np.abs(values) > np.log1p(limit)


def tukey(factor):
    def method(values, sizes, share):
        low, high = np.quantile(values, [0.25, 0.75])
        spread = high - low
        return (values < low - factor * spread) | (values > high + factor * spread)
    return method


def hidiroglou_berthelot(values, sizes, share, u=0.5, a=0.05, c=4):
    """The method as published, with quartiles."""
    ratios = np.exp(values)
    median = np.median(ratios)
    effect = np.where(ratios < median, 1 - median / ratios, ratios / median - 1) * sizes ** u
    low, middle, high = np.quantile(effect, [0.25, 0.5, 0.75])
    least = abs(a * middle)
    return ((effect < middle - c * max(middle - low, least))
            | (effect > middle + c * max(high - middle, least)))


def pyod(make):
    def method(values, sizes, share):
        if share == 0 or len(values) < 10:
            return np.zeros(len(values), dtype=bool)
        detector = make(min(0.5, max(share, 1 / len(values))))
        detector.fit(values.reshape(-1, 1))
        return detector.labels_.astype(bool)
    return method


def methods():
    from pyod.models.ecod import ECOD
    from pyod.models.iforest import IForest

    return {
        "fixed 10 %": fixed(0.10),
        "fixed 20 %": fixed(0.20),
        "Tukey 1.5": tukey(1.5),
        "Tukey 3": tukey(3),
        "Hidiroglou–Berthelot": hidiroglou_berthelot,
        "PyOD ECOD": pyod(lambda share: ECOD(contamination=share)),
        "PyOD IForest": pyod(lambda share: IForest(contamination=share, random_state=0)),
    }


# Scores


def score(table, keys, flags, wanted, remarkable):
    """Counts, where `wanted` and `remarkable` are sets of tuples of the keys."""
    found = set(map(tuple, table[flags][keys].to_numpy()))
    correct = found & wanted
    implied = {entry for entry in found - wanted if entry in remarkable or entry[:1] in remarkable}
    return {"labels": len(wanted), "found": len(correct), "missed": len(wanted - found),
            "findings": len(found), "correct": len(correct), "implied": len(implied),
            "wrong": len(found) - len(correct) - len(implied), "tested": len(table)}


def main():
    data = Path(sys.argv[1])
    labels, implied = read_labels(data), read_labels(data, "labels-implied.csv")
    cells = read(data)
    change, level = changes(cells, entered(data)), levels(cells)
    everything = pd.concat([labels, implied])
    products = {(code,) for code in everything.product_code if code}
    pairs = {(a, b) for a, b in zip(everything.product_code, everything.institution_code) if a and b}

    def labelled(*monitors):
        return labels[labels.monitor.isin(monitors)]

    moved = {(code,) for code in labelled("price-rise", "price-drop").product_code}
    # Those of earlier months did not move since the month before.
    still = {(row.product,) for row in change.itertuples() if abs(row.value) < 0.05}
    families = {
        "price-change": (change, ["product"], moved - still, products),
        "price-level": (level, ["product", "institution"], {
            (a, b) for a, b in zip(labelled("institution-gap").product_code,
                                   labelled("institution-gap").institution_code)},
            pairs | {(code,) for code in labelled("unit-mismatch").product_code}),
        "unit": (level, ["product", "institution"], {
            (a, b) for a, b in zip(labelled("unit-mismatch").product_code,
                                   labelled("unit-mismatch").institution_code)}, pairs),
    }
    result = []
    for name, method in methods().items():
        for family, (table, keys, wanted, remarkable) in families.items():
            if len(table) == 0:
                continue
            flags = method(table.value.to_numpy(), table["size"].to_numpy(),
                           len(wanted) / len(table))
            entry = score(table, keys, flags, wanted, remarkable)
            result.append({"method": name, "family": family, **entry})
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
