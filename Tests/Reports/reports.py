"""What the tests of the finished reports share: reports written once, and a browser.

The reports are written by the program itself into a temporary folder: the sample city's, one of
invented purchases with 5,000 clues and hostile names, and those of the real data where they lie
beside the checkout.
"""

import atexit
import csv
import functools
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
REAL_DATA = ROOT.parent / "shared" / "realdata"
WIDTHS = (360, 1280, 1920)
HOSTILE = (
    "<script>window.attacked = 1</script>",
    "</script><img src=x onerror=\"window.attacked = 2\">",
    "\"><svg onload='window.attacked = 3'>",
    "<!--<script>",
)


def run(*arguments):
    """Runs a program that must succeed."""
    subprocess.run([str(part) for part in arguments], check=True, stdout=subprocess.DEVNULL)


@functools.cache
def scratch():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="jicai-reports-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


class Written:
    """A report folder, with its JSON and CSV."""

    def __init__(self, data, language="zh"):
        out = scratch() / f"{pathlib.Path(data).name}-{language}"
        run(os.environ["JICAI"], "report", "--data", data, "--out", out, "--language", language)
        (self.folder,) = out.iterdir()
        self.language = language

    @property
    def page(self):
        return self.folder / "report.html"

    @property
    def workbook(self):
        return self.folder / "report.xlsx"

    @functools.cached_property
    def json(self):
        return json.loads((self.folder / "report.json").read_text())

    @functools.cache
    def csv(self, name):
        """The rows of a CSV file."""
        with open(self.folder / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))


@functools.cache
def sample(language="zh"):
    return Written(ROOT / "PriceData", language)


@functools.cache
def crowd():
    """1,250 products at twelve institutions, of which four pay twice as much: 5,000 clues."""
    data = scratch() / "crowd"
    (data / "purchases").mkdir(parents=True)
    with open(data / "purchases" / "a.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["订单明细编号", "采购日期", "医疗机构名称", "地区", "通用名", "规格", "生产企业",
                         "采购单价", "采购数量"])
        for month in ("2025-11", "2025-12"):
            for product in range(1250):
                name = HOSTILE[product] if product < len(HOSTILE) else f"第{product}号监测用药品片"
                for place in range(12):
                    institution = HOSTILE[1] if place == 0 else f"第{place}人民医院（{month[:4]}年新院区）"
                    price = (1 + product / 100) * (2 if place < 4 else 1)
                    writer.writerow([
                        f"{month}-{product}-{place}", f"{month}-05", institution,
                        f"{place % 5}号区", name, "0.25g*14粒,铝塑", f"{product % 40}号药业股份有限公司",
                        f"{price:.2f}", 1000 + place])
    return Written(data)


@functools.cache
def real(name, ending):
    """The report of a real data set; None where the files are not there."""
    source = REAL_DATA / name
    if not source.is_dir():
        return None
    data = scratch() / name
    (data / "purchases").mkdir(parents=True)
    for file in source.iterdir():
        if file.name.endswith(ending):
            shutil.copyfile(file, data / "purchases" / file.name)
    shutil.copytree(ROOT / "PriceData" / "profiles", data / "profiles")
    return Written(data, "en")


@functools.cache
def browser():
    playwright = sync_playwright().start()
    chromium = playwright.chromium.launch(
        executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
    atexit.register(playwright.stop)
    atexit.register(chromium.close)
    return chromium


class Opened:
    """A page in the browser, with everything it asked for and complained of."""

    def __init__(self, report, hash="", width=1280, height=760, scheme="light", script=True):
        self.context = browser().new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme,
            java_script_enabled=script)
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.requests = []
        self.complaints = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.address = report.page.as_uri()
        self.page.goto(self.address + hash)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    @property
    def foreign_requests(self):
        return [url for url in self.requests if url.split("#")[0] != self.address]

    def rows(self):
        """The identifiers of the clues in the table, from top to bottom."""
        return self.page.eval_on_selector_all(
            "tr.clue", "rows => rows.map(row => row.id.slice('clue-'.length))")

    def all_rows(self):
        """The same, after scrolling until no more come."""
        more = self.page.locator("button.more")
        while more.is_visible():
            more.click()
        return self.rows()
