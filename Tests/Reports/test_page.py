"""The page in Chromium: the clue table does what it says, and nothing leaves the file."""

import csv
import unittest
from decimal import Decimal

import reports


def fill_choice(page, label, value):
    page.get_by_label(label, exact=True).select_option(value)


def kind(finding):
    """What a clue's money is; None where there is none."""
    fen = int(Decimal(finding["excessAmount"]) * 100)
    if not fen:
        return None
    if finding["unit"] == "price":
        return "高于参照" if fen > 0 else "低于参照"
    if fen > 0:
        return "超出限值"
    return "少采购" if finding["referenceKind"] == "time-progress" else "不足限值"


def sums(findings):
    """What the line above the table says of some findings, in fen by kind."""
    result = {}
    for finding in findings:
        if kind(finding):
            fen = abs(int(Decimal(finding["excessAmount"]) * 100))
            result[kind(finding)] = result.get(kind(finding), 0) + fen
    return result


def money(fen):
    return f"{Decimal(fen) / 100:,.2f}"


class ClueTable(unittest.TestCase):
    def setUp(self):
        self.report = reports.sample()
        self.findings = self.report.json["findings"]

    def ids(self, wanted):
        return [finding["findingId"] for finding in self.findings if wanted(finding)]

    def test_plain_rows_and_the_script_s_rows_say_the_same(self):
        texts = "rows => rows.map(row => [...row.cells].map(cell =>" \
            " [...cell.querySelectorAll('span')].map(span => span.textContent).filter(Boolean)))"
        with reports.Opened(self.report, script=False) as plain, \
                reports.Opened(self.report) as live:
            before = plain.page.eval_on_selector_all("tr[id^=clue-]", texts)
            after = live.page.eval_on_selector_all("tr[id^=clue-]", texts)
            self.assertGreater(len(before), 20)
            self.assertEqual(before, after)
            self.assertEqual(plain.page.locator("form.filters").count(), 0)

    def test_every_filter_shows_its_clues_and_their_sum(self):
        cases = [
            ("级别", "severity", lambda f: f["severity"]), ("监测项", "monitor", lambda f: f["monitor"]),
            ("地区", "region", lambda f: f["region"] or "-"),
            ("医疗机构", "institution", lambda f: f["institutionCode"] or "-"),
            ("状态", "status", lambda f: f["status"]),
        ]
        with reports.Opened(self.report) as opened:
            for label, name, key in cases:
                for value in sorted({key(finding) for finding in self.findings}):
                    with self.subTest(name, value=value):
                        fill_choice(opened.page, label, value)
                        self.assertEqual(opened.all_rows(), self.ids(lambda f: key(f) == value))
                        self.assertIn(f"{name}=", opened.page.url)
                        text = opened.page.locator(".sum").inner_text()
                        for word, fen in sums(
                                f for f in self.findings if key(f) == value).items():
                            self.assertIn(f"{word} {money(fen)} 元", text)
                fill_choice(opened.page, label, "")
            self.assertEqual(opened.all_rows(), self.ids(lambda f: True))
            self.assertEqual(opened.complaints, [])
            self.assertEqual(opened.foreign_requests, [])

    def test_filters_meet_and_are_cleared(self):
        def wanted(f):
            return f["monitor"] == "institution-gap" and f["severity"] == "warn"
        with reports.Opened(self.report) as opened:
            fill_choice(opened.page, "监测项", "institution-gap")
            fill_choice(opened.page, "级别", "warn")
            self.assertEqual(opened.rows(), self.ids(wanted))
            opened.page.get_by_role("button", name="清除筛选").click()
            self.assertEqual(opened.all_rows(), self.ids(lambda f: True))
            self.assertEqual(opened.page.url.split("#")[1], "clues")

    def test_a_link_with_a_filter_is_followed(self):
        def wanted(f):
            return f["monitor"] == "institution-gap"
        with reports.Opened(self.report, "#clues?monitor=institution-gap&sort=7&order=asc") as opened:
            expected = sorted(
                (f for f in self.findings if wanted(f)), key=lambda f: Decimal(f["excessAmount"]))
            self.assertEqual(
                [Decimal(f["excessAmount"]) for f in expected],
                [Decimal(text.replace(",", "")) for text in opened.page.eval_on_selector_all(
                    "tr.clue td:nth-child(8)",
                    "cells => cells.map(cell => cell.children[0].innerText)")])
            self.assertTrue(opened.page.locator("form.filters").is_visible())
            self.assertEqual(
                opened.page.get_by_label("监测项", exact=True).input_value(), "institution-gap")

    def test_a_bar_leads_to_its_clues(self):
        with reports.Opened(self.report) as opened:
            link = opened.page.locator("svg a").first
            name = link.text_content()
            link.click()
            self.assertIn("#clues?monitor=", opened.page.url)
            shown = opened.page.eval_on_selector_all(
                "tr.clue td:first-child", "cells => cells.map(cell => cell.children[2].innerText)")
            self.assertEqual(set(shown), {name})

    def test_search_finds_every_word_anywhere(self):
        first = next(f for f in self.findings if f["productName"] and f["manufacturer"])
        words = f"{first['productName']} {first['manufacturer'][:3]}".upper()
        with reports.Opened(self.report) as opened:
            opened.page.get_by_label("搜索").fill(words)
            rows = opened.rows()
            self.assertIn(first["findingId"], rows)
            names = {f["findingId"]: f["productName"] for f in self.findings}
            self.assertEqual({names[row] for row in rows}, {first["productName"]})
            opened.page.get_by_label("搜索").fill(self.findings[7]["findingId"])
            self.assertEqual(opened.rows(), [self.findings[7]["findingId"]])
            opened.page.get_by_label("搜索").fill("不会有的词")
            self.assertEqual(opened.rows(), [])
            self.assertEqual(opened.page.locator(".sum").inner_text(), "没有符合条件的线索。")

    def test_headings_sort_both_ways_and_back(self):
        def numbers(opened, column):
            texts = opened.page.eval_on_selector_all(
                f"tr.clue td:nth-child({column})",
                "cells => cells.map(cell => cell.children[0].innerText)")
            return [Decimal(text.replace(",", "")) for text in texts if text != "–"]
        with reports.Opened(self.report) as opened:
            opened.all_rows()
            ranked = opened.rows()
            for heading, column in (("比值", 6), ("数量", 7), ("涉及金额（元）", 8)):
                button = opened.page.locator("th").get_by_role("button", name=heading)
                for isReversed, order in ((True, "descending"), (False, "ascending")):
                    with self.subTest(heading, order=order):
                        button.click()
                        opened.all_rows()
                        shown = numbers(opened, column)
                        self.assertEqual(shown, sorted(shown, reverse=isReversed))
                        head = opened.page.locator(f"th[aria-sort={order}]")
                        self.assertEqual(head.inner_text().split()[0], heading)
                button.click()
                self.assertEqual(opened.all_rows(), ranked)

    def test_the_largest_clue_is_the_same_everywhere(self):
        def stake(finding):
            return abs(Decimal(finding["excessAmount"]))
        def ranked(findings):
            return [f["findingId"] for f in findings if kind(f) not in (None, "低于参照")]
        with reports.Opened(self.report) as opened:
            first = opened.page.eval_on_selector_all(
                ".first ol a", "links => links.map(link => link.hash.slice('#clue-'.length))")
            self.assertEqual(first, ranked(self.findings)[:3])
            self.assertEqual(opened.rows()[0], self.findings[0]["findingId"])
            opened.page.locator("th").get_by_role("button", name="涉及金额（元）").click()
            largest = max(self.findings, key=stake)
            self.assertEqual(opened.rows()[0], largest["findingId"])
            warned = max((f for f in self.findings if f["severity"] == "warn"), key=stake)
            self.assertEqual(self.findings[0]["findingId"], warned["findingId"])

    def test_every_amount_has_its_word(self):
        with reports.Opened(self.report) as opened:
            opened.all_rows()
            cells = opened.page.eval_on_selector_all(
                "tr.clue td:nth-child(8)",
                "cells => cells.map(cell => [...cell.children].map(span => span.textContent))")
            for finding, cell in zip(self.findings, cells):
                if kind(finding):
                    amount = f"{abs(Decimal(finding['excessAmount'])):,.2f}"
                    self.assertEqual(cell, [amount, kind(finding)])
                else:
                    self.assertEqual(cell, ["–"])

    def test_an_opened_clue_says_why(self):
        month = reports.ROOT / "PriceData/purchases/platform/2025-12.csv"
        with open(month, encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file))
        for monitor, words in (
                ("peer-multiple", ("为何提示", "倍", "参照价格", "药业", "规则", "1.8")),
                ("contract-lag", ("约定采购量完成率", "时间进度", "依据的约定采购量", "运城市")),
                ("change-frequency", ("涨价次数", "规则限值", "近十二个月平均采购价")),
                ("supply-warning", ("到货率", "近十二个月到货率")),
                ("off-platform", ("线下采购占比", "近十二个月线下采购占比"))):
            with self.subTest(monitor), \
                    reports.Opened(self.report, f"#clues?monitor={monitor}") as opened:
                opened.page.locator("tr.clue button").first.click()
                text = opened.page.locator("tr.detail").inner_text()
                for word in words:
                    self.assertIn(word, text)
                if monitor == "contract-lag":
                    progress = opened.page.locator("tr.detail circle.peer").count()
                    self.assertGreater(progress, 1)
                if monitor == "peer-multiple":
                    row = opened.page.locator("tr.detail .lines tbody tr").first
                    cells = row.locator("td").all_inner_texts()
                    place = int(cells[0].rsplit(":", 1)[1])
                    for cell in cells[1:]:
                        self.assertIn(cell, lines[place - 1])

    def test_a_clue_opens_its_evidence_in_place(self):
        finding = next(f for f in self.findings if f["monitor"] == "institution-gap")
        name = finding["findingId"]
        with reports.Opened(self.report, f"#clue-{name}") as opened:
            row = opened.page.locator(f"#clue-{name}")
            detail = opened.page.locator(f"#clue-{name} + tr.detail")
            self.assertEqual(opened.page.locator("tr.detail").count(), 1)
            self.assertTrue(detail.is_visible())
            for line in finding["evidence"][:20]:
                self.assertIn(f"{line['file']}:{line['line']}", detail.inner_text())
            self.assertIn(f"jicai explain {name}", detail.inner_text())
            charts = detail.locator("figure")
            self.assertEqual(charts.count(), 2)
            marked = charts.first.locator("circle.marked title").all_text_contents()
            self.assertEqual(len(marked), 1)
            self.assertTrue(marked[0].startswith(finding["institutionName"]))
            self.assertEqual(
                charts.first.locator("circle").count(), finding["peers"] + 1)
            self.assertEqual(row.get_by_role("button").get_attribute("aria-expanded"), "true")
            row.get_by_role("button").click()
            self.assertEqual(opened.page.locator("tr.detail").count(), 0)

    def test_what_needs_action_leads_to_its_clue(self):
        with reports.Opened(self.report) as opened:
            link = opened.page.locator(".first ol a").first
            link.click()
            name = opened.page.url.split("#clue-")[1]
            self.assertTrue(opened.page.locator(f"#clue-{name} + tr.detail").is_visible())

    def test_everything_can_be_done_with_the_keyboard(self):
        with reports.Opened(self.report) as opened:
            page = opened.page
            page.get_by_label("搜索").focus()
            page.keyboard.type("医院")
            reached = []
            for _ in range(40):
                page.keyboard.press("Tab")
                reached.append(page.evaluate(
                    "[document.activeElement.tagName, document.activeElement.className,"
                    " getComputedStyle(document.activeElement).outlineStyle,"
                    " parseFloat(getComputedStyle(document.activeElement).outlineWidth)]"))
                if reached[-1][1] == "open":
                    break
            self.assertEqual([r[0] for r in reached[:6]], ["SELECT"] * 5 + ["BUTTON"])
            self.assertEqual(reached[-1][1], "open")
            for tag, _, style, width in reached:
                self.assertNotEqual(style, "none", tag)
                self.assertGreaterEqual(width, 2, tag)
            page.keyboard.press("Enter")
            self.assertEqual(page.locator("tr.detail").count(), 1)
            page.keyboard.press("Space")
            self.assertEqual(page.locator("tr.detail").count(), 0)
            page.locator("th").get_by_role("button", name="比值").focus()
            page.keyboard.press("Enter")
            self.assertEqual(page.locator("th[aria-sort=descending]").count(), 1)


