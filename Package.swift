// swift-tools-version: 6.2
import PackageDescription

// What every module of ours is built with. CI sets JICAI_STRICT=1, which makes warnings errors;
// elsewhere a newer compiler's new warning must not keep an office from its report.
let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
  ] + (Context.environment["JICAI_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)])

/// A module of `Sources/`, allowed to import only what stands below it.
func floor(
  _ name: String, on dependencies: [Target.Dependency], resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

/// The tests of one module.
func tests(
  _ name: String, of dependencies: [Target.Dependency], resources: [Resource] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

let package = Package(
  name: "jicai",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "jicai", targets: ["jicai"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"]), .brew(["libcsv"])]),
    .systemLibrary(
      name: "CXlsxWriter", pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),

    .target(name: "CByteScan"),

    // From the ground up; an import points down only.
    floor("Parallel", on: []),
    floor(
      "DelimitedText",
      on: ["CByteScan", "CLibCSV", .product(name: "SystemPackage", package: "swift-system")]),
    floor("Statistics", on: []),
    floor("Procurement", on: []),
    floor(
      "Intake",
      on: [
        "DelimitedText", "Parallel", "Procurement", .product(name: "Yams", package: "Yams"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      resources: [
        .embedInCode("Defaults/rules.yaml"),
        .embedInCode("Defaults/packs/neimenggu-2025-03.yaml"),
        .embedInCode("Defaults/packs/national-9-11-non-selected.yaml"),
      ]),
    floor("PricePanel", on: ["Intake", "Parallel", "Procurement"]),
    floor("Execution", on: ["Parallel", "PricePanel", "Procurement"]),
    floor("Indicators", on: ["Execution", "Parallel", "PricePanel", "Procurement", "Statistics"]),
    floor("Monitors", on: ["Execution", "Parallel", "PricePanel", "Procurement", "Statistics"]),
    floor(
      "Analysis",
      on: [
        "Execution", "Indicators", "Intake", "Monitors", "Parallel", "PricePanel", "Procurement",
        "Statistics", .product(name: "SystemPackage", package: "swift-system"),
      ]),
    floor(
      "Reporting",
      on: [
        "Analysis", "CXlsxWriter", "DelimitedText", "Indicators", "Intake", "Parallel",
        "Procurement", .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      resources: [
        .embedInCode("Templates/report.mustache"), .embedInCode("Templates/report.css"),
        .embedInCode("Templates/sheet.mustache"),
        .embedInCode("Templates/sheet-index.mustache"), .embedInCode("Templates/clue-charts.js"),
        .embedInCode("Templates/clue-detail.js"), .embedInCode("Templates/clue-tools.js"),
        .embedInCode("Templates/clues.js"),
      ]),
    floor(
      "SampleCity", on: ["Procurement"],
      resources: [
        .embedInCode("Resources/plans.csv"), .embedInCode("Resources/city-plans.csv"),
      ]),
    floor("Evaluation", on: []),
    .executableTarget(
      name: "jicai",
      dependencies: [
        "Analysis", "DelimitedText", "Evaluation", "Intake", "Parallel", "Procurement",
        "Reporting", "SampleCity",
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["PricePanel", "Procurement"], path: "Tests/TestSupport",
      swiftSettings: settings),
    tests(
      "DelimitedTextTests",
      of: [
        "CLibCSV", "DelimitedText", "TestSupport",
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    tests("ParallelTests", of: ["Parallel"]),
    tests("ExecutionTests", of: ["Execution", "PricePanel", "Procurement", "TestSupport"]),
    tests("StatisticsTests", of: ["Statistics", "TestSupport"]),
    tests(
      "MonitorsTests",
      of: [
        "Intake", "Monitors", "PricePanel", "Procurement", "TestSupport",
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    tests("IndicatorsTests", of: ["Indicators", "PricePanel", "Procurement", "TestSupport"]),
    tests(
      "AnalysisTests",
      of: [
        "Analysis", "Indicators", "Intake", "Monitors", "PricePanel", "Procurement", "TestSupport",
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    tests(
      "ReportingTests",
      of: [
        "Analysis", "DelimitedText", "Indicators", "Intake", "Procurement", "Reporting",
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    tests("EvaluationTests", of: ["Evaluation"]),
    tests("SampleCityTests", of: ["Procurement", "SampleCity"]),
    tests(
      "IntakeTests",
      of: [
        "DelimitedText", "Intake", "PricePanel", "Procurement", "TestSupport",
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    tests("PricePanelTests", of: ["Intake", "PricePanel", "Procurement", "TestSupport"]),
    tests(
      "RealDataTests",
      of: [
        "Analysis", "Indicators", "Intake", "PricePanel", "Procurement", "TestSupport",
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    tests("CommandLineTests", of: ["jicai", "TestSupport"]),
  ]
)
