extension Rule {
    // One literal of constants, which the compiler lays out: nothing is put together when a program starts.

    /// Every rule, in the order of the ids.
    package static let all: [Rule] = [
        isJSON, isObject, namesStandOnce, membersAreKnown, bankSpellingsAgree, optionalsHaveValues, textIsString,
        textIsNoNumber, textIsTrimmed,
        methodIsPost, mediaTypeIsJSON, hasCredentials, planIsActive, pathIsSessionEndpoint, keyIsNotInFile,
        lengthIsBodys, mediaTypeIsGivenOnce,
        linkIDIsGiven, linkIDIsNotBlank, linkIDFits, redirectURLIsGiven, redirectURLIsURL, redirectURLFits,
        logoURLIsURL, logoURLFits, urlsServeCustomers,
        bankNameFits, bankIsKnown, bankIsGivenWithMode, modeIsChoice, bankHasMode, modeIsEnabled, aaIsCertain,
        bankIsWrittenInFull,
        datesAreDates, datesComeInPairs, datesAreInOrder, maxDatesAreDates, maxDatesAreInOrder, firstWeekDropsMonth,
        toDateHasCome, aaReachesBackFourteenMonths,
        mobileNumberHasTenDigits, mobileNumberIsMobile, sessionExpiryIsInBounds, sessionEndsBeforeConsents,
        journeyModeFits, journeyModeIsDocumented, booleansAreBooleans, booleansAreNotText,
        journeyIsKnown, v1ParametersGoToV1, journeyModeIsChoice, recurringHasFrequency, recurringHasBankAndMode,
        tenureIsInteger, tenureIsInRange, tenureIsNotLowered, frequencyUnitIsChoice, frequencyValueIsInRange,
        v2ParametersGoToV2,
        consentsAreObjects, consentsBelongToJourney, consentDatesAreDates, consentDatesAreInOrder, consentsAreAlive,
        consentMembersAreKnown, consentsAreFair, consentsCoverSession,
        metadataIsObject, metadataHoldsStrings, metadataMembersAreKnown,
    ]

    /// The rule of an id, with or without case; nil when there is none.
    package static func rule(_ id: String) -> Rule? {
        ID(id).flatMap { id in all.first { $0.id == id } }
    }
}

extension Rule.ID {
    /// `link_id` is there; `consents` does without when it is asked by flags alone.
    package static var linkIDIsGiven: Self { Rule.linkIDIsGiven.id }
}
