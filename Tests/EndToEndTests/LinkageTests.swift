import Testing

@Suite struct LinkageTests {
    @Test func `the tool loads neither Foundation nor libcurl`() throws {
        let libraries = try BuiltTool().shell("ldd \"$TOOL\"").output
        #expect(libraries.contains("libc.so"))
        for name in ["libFoundation", "libcurl", "lib_Foundation"] { #expect(!libraries.contains(name)) }
    }

    /// They make a static program larger by more than a megabyte; `StringProtocol.place(of:)` and its neighbours do without.
    @Test func `the tool uses none of the standard library's regular expressions`() throws {
        let symbols = try BuiltTool().shell("nm --undefined-only \"$TOOL\"").output
        #expect(symbols.contains("swift_retain"))
        #expect(!symbols.contains("17_StringProcessing"))
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

    @Test func `a program that cannot be run is told before anything is read`() throws {
        let run = try BuiltTool().shell(
            "cp \"$TOOL\" alone && echo >alone-live && mv alone-live bcsession-live && ./alone create --live nothing.json"
        )
        #expect(run.status == 2)
        #expect(run.errors.contains("--live needs the program 'bcsession-live', which cannot be run: cannot start"))
        #expect(run.errors.contains("Permission denied"), "\(run.errors)")
    }

    @Test func `a program that ends before it is ready has sent nothing, and its end is told`() throws {
        let tool = try LiveTool()
        let words = "create --live --api-key-file api.key --endpoint http://127.0.0.1:1/x --link-id A"
        let run = try tool.tool.shell(
            "cp \"$TOOL\" alone; printf '#!/bin/sh\\nexit 7\\n' >bcsession-live; chmod +x bcsession-live; ./alone \(words)"
        )
        #expect(run.status == 6)
        #expect(run.errors.contains("nothing was sent: the program '"), "\(run.errors)")
        #expect(run.errors.contains("ended with status 7 before it was ready; run it by itself to see why"))
    }

    @Test func `the program that sends does nothing by itself`() throws {
        let run = try BuiltTool().shell("\"$TOOL-live\" create --link-id A")
        #expect(run.status == 2)
        #expect(
            run.errors
                == "bcsession: bcsession-live is the part of bcsession that sends; run: bcsession create --live\n")
    }

    @Test func `README's first command makes a session`() throws {
        let run = try BuiltTool().run("create", "--link-id", "TU-1234")
        #expect(run.status == 0)
        #expect(run.output.contains(#""session_id": ""#))
    }
}
