"""The same pages on real data: long English names, 43 countries as regions, no catalogue, no VBP."""

import unittest

import page_rules
import reports
from test_looks import CHINESE, open_some

SETS = {"scms": "Dataset.csv", "nhs_drug_tariff": ".csv"}


class RealData(unittest.TestCase):
    def each(self):
        for name, ending in SETS.items():
            report = reports.real(name, ending)
            if report is None:
                self.skipTest("needs ../shared/realdata beside the checkout")
            with self.subTest(name):
                yield name, report

    def test_pages_hold_up(self):
        for _, report in self.each():
            for width in reports.WIDTHS:
                with reports.Opened(report, width=width) as opened:
                    open_some(opened)
                    page_rules.check(self, opened, width)
            with reports.Opened(report, scheme="dark") as opened:
                open_some(opened)
                page_rules.check_contrast(self, opened)

    def test_no_word_is_chinese(self):
        for _, report in self.each():
            with reports.Opened(report) as opened:
                open_some(opened)
                lines = opened.page.inner_text("body").split("\n")
                self.assertEqual([line for line in lines if CHINESE.search(line)], [])

    def test_what_is_missing_is_not_computable(self):
        for _, report in self.each():
            with reports.Opened(report) as opened:
                figures = opened.page.locator(".figures").inner_text()
                self.assertIn("Not computable", figures)
                self.assertIn("No batches", figures)

    def test_every_clue_is_there(self):
        for _, report in self.each():
            with reports.Opened(report) as opened:
                self.assertEqual(
                    opened.all_rows(), [f["findingId"] for f in report.json["findings"]])


if __name__ == "__main__":
    unittest.main()
