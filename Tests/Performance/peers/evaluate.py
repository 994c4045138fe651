#!/usr/bin/env python3
"""Measures how well jicai finds what the sample city has planted, over many seeds and sizes.

For each seed and size it runs `jicai sample`, `jicai report` and `jicai evaluate`, and once more
with no anomaly planted; with --peers it runs peers.py on the same files. It adds the counts up by
monitor and prints tables in Markdown; with --record it writes them into
Documentation/detection.md between two marks.

Called by `make evaluate`; needs nothing but Python 3, and for --peers the packages of
requirements.txt.

The seeds begin at 1000. Whoever changes a threshold or the generator tries it on smaller ones.
"""

import argparse
import collections
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DOCUMENT = ROOT / "Documentation/detection.md"
FAMILIES = {"price-rise": "price-change", "price-drop": "price-change",
            "institution-gap": "price-level", "unit-mismatch": "unit"}
SUBJECT = ["monitor", "product_code", "institution_code", "region", "distributor", "month"]
COUNTS = ["labels", "found", "missed", "findings", "correct", "implied", "wrong", "tested"]


def run(command):
    """Runs a command to its end and returns what it printed."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"evaluate: {' '.join(map(str, command))} ended with {done.returncode}:\n"
                 f"{done.stderr or done.stdout}")
    return done.stdout


def add(total, entry):
    for key in COUNTS:
        total[key] += entry.get(key) or 0


def share(part, whole):
    return f"{part / whole:.3f}" if whole else "–"


def interval(part, whole):
    """Wilson's 95 % interval, its lower end."""
    if not whole:
        return "–"
    z, p = 1.96, part / whole
    middle = p + z * z / (2 * whole)
    spread = z * ((p * (1 - p) + z * z / (4 * whole)) / whole) ** 0.5
    return f"{(middle - spread) / (1 + z * z / whole):.3f}"


def f1(precision_part, precision_whole, recall_part, recall_whole):
    if not precision_whole or not recall_whole:
        return "–"
    precision, recall = precision_part / precision_whole, recall_part / recall_whole
    return f"{2 * precision * recall / (precision + recall):.3f}" if precision + recall else "0.000"


def score_row(name, total):
    judged = total["correct"] + total["wrong"]
    return [
        name, str(total["labels"]), str(total["found"]), str(total["missed"]),
        str(total["correct"]), str(total["wrong"]), str(total["implied"]),
        share(total["correct"], judged), interval(total["correct"], judged),
        share(total["found"], total["labels"]), interval(total["found"], total["labels"]),
        f1(total["correct"], judged, total["found"], total["labels"]),
    ]


def markdown(header, rows):
    lines = ["| " + " | ".join(header) + " |",
             "|---|" + "---:|" * (len(header) - 1)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def measure(options):
    """The counts by size and monitor, of cities with and without anomalies, and the peers'."""
    planted = {size: collections.defaultdict(collections.Counter) for size in options.sizes}
    calm = {size: collections.defaultdict(collections.Counter) for size in options.sizes}
    peers = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))
    details = []
    for size in options.sizes:
        for seed in options.seeds:
            folder = Path(tempfile.mkdtemp(prefix="jicai-evaluate-"))
            try:
                for name, extra, totals in [
                    ("planted", [], planted[size]), ("calm", ["--anomalies", "0"], calm[size]),
                ]:
                    data, out = folder / name, folder / (name + "-report")
                    run([options.jicai, "sample", "--out", data, "--lines", str(size),
                         "--months", str(options.months), "--seed", str(seed), *extra])
                    run([options.jicai, "report", "--data", data, "--out", out,
                         "--format", "json"])
                    report = next(out.iterdir())
                    result = json.loads(run([
                        options.jicai, "evaluate", "--labels", data / "labels.csv", report,
                        "--format", "json", "--details"]))
                    for entry in result["monitors"]:
                        add(totals[entry["monitor"]], entry)
                        family = FAMILIES.get(entry["monitor"])
                        if family and name == "planted" and options.peers \
                                and seed in options.peer_seeds:
                            add(peers["jicai"][family], entry)
                    for kind in ("wrong", "missed"):
                        for subject in result.get(kind) or []:
                            details.append(
                                [str(size), str(seed), name, kind, *map(subject.get, SUBJECT)])
                if options.peers and seed in options.peer_seeds:
                    lines = run([options.peers, Path(__file__).with_name("peers.py"),
                                 folder / "planted"])
                    for entry in json.loads(lines):
                        add(peers[entry["method"]][entry["family"]], entry)
            finally:
                shutil.rmtree(folder)
            print(f"{size} lines, seed {seed}", file=sys.stderr)
    if options.details:
        Path(options.details).write_text(
            "\n".join(",".join(row) for row in [["lines", "seed", "city", "kind", *SUBJECT]]
                      + details) + "\n")
    return planted, calm, peers


