package io.tracebridge.intake;

import java.util.List;
import java.util.Map;

/**
 * A submitted body, taken apart but not yet read.
 *
 * @param report the report's JSON as sent
 * @param fields plain form fields, which are attributes
 */
record Submission(byte[] report, Map<String, String> fields, List<Attachment> attachments) {
}
