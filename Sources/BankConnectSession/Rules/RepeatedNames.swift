extension SessionRequest {
    /// The names that stand a second time in their object, at any depth, in the order of the text.
    func allRepeatedNames() -> [JSONTape.Index] {
        var repeated = repeatedNames
        if unknownNames.count > 1 { appendRepeats(among: unknownNames, to: &repeated) }
        var index = 1
        while index < document.tape.count {
            if document[index].kind == .object { appendRepeats(inObject: index, to: &repeated) }
            index += 1
        }
        return repeated.count > 1 ? repeated.sorted() : repeated
    }

    /// The parameter that a name belongs to: the one whose value it stands in, or the one that it names itself.
    func parameter(holding name: JSONTape.Index) -> Parameter? {
        let start = document[name].range.lowerBound
        let outer = Parameter.allCases.first { index(of: $0).map { document[$0].range.contains(start) } ?? false }
        return outer ?? PayloadNames.parameter(document.name(at: name))?.0
    }

    /// Few members are compared in place, which allocates nothing; many go through a set, so that the work stays
    /// in proportion to the text.
    private func appendRepeats(inObject object: JSONTape.Index, to repeated: inout [JSONTape.Index]) {
        let end = document.tape.next(after: object)
        var count = 0
        var known: UInt64 = 0
        var name = object + 1
        while name < end {
            count += 1
            let number = document[name].name
            if number < 64 { known |= 1 &<< UInt64(number) }
            name = document.tape.next(after: name + 1)
        }
        // As many different known names as there are names: the usual case.
        guard count > 1, known.nonzeroBitCount < count else { return }
        guard count <= 8 else {
            return appendRepeats(among: document.tape.members(of: object).map(\.name), to: &repeated)
        }
        name = document.tape.next(after: object + 2)
        while name < end {
            var earlier = object + 1
            while earlier < name {
                if document.areEqualStrings(earlier, name) {
                    repeated.append(name)
                    break
                }
                earlier = document.tape.next(after: earlier + 1)
            }
            name = document.tape.next(after: name + 1)
        }
    }

    private func appendRepeats(among names: [JSONTape.Index], to repeated: inout [JSONTape.Index]) {
        var seen: Set<[UInt8]> = []
        seen.reserveCapacity(names.count)
        for name in names where !seen.insert(document.decodedBytes(of: name)).inserted {
            repeated.append(name)
        }
    }
}
