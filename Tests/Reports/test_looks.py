"""How pages look: nothing overflows, everything can be read, on a screen and on paper."""

import re
import subprocess
import unittest

import page_rules
import reports

CHINESE = re.compile("[\u3000-\u9fff\uff00-\uffef]")


def open_some(opened):
    """Opens the first clue of every monitor, so that its charts are looked at as well."""
    seen = set()
    for button in opened.page.locator("tr.clue button").all()[:60]:
        name = button.get_attribute("aria-label")
        monitor = button.locator("xpath=..").inner_text().split("\n")[1]
        if monitor not in seen and name:
            button.click()
            seen.add(monitor)


class Looks(unittest.TestCase):
    def test_nothing_overflows_at_any_width(self):
        for report in (reports.sample("zh"), reports.sample("en")):
            for width in reports.WIDTHS:
                with self.subTest(report.language, width=width), \
                        reports.Opened(report, width=width) as opened:
                    open_some(opened)
                    page_rules.check(self, opened, width)

    def test_the_first_screen_holds_what_a_director_looks_for(self):
        for report in (reports.sample("zh"), reports.sample("en")):
            with self.subTest(report.language), reports.Opened(report) as opened:
                for selector in ("header", ".figures", ".first", "nav"):
                    box = opened.page.locator(selector).first.bounding_box()
                    self.assertLessEqual(box["y"] + box["height"], 760, selector)
                self.assertTrue(4 <= opened.page.locator(".figure").count() <= 6)
                self.assertEqual(opened.page.locator(".first ol a").count(), 3)
                self.assertGreater(opened.page.locator(".first ul li, .first p").count(), 0)
                self.assertGreaterEqual(opened.page.locator(".figure .spark").count(), 4)

    def test_contrast_in_both_schemes(self):
        for scheme in ("light", "dark"):
            with self.subTest(scheme), reports.Opened(
                    reports.sample(), scheme=scheme) as opened:
                open_some(opened)
                lowest = page_rules.check_contrast(self, opened)
                print(f"\n  lowest contrast of text, {scheme}: {lowest:.2f}")

    def test_english_has_no_chinese_label_left(self):
        with reports.Opened(reports.sample("en")) as opened:
            open_some(opened)
            labels = opened.page.eval_on_selector_all(
                "h1, h2, h4, th, label, button, figcaption, dt, .sum, figure .note, .caption,"
                " .tag, option[value='']",
                "nodes => nodes.map(node => [node.textContent, node.getAttribute('aria-label')])")
            # Plan names, institutions and regions are data, and stay as they are.
            plans = opened.page.eval_on_selector_all(
                "tr.group th", "nodes => nodes.map(node => node.textContent)")
            data = " ".join(
                f"{f['institutionName']} {f['region']}" for f in reports.sample("en").json["findings"])
            left = [text for text, _ in labels if CHINESE.search(text) and text not in plans
                    and not any(word in data for word in re.findall("[\u4e00-\u9fff]{2,}", text))]
            self.assertEqual(left, [])

    def test_every_chart_kind_of_a_clue_is_there(self):
        with reports.Opened(reports.sample()) as opened:
            open_some(opened)
            titles = {chart["title"] for chart in opened.page.evaluate(page_rules.CHARTS)}
            for part in ("各机构采购价", "近十二个月平均采购价", "近十二个月到货率",
                         "近十二个月约定采购量累计完成率", "近十二个月非中选占比", "平台采购率与规划目标",
                         "规划目标完成情况", "各监测项的涉及金额", "涉及金额最大的医疗机构"):
                self.assertTrue(any(part in title for title in titles), part)


def holds(page, finding):
    """Whether a printed page has the row of a clue; other tables name clues as well, but not the
    lines they stand on."""
    lines = [f"{line['file']}:{line['line']}" for line in finding["evidence"][:1]]
    amount = abs(float(finding["excessAmount"]))
    parts = [finding["findingId"], finding["productCode"], *lines,
             f"{amount:,.2f}" if amount else "–"]
    return all(part in page for part in parts)


class Paper(unittest.TestCase):
    """The page as PDF, read back with pdftotext."""

    def test_no_cell_is_set_over_its_neighbour(self):
        for report in (reports.sample("zh"), reports.sample("en")):
            # A4 less its margins, 182 mm.
            with self.subTest(report.language), reports.Opened(report, width=688) as opened:
                opened.page.emulate_media(media="print")
                self.assertEqual(opened.page.evaluate(page_rules.CELLS), [])

    def test_the_last_page_holds_more_than_the_footer(self):
        for report in (reports.sample("zh"), reports.sample("en")):
            self.assertGreater(len(self.pages(report)[-1]), 120)

    def pages(self, report, hash=""):
        path = reports.scratch() / "page.pdf"
        with reports.Opened(report, hash) as opened:
            opened.page.pdf(path=path, prefer_css_page_size=True)
        text = subprocess.run(
            ["pdftotext", "-raw", path, "-"], check=True, capture_output=True, text=True).stdout
        size = subprocess.run(
            ["pdfinfo", path], check=True, capture_output=True, text=True).stdout
        self.assertRegex(size, r"Page size: +59\d\.\d+ x 84\d\.\d+ pts \(A4\)")
        return ["".join(page.split()) for page in text.split("\f")[:-1]]

    def test_pages_are_numbered_heads_repeated_and_rows_whole(self):
        report = reports.sample()
        pages = self.pages(report)
        self.assertGreater(len(pages), 4)
        for number, page in enumerate(pages, start=1):
            self.assertIn(f"{number}/{len(pages)}", page)
        self.assertNotIn("清除筛选", "".join(pages))
        findings = report.json["findings"]
        holding = [page for page in pages if any(holds(page, finding) for finding in findings)]
        self.assertGreater(len(holding), 2)
        for page in holding:
            self.assertIn("建议与依据", page)
        for finding in findings:
            on = [page for page in pages if holds(page, finding)]
            self.assertEqual(len(on), 1, finding["findingId"])

    def test_a_filtered_table_prints_what_it_shows(self):
        report = reports.sample()
        pages = self.pages(report, "#clues?monitor=institution-gap")
        for finding in report.json["findings"]:
            isShown = any(holds(page, finding) for page in pages)
            self.assertEqual(
                isShown, finding["monitor"] == "institution-gap", finding["findingId"])

    def test_of_five_thousand_clues_two_hundred_are_printed(self):
        report = reports.crowd()
        with reports.Opened(report) as opened:
            opened.page.emulate_media(media="print")
            opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
            self.assertEqual(len(opened.rows()), 200)
            note = opened.page.locator(".printed")
            self.assertTrue(note.is_visible())
            self.assertIn("其余 4,800 条", note.inner_text())


if __name__ == "__main__":
    unittest.main()
