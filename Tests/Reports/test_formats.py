"""One report, four formats: the workbook's totals follow from its cells, as LibreOffice reads
them, and page, workbook, JSON and CSV say the same."""

import functools
import subprocess
import unittest
from decimal import ROUND_HALF_UP, Decimal

import openpyxl
import reports


@functools.cache
def recalculated(path):
    """The workbook as LibreOffice opens and saves it: every formula computed anew."""
    out = reports.scratch() / "recalculated"
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(reports.scratch() / 'office').as_uri()}",
         "--convert-to", "xlsx", "--outdir", str(out), str(path)],
        check=True, capture_output=True)
    return openpyxl.load_workbook(out / path.name, data_only=True)


def tables(book, *headings):
    """The rows below every row of headings that begins with these, as dictionaries."""
    found = []
    for sheet in book:
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        for index, row in enumerate(rows):
            if not all(any(str(cell or "").startswith(h) for cell in row) for h in headings):
                continue
            names = [str(cell or "").split("（")[0] for cell in row]
            for below in rows[index + 1:]:
                if all(cell in (None, "") for cell in below):
                    break
                found.append(dict(zip(names, below)))
    return found


def fen(value):
    return round(Decimal(str(value or 0)), 2)


class Workbook(unittest.TestCase):
    def setUp(self):
        self.report = reports.sample()
        self.book = recalculated(self.report.workbook)

    def test_the_account_of_the_input_adds_up(self):
        data = self.report.json["data"]
        rows = {row["项目"]: row for row in tables(self.book, "项目", "行数", "占读取行数")}
        parts = [row for name, row in rows.items() if name != "读取"]
        self.assertEqual(len(parts), 5)
        self.assertEqual(sum(row["行数"] or 0 for row in parts), rows["读取"]["行数"])
        self.assertEqual(sum(fen(row["金额"]) for row in parts), fen(rows["读取"]["金额"]))
        for kind, name in (("rejected", "拒收"), ("duplicate", "重复（含以后文件为准）")):
            kinds = {kind, "superseded"} if kind == "duplicate" else {kind}
            listed = [row for row in self.report.csv("rejects") if row["kind"] in kinds]
            self.assertEqual(len(listed), rows[name]["行数"])
            self.assertEqual(sum(fen(row["amount"]) for row in listed), fen(rows[name]["金额"]))
        self.assertEqual(rows["读取"]["行数"], data["linesRead"])
        self.assertEqual(fen(rows["读取"]["金额"]), Decimal(data["amountRead"]))

    def test_every_split_adds_up_to_the_month(self):
        total = Decimal(self.report.json["overview"]["total"]["amount"])
        rows = tables(self.book, "口径", "项目", "当月金额")
        for split in ("类别", "渠道", "地区"):
            parts = [fen(row["当月金额"]) for row in rows if row["口径"] == split]
            self.assertGreater(len(parts), 1, split)
            # Each part is rounded to 分 by itself.
            self.assertAlmostEqual(sum(parts), total, delta=Decimal("0.01") * len(parts), msg=split)
        (whole,) = [row for row in rows if row["项目"] == "合计"]
        self.assertEqual(fen(whole["当月金额"]), total)

    def test_shares_are_their_numerators_over_their_denominators(self):
        rows = tables(self.book, "指标", "期间", "分子")
        computed = [row for row in rows if isinstance(row["数值"], float)]
        self.assertGreater(len(computed), 1)
        for row in computed:
            (numerator,) = [v for k, v in row.items() if k.startswith("分子")]
            (denominator,) = [v for k, v in row.items() if k.startswith("分母")]
            self.assertAlmostEqual(row["数值"], numerator / denominator, places=6)

    def test_clue_rows_are_all_clues_and_their_money(self):
        findings = {f["findingId"]: f for f in self.report.json["findings"]}
        rows = {row["线索编号"]: row for row in tables(self.book, "级别", "线索编号", "涉及金额")}
        self.assertEqual(set(rows), set(findings))
        for name, row in rows.items():
            self.assertEqual(fen(row["涉及金额"]), Decimal(findings[name]["excessAmount"]), name)

    def test_above_the_clues_stands_a_sum_for_each_kind_of_money(self):
        sums = {}
        for finding in self.report.json["findings"]:
            amount = Decimal(finding["excessAmount"])
            if amount == 0:
                continue
            isPrice = finding["unit"] == "price"
            isNotBought = finding["referenceKind"] == "time-progress" and amount < 0
            kind = (isPrice, amount > 0, isNotBought and not isPrice)
            sums[kind] = sums.get(kind, Decimal(0)) + abs(amount)
        shown = [fen(cell.value) for cell in self.book["异常线索"][1]
                 if isinstance(cell.value, (int, float))]
        self.assertEqual(sorted(shown), sorted(sums.values()))
        self.assertGreater(len(shown), 2)

    def test_monitors_are_the_sums_of_their_clues(self):
        findings = self.report.json["findings"]
        monitors = tables(self.book, "监测项", "监测", "正常", "疑似")
        *parts, total = monitors
        self.assertEqual(len(parts), len(self.report.json["monitors"]))
        for row, account in zip(parts, self.report.json["monitors"]):
            own = [f for f in findings if f["monitor"] == account["id"]]
            self.assertEqual(row["监测"], row["正常"] + len(own), account["id"])
            self.assertAlmostEqual(
                fen(row["涉及金额"]), sum(abs(Decimal(f["excessAmount"])) for f in own),
                delta=Decimal("0.01") * (len(own) + 1), msg=account["id"])
        self.assertEqual(total["监测"], sum(row["监测"] for row in parts))
        self.assertEqual(fen(total["涉及金额"]), Decimal(self.report.json["excessAmount"]))


