#!/usr/bin/env python3
"""Turns a sample city into the ledger that all contenders read: one file a month, one header.

The sample's off-platform ledgers come in eight dialects, which is intake's business and not the
peers'. Here their lines are written in the platform's form and added to their month's file, so
that every contender reads the same bytes with one set of columns.
"""

import csv
import re
import shutil
import sys
from decimal import Decimal
from pathlib import Path

# What the ledgers call the platform's columns.
NAMES = {
    "订单明细编号": ("订单明细编号", "订单明细ID", "ordDetlId"),
    "采购日期": ("采购日期", "下单时间", "订单日期", "sendTime"),
    "医疗机构编码": ("医疗机构编码", "医院编码", "medinsCode"),
    "医疗机构名称": ("医疗机构名称", "医院名称", "medinsName"),
    "地区": ("地区", "区县"),
    "国家医保药品代码": ("产品编码", "医保编码", "国家医保代码", "药品代码", "prodCode"),
    "通用名": ("通用名", "药品名称", "产品名称"),
    "剂型": ("剂型",),
    "规格型号": ("规格型号", "规格", "型号"),
    "转换比": ("转换比", "最小包装数量", "convrat"),
    "生产企业": ("生产企业", "上市许可持有人"),
    "配送企业": ("配送企业", "delventpName"),
    "采购渠道": ("采购渠道", "采购方式", "来源"),
    "采购单价": ("采购单价", "采购价", "采购价格", "purcpric"),
    "采购数量": ("采购数量", "purcCnt"),
    "采购金额": ("采购金额", "订单金额", "purcAmt", "采购金额(万元)"),
    "到货数量": ("到货数量", "收货数量", "入库数量"),
}


def day(text):
    """A date in any of the ledgers' styles, as 2025-01-05."""
    numbers = re.findall(r"\d+", text)
    if len(numbers) == 1:
        return f"{text[:4]}-{text[4:6]}-{text[6:8]}"
    return f"{numbers[0]}-{int(numbers[1]):02}-{int(numbers[2]):02}"


def rows(path):
    """The lines of a ledger, by the platform's column names."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    lines = text.splitlines()
    start = next(i for i, line in enumerate(lines[:5]) if any(n in line for n in NAMES["采购单价"]))
    delimiter = max(",\t;", key=lines[start].count)
    reader = csv.reader(lines[start:], delimiter=delimiter)
    header = next(reader)
    places = {
        name: next((header.index(n) for n in names if n in header), None)
        for name, names in NAMES.items()
    }
    is_in_ten_thousands = "采购金额(万元)" in header
    for fields in reader:
        if fields[0].startswith("合计"):
            continue
        row = {n: fields[place] for n, place in places.items() if place is not None}
        row["采购日期"] = day(row["采购日期"])
        if is_in_ten_thousands:
            row["采购金额"] = f"{Decimal(row['采购金额']) * 10000:.2f}"
        yield row


def main(folder):
    platform = folder / "purchases" / "platform"
    header = {p.stem: p.open(encoding="utf-8").readline().strip() for p in platform.glob("*.csv")}
    for path in sorted((folder / "purchases" / "off-platform").glob("*.csv")):
        months = {}
        for row in rows(path):
            months.setdefault(row["采购日期"][:7], []).append(row)
        for month, lines in months.items():
            with (platform / f"{month}.csv").open("a", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(
                    file, header[month].split(","), restval="", lineterminator="\n")
                writer.writerows(lines)
    for path in platform.glob("*.csv"):
        path.rename(folder / "purchases" / path.name)
    for name in ("platform", "off-platform", "reissued"):
        shutil.rmtree(folder / "purchases" / name, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
