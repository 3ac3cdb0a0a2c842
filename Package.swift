// swift-tools-version: 6.2
import PackageDescription

/// Whether every warning is an error, which `.ci/run` asks for.
///
/// Not the default: a package that depends on our library must still build when a newer compiler finds something to
/// warn about.
let warningsAreErrors = Context.environment["BCSESSION_WARNINGS_AS_ERRORS"] == "1"

/// Whether to build for fuzzing: the target `Fuzz`, and coverage of every module, which only libFuzzer can link.
///
/// `Tests/Fuzz/run` sets it.
let isFuzzing = Context.environment["BCSESSION_FUZZ"] == "1"

/// Whether to build a program that counts how often its parts run; `.ci/profile` sets it.
let isCounting = Context.environment["BCSESSION_COUNTING"] == "1"

/// Whether another package depends on this one by its address: SwiftPM allows it no unsafe flags then.
let isDependency = Context.packageDirectory.contains("/checkouts/")

/// Flags of the compiler's front end for the speed of a release on Linux.
///
/// How often each part runs on usual input is in a file that `.ci/profile` writes; a compiler before 6.3 cannot read it.
/// For a start each function has a section, which the linker puts in its place, and types are made without reading their
/// names first.
var speedFlags = ["-function-sections", "-disable-concrete-type-metadata-mangled-name-accessors"]
#if compiler(>=6.3)
speedFlags.append(
    isCounting ? "-ir-profile-generate" : "-ir-profile-use=\(Context.packageDirectory)/.ci/package.profdata")
#endif

/// The test targets to build, with commas between, where one works on a part; all of them when it is not set.
let testTargets = Context.environment["BCSESSION_TESTS"]?.split(separator: ",").map(String.init)

let package = Package(
    name: "bcsession",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "BankConnectSession", targets: ["BankConnectSession"]),
        .executable(name: "bcsession", targets: ["bcsession"]),
        .executable(name: "bcsession-live", targets: ["bcsession-live"]),
    ],
    targets: [
        .target(name: "PlainText"),
        .target(name: "BankConnectSession", dependencies: ["PlainText"]),
        .target(name: "CLibrary"),
        .target(name: "CommandKit", dependencies: ["CLibrary", "PlainText"]),
        .target(name: "HTTPService", dependencies: ["BankConnectSession", "CommandKit"]),
        .target(
            name: "SessionCommands", dependencies: ["BankConnectSession", "CommandKit", "HTTPService", "PlainText"]),
        .executableTarget(
            name: "bcsession", dependencies: ["CommandKit", "SessionCommands"],
            // A file written in one piece lies in large folios of the page cache, and what a start touches lies together:
            // both make it faster.
            linkerSettings: [
                .unsafeFlags(
                    [
                        "-use-ld=lld", "-Xlinker", "--no-mmap-output-file", "-Xlinker", "--no-warn-symbol-ordering",
                        "-Xlinker", "--symbol-ordering-file=\(Context.packageDirectory)/.ci/start.order",
                    ], .when(platforms: [.linux], configuration: .release))
            ]),
        .target(name: "BankConnectLive", dependencies: ["BankConnectSession"]),
        .executableTarget(
            name: "bcsession-live",
            dependencies: ["BankConnectLive", "BankConnectSession", "CommandKit", "SessionCommands"]),

        .target(
            name: "TestSupport", dependencies: ["BankConnectSession", "CommandKit", "HTTPService"],
            path: "Tests/TestSupport"),
        .testTarget(name: "BankConnectSessionTests", dependencies: ["BankConnectSession", "TestSupport"]),
        .testTarget(name: "CommandKitTests", dependencies: ["CommandKit", "TestSupport"]),
        .testTarget(
            name: "HTTPServiceTests", dependencies: ["BankConnectSession", "CommandKit", "HTTPService", "TestSupport"]),
        .testTarget(
            name: "SessionCommandsTests",
            dependencies: ["BankConnectSession", "CommandKit", "PlainText", "SessionCommands", "TestSupport"],
            exclude: ["Consents/Goldens", "Reporting/Goldens"]),
        .testTarget(name: "DifferentialTests", dependencies: ["BankConnectSession", "TestSupport"]),
        .executableTarget(
            name: "Benchmarks", dependencies: ["BankConnectSession", "CommandKit", "SessionCommands", "TestSupport"],
            path: "Tests/Benchmarks", exclude: ["README.md", "growth.sh", "release.json"]),
        .target(
            name: "FuzzProperties",
            dependencies: ["BankConnectSession", "CommandKit", "HTTPService", "SessionCommands"],
            path: "Tests/Fuzz/Properties"),
        .testTarget(name: "FuzzReplay", dependencies: ["FuzzProperties", "TestSupport"], path: "Tests/Fuzz/Replay"),
        .testTarget(name: "ArchitectureTests"),
        .testTarget(
            name: "EndToEndTests", dependencies: ["BankConnectSession", "bcsession", "bcsession-live", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)

if let testTargets {
    package.targets.removeAll { $0.type == .test && !testTargets.contains($0.name) }
}

if isFuzzing {
    package.targets.append(
        .executableTarget(name: "Fuzz", dependencies: ["CommandKit", "FuzzProperties"], path: "Tests/Fuzz/Target"))
}

for target in package.targets {
    var settings: [SwiftSetting] = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .strictMemorySafety(),
    ]
    if target.type == .regular {
        settings.append(.enableUpcomingFeature("InternalImportsByDefault"))
    }
    if warningsAreErrors {
        settings.append(.treatAllWarnings(as: .error))
    }
    if !isDependency, target.type != .test {
        settings.append(
            .unsafeFlags(
                speedFlags.flatMap { ["-Xfrontend", $0] }, .when(platforms: [.linux], configuration: .release)))
    }
    if isFuzzing {
        settings.append(.unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library"]))
        target.linkerSettings = [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]
    }
    target.swiftSettings = settings
}
