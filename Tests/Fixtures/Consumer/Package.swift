// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "consumer",
    platforms: [.macOS(.v26)],
    dependencies: [.package(name: "bcsession", path: "../../..")],
    targets: [
        .target(name: "Framework"),
        .executableTarget(
            name: "Consumer",
            dependencies: ["Framework", .product(name: "BankConnectSession", package: "bcsession")]),
    ]
)
