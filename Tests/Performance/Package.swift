// swift-tools-version: 6.2
import PackageDescription

// What jicai is measured against. Apart from the package above it, so that nothing that an office
// builds depends on it.
let package = Package(
  name: "performance",
  targets: [
    .executableTarget(
      name: "CBaseline",
      linkerSettings: [.linkedLibrary("csv"), .linkedLibrary("pthread")])
  ]
)
