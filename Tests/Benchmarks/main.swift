// Times the parts and the whole of `bcsession validate`, of `verify-token` and of batches. Not run by the tests:
//
//     swift build -c release && .build/release/Benchmarks [--json | --markdown] [--tool BCSESSION] [COUNT]
//
// --sending times batches alone, beside curl.
//
// --against FILE compares with a run that --json has stored, and says which rows moved by more than the noise of both.
// release.json beside this file is the last release's; only runs of one machine can be compared, so a stored one of
// another machine is to be made anew there (README.md beside this file says how):
//
//     .build/release/Benchmarks --against Tests/Benchmarks/release.json
//
// The tool is the one beside this program unless another is named, a fully static one for example. The table in
// README.md is what --markdown prints.
//
// Allocations cannot be counted from within Swift. Let valgrind count them, once for each of two numbers of rounds: a
// good payload allocates nothing when both say the same.
//
//     valgrind .build/release/Benchmarks --good 1000 2>&1 | grep allocs
//
// On a loaded machine count instructions instead, of one verdict for example:
//
//     valgrind --tool=callgrind .build/release/Benchmarks --tokens 20000 2>&1 | grep Collected

import BankConnectSession
import CommandKit
import TestSupport

let words = ProcessArguments.current.compactMap(\.text)
let count = words.compactMap { Int($0) }.first ?? 50_000
let samples = 9
let startUpSamples = 101
if words.contains("--good") {
    var checker = PayloadChecker(RuleContext(today: RuleExample.today))
    for _ in 0..<count {
        for payload in Payloads.good { checker.check(payload) }
    }
    Machine.exitNow(checker.findings.isEmpty ? 0 : 1)
}
if words.contains("--tokens") {
    // Instructions of this run, less those of a run with 0, are those of so many verdicts.
    Machine.exitNow(RedirectURLs.countValid(RedirectURLs.sample, times: count) == count ? 0 : 1)
}
if words.contains("--sending"), let folder = Machine.executablePath?.directory {
    for result in try Sending.measure(folder, samples: samples) { print(result.line, terminator: "") }
    Machine.exitNow(0)
}
let stored = words.firstIndex(of: "--against").flatMap { words.dropFirst($0 + 1).first }
let release = try stored.map { try StoredRun(InputStream(path: FilePath($0)).readAll()) }
if let release, release.payloads != count {
    let messages = OutputStream(descriptor: 2, name: "standard error")
    try messages.write("the stored run has \(release.payloads) payloads: add \(release.payloads)\n")
    try messages.flush()
    Machine.exitNow(2)
}
let stream = Payloads.stream(count)
var lines: [Range<Int>] = []
var start = 0
while let end = ByteSearch.firstLineFeed(in: stream, start..<stream.count) {
    lines.append(start..<end)
    start = end + 1
}
/// The day on which the payloads are ordinary: that of the rules' examples.
let onTheDay = ["--today", "09/12/2025"]
let context = RuleContext(today: RuleExample.today)
var results: [Measurement] = []

var document = JSONDocument()
results.append(
    .payloads("parse alone", count, samples: samples) {
        for line in lines { try? document.read(stream, in: line) }
    })

var checker = PayloadChecker(context)
results.append(
    .payloads("parse and rules, one thread", count, samples: samples) {
        for line in lines { checker.check(stream, in: line) }
    })

let planner = ConsentPlanner(today: RuleExample.today)
results.append(
    .payloads("plan the consents of a payload", count, samples: samples) {
        checker.check(stream, in: lines[0])
        for _ in 0..<count { _ = planner.plan(for: checker.request) }
    })

results.append(
    .tokens("verify tokens, one thread", count, samples: samples) {
        _ = RedirectURLs.countValid(RedirectURLs.sample, times: count)
    })

