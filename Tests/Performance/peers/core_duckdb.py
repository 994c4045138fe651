#!/usr/bin/env python3
"""The core of a monthly report in DuckDB: typed columns, two threads.

    core_duckdb.py DATA OUT

Does what core_polars.py does, in SQL.
"""

import json
import sys
from pathlib import Path

import duckdb

COLUMNS = {
    "订单明细编号": "VARCHAR", "采购日期": "DATE", "医疗机构编码": "VARCHAR", "医疗机构名称": "VARCHAR",
    "地区": "VARCHAR", "国家医保药品代码": "VARCHAR", "通用名": "VARCHAR", "剂型": "VARCHAR",
    "规格型号": "VARCHAR", "转换比": "BIGINT", "生产企业": "VARCHAR", "配送企业": "VARCHAR",
    "采购渠道": "VARCHAR", "采购单价": "DOUBLE", "采购数量": "BIGINT", "采购金额": "DECIMAL(18,2)",
    "到货数量": "BIGINT", "退货数量": "BIGINT", "挂网价": "DOUBLE", "订单状态": "VARCHAR",
    "到货时间": "DATE", "作废原因": "VARCHAR",
}

PANEL = """
CREATE TABLE cells AS
WITH lines AS (
  SELECT 国家医保药品代码 AS product, 医疗机构编码 AS institution, 地区 AS region,
    配送企业 AS distributor, 采购渠道 AS channel, date_trunc('month', 采购日期) AS month,
    coalesce(订单状态 NOT IN ('已作废', '作废'), true) AS bought, 采购数量 * 转换比 AS units,
    到货数量 * 转换比 AS arrived, 采购金额 AS amount, 采购单价 / 转换比 AS price
  FROM read_csv(?, header = true, delim = ',', quote = '"', escape = '"', auto_detect = false,
    columns = {columns})
)
SELECT product, institution, region, distributor, channel, month, count(*) AS lines,
  sum(CASE WHEN bought THEN units ELSE 0 END)::BIGINT AS ordered,
  sum(CASE WHEN bought THEN arrived ELSE 0 END)::BIGINT AS arrived, sum(units)::BIGINT AS due,
  sum(CASE WHEN bought THEN amount ELSE 0 END) AS amount,
  min(CASE WHEN bought THEN price END) AS lowest, max(CASE WHEN bought THEN price END) AS highest
FROM lines GROUP BY ALL
"""

BOUGHT = """
CREATE TABLE {name} AS
SELECT product, {key}, month, sum(amount)::DOUBLE AS amount, sum(ordered) AS quantity,
  sum(amount)::DOUBLE / sum(ordered) AS price
FROM cells WHERE ordered > 0 GROUP BY ALL
"""

CHANGES = """
WITH last AS (SELECT product, max(month) AS month FROM bought WHERE month < $month GROUP BY product),
  changes AS (
    SELECT now.product, sum(now.price * now.quantity) AS price_now, sum(old.price * now.quantity) AS price_then,
      count(*) AS institutions,
      ln(sum(now.price * now.quantity) / sum(old.price * now.quantity)) AS change
    FROM bought AS now JOIN last ON now.product = last.product
      JOIN bought AS old ON old.product = last.product AND old.month = last.month
        AND old.institution = now.institution
    WHERE now.month = $month GROUP BY now.product)
SELECT *, (change - (SELECT median(change) FROM changes))
  / (1.4826 * (SELECT mad(change) FROM changes)) AS spread FROM changes
"""

FREQUENCY = """
WITH prices AS (SELECT product, month, median(price) AS price FROM bought GROUP BY ALL),
  moves AS (SELECT product,
    abs(price / lag(price) OVER (PARTITION BY product ORDER BY month) - 1) AS change FROM prices)
SELECT product, count(*) FILTER (change > 0.005) AS changes, count(*) AS months
FROM moves GROUP BY product
"""

GAPS = """
WITH medians AS (SELECT product, median(price) AS median, count(*) - 1 AS peers
    FROM {name} WHERE month = $month GROUP BY product)
SELECT *, price / median AS ratio FROM {name} JOIN medians USING (product)
WHERE month = $month AND peers >= 5 AND price / median > 1.3 ORDER BY ratio DESC, product, {key}
"""

DELIVERY = """
SELECT distributor, month, sum(due) AS due, sum(arrived) AS arrived, sum(arrived) / sum(due) AS rate
FROM cells WHERE month > $month - INTERVAL 3 MONTH GROUP BY ALL ORDER BY ALL
"""

SHARE = """
SELECT channel, sum(amount) FROM cells
  JOIN read_csv(?) AS p ON p.医保代码 = product JOIN read_csv(?) AS i ON i.医疗机构编码 = institution
WHERE year(month) = year(?::DATE) AND 机构性质 = '公立'
  AND 类别 IN ('化学药', '生物制品', '中成药', '配方颗粒', '自制剂')
GROUP BY channel
"""


def main(data, out):
    out.mkdir(parents=True, exist_ok=True)
    db = duckdb.connect(config={"threads": 2, "preserve_insertion_order": False})
    files = [str(path) for path in sorted((data / "purchases").glob("*.csv"))]
    columns = "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items()) + "}"
    db.execute(PANEL.replace("{columns}", columns), [files])
    month = db.execute("SELECT max(month) FROM cells").fetchone()[0]

    def write(query, name):
        text = query.replace("$month", f"DATE '{month:%Y-%m-%d}'")
        db.execute(f"COPY ({text}) TO '{out / name}' (HEADER)")

    db.execute(BOUGHT.format(name="bought", key="institution"))
    db.execute(BOUGHT.format(name="regions", key="region"))
    write(CHANGES, "changes.csv")
    write(FREQUENCY, "frequency.csv")
    write(GAPS.format(name="bought", key="institution"), "institution-gaps.csv")
    write(GAPS.format(name="regions", key="region"), "region-gaps.csv")
    write(DELIVERY, "delivery.csv")
    catalogues = [str(data / "products.csv"), str(data / "institutions.csv")]
    share = dict(db.execute(SHARE, [*catalogues, month]).fetchall())
    lines, cells = db.execute("SELECT sum(lines), count(*) FROM cells").fetchone()
    months = db.execute("SELECT month, sum(amount) FROM cells GROUP BY month ORDER BY 1").fetchall()
    now = db.execute(
        "SELECT region, sum(amount) FROM cells WHERE month = ? GROUP BY region", [month]).fetchall()
    lines_now, products = db.execute(
        "SELECT sum(lines), count(DISTINCT product) FROM cells WHERE month = ?", [month]).fetchone()
    facts = {
        "lines": int(lines),
        "cells": cells,
        "months": {f"{m:%Y-%m}": round(float(a), 2) for m, a in months},
        "regions": {r: round(float(a), 2) for r, a in now},
        "linesInMonth": int(lines_now),
        "products": products,
        "platformDrugs": round(float(share["平台采购"]), 2),
        "allDrugs": round(float(sum(share.values())), 2),
    }
    (out / "facts.json").write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
