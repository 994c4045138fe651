# What a person runs. Everything else is Swift's own: swift build, swift test, swift run jicai.
#
# Variables are given on the command line, as in  make report DATA=/data/prices MONTH=2025-11 ;
# those of the environment are not taken, since names like MONTH may mean something else there.

# make report
DATA = PriceData
OUT = Reports
MONTH =
PLAN =
OPTIONS =

# make benchmark
LINES = 10000000
RUNS = 5
RECORD =

# make evaluate
SEEDS = 1000-1019
PEER_SEEDS = $(SEEDS)
SIZES = 5000,20000,60000
PEERS = .build-benchmark/peers
CORE_PEERS = .build-benchmark/core-peers

# make test-reports
READERS = .build-reports

# make sample
FORCE =

# Where the build goes, and how many more flags the compiler needs.
BUILD = .build
ifeq ($(shell uname -s),Darwin)
  # libcsv comes without a pkg-config file, and Homebrew's folders are not on the compiler's path.
  BREW := $(shell brew --prefix 2>/dev/null)
  ifneq ($(BREW),)
    FLAGS = -Xcc -I$(BREW)/include -Xlinker -L$(BREW)/lib
  endif
endif
# The runtime within the program, where the toolchain has it in that form (Linux): the program is
# quicker by a twentieth, and needs no Swift where it runs.
STATIC = $(shell test -d "$$(swiftc -print-target-info 2>/dev/null | \
  sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')_static/linux" && echo --static-swift-stdlib)
SWIFT_BUILD = swift build --scratch-path "$(BUILD)" $(FLAGS)
JICAI = $(BUILD)/release/jicai
BENCHMARK = Tests/Performance/benchmark --jicai "$(JICAI)" \
  --baseline .build-benchmark/release/CBaseline

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help report test test-reports sanitize lint benchmark benchmark-guard evaluate sample \
  clean libraries release baseline

help: ## this list
	@echo "jicai: centralized procurement and pricing analyzer (集采与医药价格监测)"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1#\2/p' Makefile | \
	  while IFS='#' read -r target text; do printf '%-25s%s\n' "  $$target" "$$text"; done
	@echo
	@echo "make report takes DATA=$(DATA) OUT=$(OUT) MONTH=YYYY-MM PLAN=id OPTIONS='--language en …'"
	@echo "make benchmark takes LINES=$(LINES) RUNS=$(RUNS) RECORD=1"

report: release ## write the monthly report of PriceData/ to Reports/, and say where it lies
	@"$(JICAI)" report --data "$(DATA)" --out "$(OUT)" \
	  $(if $(MONTH),--month "$(MONTH)") $(if $(PLAN),--plan "$(PLAN)") $(OPTIONS)
	@cd "$(OUT)" && ls -t $(if $(MONTH),"$(MONTH)",*)/report.* | head -n 1 | \
	  sed "s|^|report: $$PWD/|; s|[^/]*$$||"

test: libraries ## run the whole test suite
	swift test --scratch-path "$(BUILD)" $(FLAGS)

test-reports: release $(READERS)/ready ## open the finished reports in Chromium and LibreOffice
	@Tests/Reports/install
	JICAI="$(abspath $(JICAI))" PYTHONDONTWRITEBYTECODE=1 $(READERS)/bin/python -m unittest \
	  discover --start-directory Tests/Reports --pattern 'test_*.py'

# Under the thread sanitizer the loops for processors without wide vectors run, so that they are tested too.
SANITIZE = swift test --disable-xctest --filter 'ParallelTests|DelimitedTextTests|IntakeTests|PricePanelTests|MonitorsTests|AnalysisTests' $(FLAGS)

sanitize: libraries ## run the tests of reading, panel and monitors under address and thread sanitizer
	$(SANITIZE) --scratch-path "$(BUILD)-address" --sanitize address
	$(SANITIZE) --scratch-path "$(BUILD)-thread" --sanitize thread -Xcc -DJICAI_PORTABLE

lint: ## check the style of all Swift files
	swift format lint --strict -r Sources Tests Package.swift

benchmark: release baseline $(CORE_PEERS)/ready ## measure against bare libcsv, Polars and DuckDB
	$(BENCHMARK) --peers $(CORE_PEERS)/bin/python --next-month --lines $(LINES) --runs $(RUNS) \
	  $(if $(RECORD),--record)

benchmark-guard: release baseline ## fail when a small ledger takes grossly too long, by ratio
	$(BENCHMARK) --lines 400000 --runs 7 --max-ratio 10

evaluate: release $(PEERS)/ready ## measure what is found of what the sample city has planted
	Tests/Performance/peers/evaluate.py --jicai "$(JICAI)" --peers $(PEERS)/bin/python \
	  --seeds $(SEEDS) --peer-seeds $(PEER_SEEDS) --sizes $(SIZES) \
	  --details .build-benchmark/evaluation.csv $(if $(RECORD),--record)

sample: release ## make the sample city in PriceData/ and its report in Reports/2025-12/ anew
	@if [ -z "$(FORCE)" ] && [ -n "$$(git status --porcelain -- PriceData)" ]; then \
	  echo "PriceData/ has changes that are not committed, and make sample would write over them." >&2; \
	  echo "To do so all the same: make sample FORCE=1" >&2; exit 1; fi
	"$(JICAI)" sample --out PriceData --lines 20000 --months 24 --seed 1 --force
	"$(JICAI)" report --data PriceData --out Reports --month 2025-12

clean: ## remove everything built; reports and data stay
	rm -rf "$(BUILD)" "$(BUILD)-thread" "$(BUILD)-address" .build-benchmark $(READERS)

libraries:
	@command -v swift >/dev/null || { \
	  echo "swift is not installed, or not on PATH: https://www.swift.org/install" >&2; exit 1; }
	@.ci/install-libraries

$(PEERS)/ready: Tests/Performance/peers/requirements.txt
$(CORE_PEERS)/ready: Tests/Performance/peers/core-requirements.txt
$(PEERS)/ready $(CORE_PEERS)/ready:
	@command -v python3 >/dev/null || { echo "this needs python3" >&2; exit 1; }
	python3 -m venv $(@D)
	$(@D)/bin/pip install --quiet --requirement $<
	@touch $@

$(READERS)/ready: Tests/Reports/requirements.txt
	@command -v python3 >/dev/null || { echo "the tests of the reports need python3" >&2; exit 1; }
	python3 -m venv $(READERS)
	$(READERS)/bin/pip install --quiet --requirement $<
	@touch $@

release: libraries
	@$(SWIFT_BUILD) -c release --product jicai $(STATIC)

baseline: libraries
	@command -v python3 >/dev/null || { echo "the benchmark needs python3" >&2; exit 1; }
	@swift build --package-path Tests/Performance --scratch-path .build-benchmark $(FLAGS) -c release