class Headlines(unittest.TestCase):
    """The figures of the first screen, in every format."""

    def test_page_workbook_json_and_csv_agree(self):
        report = reports.sample()
        with reports.Opened(report) as opened:
            shown = {
                figure.locator("h2").inner_text(): figure.locator(".value").inner_text().strip()
                for figure in opened.page.locator(".figure").all()
            }
            notes = opened.page.locator(".figures").inner_text()
        written = {row["主要指标"]: row["数值"] for row in tables(
            recalculated(report.workbook), "主要指标", "数值")}
        self.assertGreaterEqual(len(shown), 4)
        self.assertTrue(set(shown) <= set(written), (shown, written))

        def is_shown(label, number):
            text = shown[label]
            if text.endswith("万元"):
                return f"{number / 10_000:,.2f} 万元" == text
            if text.endswith("%"):
                percent = (Decimal(repr(number)) * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
                return f"{percent}%" == text.lstrip("+")
            return f"{number:,.0f}" == text.split()[0]
        for label in shown:
            self.assertTrue(is_shown(label, written[label]), (label, shown[label], written[label]))

        json = report.json
        self.assertEqual(fen(written["本月采购金额"]), Decimal(json["overview"]["total"]["amount"]))
        self.assertEqual(written["异常线索"], len(json["findings"]))
        self.assertAlmostEqual(
            written["平均价格涨跌"], json["prices"]["averageChange"][-1]["value"], places=6)
        values = [one["value"] for one in json["indicators"] if one["value"] is not None]
        others = set(shown) - {"本月采购金额", "异常线索", "平均价格涨跌"}
        self.assertTrue(others)
        for label in others:
            self.assertTrue(
                any(abs(value - written[label]) < 1e-6 for value in values), (label, written[label]))
        self.assertIn(f"{Decimal(json['excessAmount']) / 10_000:,.2f} 万元", notes)

        self.assertEqual(len(report.csv("findings")), len(json["findings"]))
        for row, finding in zip(report.csv("findings"), json["findings"]):
            self.assertEqual(row["finding_id"], finding["findingId"])
            self.assertEqual(row["excess_amount"], finding["excessAmount"])
            self.assertEqual(row["observed"], finding["observed"])


class Script(unittest.TestCase):
    def test_the_page_allows_its_own_script_and_no_other(self):
        import base64
        import hashlib
        page = reports.sample().page.read_text()
        script = page[page.rindex("<script>") + len("<script>"):page.rindex("</script>")]
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        self.assertIn(
            f"script-src 'sha256-{digest}'", page,
            f"HTMLScript.hash in Sources/Reporting/HTMLScript.swift should be {digest}")


if __name__ == "__main__":
    unittest.main()