class Crowd(unittest.TestCase):
    """5,000 clues, with names that try to run."""

    def test_the_file_is_small_and_the_table_fluent(self):
        report = reports.crowd()
        self.assertEqual(len(report.csv("findings")), 5000)
        size = report.page.stat().st_size
        self.assertLess(size, 4_000_000)
        with reports.Opened(report) as opened:
            page = opened.page
            times = {"open": page.evaluate(
                "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")}

            def timed(name, action):
                times[name] = page.evaluate(
                    f"""async () => {{
                        const start = performance.now();
                        {action}
                        await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
                        return performance.now() - start;
                    }}""")

            timed("filter", "const s = document.querySelectorAll('.filters select')[2];"
                            "s.value = '1号区'; s.dispatchEvent(new Event('change'));")
            self.assertEqual(page.locator(".sum").inner_text().split()[0], "1,250")
            timed("unfilter", "const s = document.querySelectorAll('.filters select')[2];"
                              "s.value = ''; s.dispatchEvent(new Event('change'));")
            timed("search", "const s = document.querySelector('.filters input');"
                            "s.value = '777号'; s.dispatchEvent(new Event('input'));")
            self.assertEqual(len(opened.rows()), 4)
            page.get_by_role("button", name="清除筛选").click()
            timed("sort numbers", "document.querySelectorAll('th button')[7].click();")
            timed("sort names", "document.querySelectorAll('th button')[1].click();")
            timed("open a clue", "document.querySelector('tr.clue button').click();")
            print(f"\n  5,000 clues: {size / 1e6:.2f} MB; ms: "
                  + ", ".join(f"{name} {value:.0f}" for name, value in times.items()))
            for name, value in times.items():
                self.assertLess(value, 3000 if name == "open" else 1000, name)
            self.assertEqual(len(opened.all_rows()), 5000)

    def test_hostile_names_are_shown_and_do_nothing(self):
        report = reports.crowd()
        for script in (True, False):
            with reports.Opened(report, script=script) as opened:
                if script:
                    for name in reports.HOSTILE:
                        opened.page.get_by_label("搜索").fill(name)
                        self.assertGreaterEqual(len(opened.rows()), 4)
                        opened.page.locator("tr.clue button").first.click()
                    body = opened.page.inner_text("body")
                    self.assertIn(reports.HOSTILE[3], body)
                    self.assertEqual(opened.page.evaluate("window.attacked"), None)
                    self.assertEqual(opened.page.locator("img").count(), 0)
                self.assertEqual(opened.foreign_requests, [])
                self.assertEqual(opened.complaints, [])


if __name__ == "__main__":
    unittest.main()
