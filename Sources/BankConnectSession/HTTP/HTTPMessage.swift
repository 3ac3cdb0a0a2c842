// HTTP requests and answers as values; HTTPRequestReader takes a raw request apart. Nothing here sends or listens.

/// Requests and answers as values, and the parts that they are made of.
public enum HTTPMessage {
    /// One header field of a message.
    public struct Field: Sendable, Hashable {
        /// The name as it was written; names compare without case.
        public var name: String
        /// The value without the white space around it.
        public var value: String

        /// A field with a name and a value.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// What stands before the body of a request.
    public struct Head: Sendable, Hashable {
        /// The method, such as `POST`; methods compare with case.
        public var method: String
        /// The path, without a query.
        public var path: String
        /// The header fields, in their order.
        public var fields: [Field]
        /// Where things stand in the text that the request was read from; nil when it was made in memory.
        package var places: Places?

        /// Byte ranges of a request's parts, counted from the start of its text.
        package struct Places: Sendable, Hashable {
            package var method: Range<Int>
            package var path: Range<Int>
            /// One range a field, value only, in the order of ``Head/fields``.
            package var values: [Range<Int>]
            /// Where a field that is missing would stand: the end of the head.
            package var end: Int
        }

        /// A head made in memory.
        public init(method: String, path: String, fields: [Field] = []) {
            self.method = method
            self.path = path
            self.fields = fields
        }

        /// The value of the first field of a name, compared without case; nil when there is none.
        public func value(of name: String) -> String? {
            index(of: name).map { fields[$0].value }
        }

        /// The position of the first field of a name.
        package func index(of name: String) -> Int? {
            fields.firstIndex { ASCII.areEqualIgnoringCase($0.name, name) }
        }

        /// The positions of all fields of a name.
        package func indices(of name: String) -> [Int] {
            fields.indices.filter { ASCII.areEqualIgnoringCase(fields[$0].name, name) }
        }
    }

    /// A request as the service sees it.
    public struct Request: Sendable, Hashable {
        /// Method, path and header fields.
        public var head: Head
        /// The body.
        public var body: [UInt8]

        /// A request of a head and a body.
        public init(head: Head, body: [UInt8]) {
            self.head = head
            self.body = body
        }
    }

    /// An answer of the service.
    public struct Response: Sendable, Hashable {
        /// The status code.
        public var status: Int
        /// The header fields, in their order.
        public var fields: [Field]
        /// The body.
        public var body: [UInt8]

        /// An answer of its parts.
        public init(status: Int, fields: [Field] = [], body: [UInt8]) {
            self.status = status
            self.fields = fields
            self.body = body
        }
    }
}

// Short names inside this package. Outside, where a server's framework has types of these names, they are nested.
package typealias HTTPField = HTTPMessage.Field
package typealias HTTPRequestHead = HTTPMessage.Head
package typealias HTTPRequest = HTTPMessage.Request
package typealias HTTPResponse = HTTPMessage.Response
