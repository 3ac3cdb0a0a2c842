extension ConsentTemplate {
    /// An instance of the fair-use registry.
    public enum RegistryEnvironment: String, Sendable, Hashable, CaseIterable {
        /// For tests between partners.
        case uat = "UAT"
        /// For real consents.
        case production = "PROD"
    }

    /// The address of the template in the registry, which a consent request carries as `Purpose.refUri`.
    ///
    /// Source: Sahamati fair-use rules 2.0, Fair Use Registry. The version is pinned.
    public func registryURL(environment: RegistryEnvironment) -> String {
        "https://library.sahamati.org.in/\(environment.rawValue)/fairuse/purpose/\(purposeCode.rawValue)"
            + "/template/\(id)/version/\(registryVersion).xml"
    }
}
