import Testing

@Suite struct LinkageTests {
    @Test func `the tool loads neither Foundation nor libcurl`() throws {
        let libraries = try BuiltTool().shell("ldd \"$TOOL\"").output
        #expect(libraries.contains("libc.so"))
        for name in ["libFoundation", "libcurl", "lib_Foundation"] { #expect(!libraries.contains(name)) }
    }

    @Test func `README's first command makes a session`() throws {
        let run = try BuiltTool().run("create", "--link-id", "TU-1234")
        #expect(run.status == 0)
        #expect(run.output.contains(#""session_id": ""#))
    }
}
