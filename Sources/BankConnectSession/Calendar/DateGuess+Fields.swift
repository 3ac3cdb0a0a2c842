extension DateGuess {
    /// A part of a date between separators.
    enum Field: Equatable {
        /// Digits alone: their value and how many there are.
        case number(Int, digits: Int)
        /// A month by its English name or the first three letters or more of it.
        case month(Int)
        /// Anything else.
        case other(String)
    }

    /// A text taken apart at slashes, hyphens, dots, commas, spaces and the `T` before a time.
    struct Fields {
        var fields: [Field] = []
        /// The first separator; a space for a text without one.
        var separator: Character = " "
        /// The time of day that follows the date.
        var time: TimeOfDay?

        init(_ text: String) {
            var word = ""
            var isFirstSeparator = true
            for (index, character) in zip(text.indices, text) {
                guard "/-., ".contains(character) || isTimeMark(character, after: word) else {
                    word.append(character)
                    continue
                }
                if !word.isEmpty && isFirstSeparator {
                    separator = character
                    isFirstSeparator = false
                }
                append(word)
                word = ""
                if fields.count == 3, let time = TimeOfDay(String(text[index...].dropFirst().drop { $0 == " " })) {
                    self.time = time
                    return
                }
            }
            append(word)
        }

        private func isTimeMark(_ character: Character, after word: String) -> Bool {
            guard character == "T" || character == "t", fields.count == 2 else { return false }
            return [2, 4].contains(word.utf8.count) && word.utf8.allSatisfy(isDigit)
        }

        private mutating func append(_ word: String) {
            guard !word.isEmpty else { return }
            if word.utf8.allSatisfy(isDigit), let value = Int(word) {
                fields.append(.number(value, digits: word.utf8.count))
            } else if let day = Self.ordinal(word) {
                fields.append(.number(day, digits: 2))
            } else if let month = Self.month(named: word) {
                fields.append(.month(month))
            } else if !fields.isEmpty || !Self.isWeekday(word) {
                // A weekday comes first, and says nothing about the day.
                fields.append(.other(word))
            }
        }

        /// 9 for `9th`.
        private static func ordinal(_ word: String) -> Int? {
            let suffix = word.suffix(2).lowercased()
            guard word.utf8.count <= 4, ["st", "nd", "rd", "th"].contains(suffix) else { return nil }
            return Int(word.dropLast(2))
        }

        private static func month(named word: String) -> Int? {
            let word = word.lowercased()
            guard word.utf8.count >= 3 else { return nil }
            return DateGuess.monthNames.firstIndex { $0.lowercased().hasPrefix(word) }.map { $0 + 1 }
        }

        private static func isWeekday(_ word: String) -> Bool {
            let word = word.lowercased()
            let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
            return word.utf8.count >= 3 && names.contains { $0.hasPrefix(word) }
        }
    }

    static var monthNames: [String] {
        [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
    }
}

private func isDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") <= 9
}