def tables(options, planted, calm, peers):
    lines = []
    commit = run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"]).strip()
    sizes = ", ".join(f"{size:,}" for size in options.sizes)
    lines += [
        f"Commit `{commit}`; seeds {options.seeds[0]}–{options.seeds[-1]} "
        f"({len(options.seeds)}), {sizes} lines over {options.months} months: "
        f"{len(options.seeds) * len(options.sizes)} cities with anomalies and as many without.",
        "",
        "All sizes together. “≥” is the lower end of Wilson's 95 % interval.", "",
    ]
    header = ["monitor", "labels", "found", "missed", "correct", "wrong", "implied",
              "precision", "≥", "recall", "≥", "F1"]
    monitors = sorted({name for size in planted for name in planted[size] if name != "total"})
    both = {name: sum((planted[size][name] for size in planted), collections.Counter())
            for name in [*monitors, "total"]}
    lines += markdown(header, [score_row(name, both[name]) for name in [*monitors, "total"]])
    lines += ["", "By size: precision / recall.", ""]
    rows = []
    for name in [*monitors, "total"]:
        row = [name]
        for size in options.sizes:
            total = planted[size][name]
            row.append(share(total["correct"], total["correct"] + total["wrong"]) + " / "
                       + share(total["found"], total["labels"]))
        rows.append(row)
    lines += markdown(["monitor"] + [f"{size:,} lines" for size in options.sizes], rows)
    lines += ["", "Cities with nothing planted: clues, and clues for 10,000 tested.", ""]
    rows = []
    names = sorted({name for size in calm for name in calm[size] if name != "total"})
    for name in [*names, "total"]:
        total = sum((calm[size][name] for size in calm), collections.Counter())
        rate = f"{total['findings'] * 10_000 / total['tested']:.2f}" if total["tested"] else "–"
        rows.append([name, f"{total['tested']:,}", str(total["findings"]), rate])
    lines += markdown(["monitor", "tested", "clues", "for 10,000"], rows)
    if peers:
        lines += [
            "",
            f"Other methods on the same files, seeds {options.peer_seeds[0]}–"
            f"{options.peer_seeds[-1]} of each size.",
            "",
        ]
        rows = []
        for family in dict.fromkeys(FAMILIES.values()):
            for method in peers:
                total = peers[method][family]
                rows.append([family, method, *score_row(family, total)[1:6],
                             share(total["correct"], total["correct"] + total["wrong"]),
                             share(total["found"], total["labels"]),
                             f1(total["correct"], total["correct"] + total["wrong"],
                                total["found"], total["labels"])])
        lines += markdown(["labels of", "method", "labels", "found", "missed", "correct", "wrong",
                           "precision", "recall", "F1"], rows)
    return lines


def record(lines):
    begin, end = "<!-- evaluation -->", "<!-- end of evaluation -->"
    text = DOCUMENT.read_text()
    before, rest = text.split(begin, 1)
    after = rest.split(end, 1)[1]
    DOCUMENT.write_text(before + begin + "\n\n" + "\n".join(lines) + "\n\n" + end + after)


def numbers(text):
    """`1000-1019` or `5000,20000` as a list."""
    result = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        result += range(int(first), int(last or first) + 1)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--jicai", required=True)
    parser.add_argument("--peers", help="the Python that has the packages of requirements.txt")
    parser.add_argument("--seeds", type=numbers, default=numbers("1000-1019"))
    parser.add_argument("--peer-seeds", type=numbers, default=numbers("1000-1019"))
    parser.add_argument("--sizes", type=numbers, default=numbers("5000,20000,60000"))
    parser.add_argument("--months", type=int, default=24)
    parser.add_argument("--details", help="write every wrong finding and missed label to this file")
    parser.add_argument("--record", action="store_true", help=f"write the tables into {DOCUMENT}")
    options = parser.parse_args()
    lines = tables(options, *measure(options))
    print("\n".join(lines))
    if options.record:
        record(lines)


if __name__ == "__main__":
    main()
