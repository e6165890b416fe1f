/**
 * A mail server that did not confirm is asked once more, and later: « the retry interval SHOULD be
 * at least 30 minutes » (RFC 5321, §4.5.4.1). A second silence is shown and not tried again: «
 * multiple copies of the message » (§4.5.3.2.6) worry who receives them. ADR 0024.
 */
export const ATTENTE_DU_DOUTE_MINUTES = 30
export const REPRISES_AU_PLUS = 1
