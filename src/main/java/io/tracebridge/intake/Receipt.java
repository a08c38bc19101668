package io.tracebridge.intake;

import java.util.UUID;

/**
 * What is known of a report once it is stored.
 *
 * @param rxid its public id; that of the first where it was sent twice
 * @param id the object's id, which people see in hex
 * @param unique whether it is the first of its group
 */
record Receipt(UUID rxid, long id, String fingerprint, boolean unique) {
}
