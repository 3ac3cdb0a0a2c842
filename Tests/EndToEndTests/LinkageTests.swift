import Testing

@Suite struct LinkageTests {
    @Test func `the tool loads neither Foundation nor libcurl`() throws {
        let libraries = try BuiltTool().shell("ldd \"$TOOL\"").output
        #expect(libraries.contains("libc.so"))
        for name in ["libFoundation", "libcurl", "lib_Foundation"] { #expect(!libraries.contains(name)) }
    }

    @Test func `the program that sends is built beside it, and loads them`() throws {
        let libraries = try BuiltTool().shell("ldd \"$TOOL-live\"").output
        #expect(libraries.contains("libFoundationNetworking"))
    }

    @Test func `without the program that sends, one line says how to get it`() throws {
        let run = try BuiltTool().shell("cp \"$TOOL\" alone && ./alone create --live --link-id A")
        #expect(run.status == 2)
        #expect(
            run.errors
                == "bcsession: --live needs the program 'bcsession-live', which was not found beside this one or in "
                + "../libexec/bcsession; run: swift build --product bcsession-live\n")
    }

    @Test func `README's first command makes a session`() throws {
        let run = try BuiltTool().run("create", "--link-id", "TU-1234")
        #expect(run.status == 0)
        #expect(run.output.contains(#""session_id": ""#))
    }
}
