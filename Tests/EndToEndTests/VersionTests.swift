import Testing

@Suite struct VersionTests {}
