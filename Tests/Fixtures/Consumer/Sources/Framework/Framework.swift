// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names that a server's framework may have, which the library must leave free.

public struct HTTPRequest { public init() {} }
public struct HTTPResponse { public init() {} }
public struct Rule { public init() {} }
public struct Bank { public init() {} }
public struct Finding { public init() {} }
public struct Parameter { public init() {} }
public struct Validation { public init() {} }