if let folder = Machine.executablePath?.directory {
    let named = words.firstIndex(of: "--tool").flatMap { words.dropFirst($0 + 1).first }
    let tool = named.map { FilePath($0) } ?? folder.appending("bcsession")
    let whole = folder.appending("benchmark.ndjson")
    let single = folder.appending("benchmark-1.ndjson")
    try save(stream[...], whole)
    try save(Payloads.good[0][...], single)
    var streams = [(name: "end to end, all cores", run: { validate(whole, tool) })]
    #if os(Linux)
    streams.append((name: "end to end, one core", run: { validate(whole, tool, pinned: true) }))
    #endif
    results += Measurement.wholeRuns(samples: samples, streams)
    // None of these writes anything.
    let startUps: [(FilePath, [String])] = [
        ("/bin/true", []), (tool, ["validate", "--quiet"] + onTheDay), ("/usr/bin/jq", ["empty"]),
    ]
    results += Measurement.wholeRuns(
        samples: startUpSamples,
        startUps.filter { (try? FileSystem.fileStatus($0.0)) != nil }.map { program, words in
            let command = ([program == tool ? "bcsession" : program.displayName] + words).joined(separator: " ")
            return (
                name: "start-up: \(command)",
                run: {
                    let words = words + (words.isEmpty ? [] : [single.displayName])
                    if Program.status(of: program.displayName, words) != 0 { print("\(command) failed") }
                }
            )
        })
    let urls = folder.appending("benchmark.urls")
    let key = folder.appending("benchmark.key")
    try save(RedirectURLs.stream(count)[...], urls)
    try save(RedirectURLs.secret[...], key)
    for format in ["text", "ndjson"] {
        results.append(
            .tokens("verify-token \(format), all cores", count, samples: samples) { verify(urls, key, format, tool) })
    }
    if (try? FileSystem.fileStatus(folder.appending("bcsession-live"))) != nil {
        results += try Sending.measure(folder, samples: 5)
    }
    try FileSystem.remove(urls)
    try FileSystem.remove(key)
    try FileSystem.remove(whole)
    try FileSystem.remove(single)
}

let output = OutputStream(descriptor: 1, name: "standard output")
if words.contains("--json") {
    var writer = JSONWriter(indented: true)
    writer.object { writer in
        writer.member("schema", "bcsession.benchmarks/1")
        writer.member("payloads", count)
        writer.member("bytes", stream.count)
        writer.name("results")
        writer.array { writer in
            for result in results { result.write(to: &writer) }
        }
    }
    writer.endLine()
    try output.write(writer.bytes)
} else if words.contains("--markdown") {
    try output.write("| What | Median | Spread |\n|---|---|---|\n")
    for result in results { try output.write(result.row) }
} else {
    try output.write("\(count) payloads, \(stream.count) bytes\n")
    for result in results { try output.write(result.line) }
}
if let release {
    let changes = release.changes(to: results)
    let target = words.contains("--json") ? OutputStream(descriptor: 2, name: "standard error") : output
    try target.write("\nmoved by more than noise: \(changes.isEmpty ? "nothing\n" : "\n" + changes)")
    try target.flush()
}
try output.flush()

/// Writes a file in one piece.
func save(_ bytes: ArraySlice<UInt8>, _ path: FilePath) throws {
    let file = try ReplacementFile(path)
    try file.output.write(bytes)
    try file.commit()
}

/// Runs `verify-token` on a file of URLs, and says so when one of them is not valid.
func verify(_ urls: FilePath, _ key: FilePath, _ format: String, _ tool: FilePath) {
    let words = ["-c", #"exec "$0" "$@" > /dev/null"#, tool.displayName, "verify-token", "--quiet", "--config", "none"]
    let flags = ["--signing-key-file", "2026-11=\(key.displayName)", "--now", String(RedirectURLs.issued)]
    let all = words + flags + ["--format", format, urls.displayName]
    if Program.status(of: "/bin/sh", all) != 0 { print("\(tool.displayName) failed: build it first") }
}

/// Runs `validate` on a stream, its output thrown away by a shell, which costs about a millisecond; says so when it does
/// not end as it should.
func validate(_ file: FilePath, _ tool: FilePath, pinned: Bool = false) {
    let script = (pinned ? "exec taskset -c 0 " : "exec ") + #""$0" "$@" > /dev/null"#
    let words = ["-c", script, tool.displayName, "validate", "--quiet", "--input", "ndjson", "--format", "ndjson"]
    let status = Program.status(of: "/bin/sh", words + onTheDay + [file.displayName])
    if status != 0, status != 1 { print("\(tool.displayName) failed: build it first") }
}
