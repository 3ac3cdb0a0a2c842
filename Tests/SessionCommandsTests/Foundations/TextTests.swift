import PlainText
import Testing

@Suite struct TextTests {
    @Test func `each occurrence of a part is replaced, from left to right`() {
        #expect("a.b..c".substituting(".", with: "\\.") == "a\\.b\\.\\.c")
        #expect("aaa".substituting("aa", with: "b") == "ba")
        #expect("%2E%2e.".lowercased().substituting("%2e", with: ".") == "...")
        #expect("abc".substituting("", with: "x") == "abc" && "".substituting("a", with: "x") == "")
    }

    @Test func `a mark with a combining character behind it is replaced too`() {
        #expect("it'\u{301}s".substituting("'", with: "\\'") == "it\\'\u{301}s")
    }

    @Test func `a part is found wherever it is`() {
        #expect("en_us.utf-8@euro".holds("utf-8") && "utf8".holds("utf8") && "a".holds(""))
        #expect(!"utf-".holds("utf-8") && !"".holds("a"))
    }
}
