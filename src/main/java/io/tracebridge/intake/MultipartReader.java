package io.tracebridge.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;

/**
 * Takes a multipart body apart the way Backtrace SDKs put it together. Part names tell
 * what a part is; content types do not (some send none, some the word {@code null}), nor
 * do filenames (browsers send strings without one).
 */
final class MultipartReader {

    private static final String REPORT = "upload_file";

    private static final String DUMP = "upload_file_minidump";

    /** Python sends the attachment's whole path as its filename. */
    private static final int MAX_PART_HEADER = 8192;

    private static final int MAX_PARTS = 1000;

    private static final int MAX_BOUNDARY = 200;

    private static final String DISPOSITION = "Content-Disposition:";

    private final LongConsumer reportMeter;

    private final LongConsumer attachmentMeter;

    private final Map<String, String> fields = new LinkedHashMap<>();

    private final List<Attachment> attachments = new ArrayList<>();

    private byte[] report;

    MultipartReader(LongConsumer reportMeter, LongConsumer attachmentMeter) {
        this.reportMeter = reportMeter;
        this.attachmentMeter = attachmentMeter;
    }

    Submission read(InputStream body, String contentType) throws IOException {
        try {
            readParts(body, contentType);
        }
        catch (FileUploadSizeException ex) {
            throw Refusal.tooLarge("the head of a multipart part is larger than " + MAX_PART_HEADER + " bytes");
        }
        catch (FileUploadException ex) {
            throw Refusal.malformed("the multipart body is cut off or not separated by its boundary", ex);
        }
        if (this.report == null) {
            throw Refusal.malformed("the multipart body has no part named \"" + REPORT + "\", the report itself");
        }
        return new Submission(this.report, this.fields, this.attachments);
    }

    private void readParts(InputStream body, String contentType) throws IOException {
        var boundary = parameters(contentType).get("boundary");
        if (boundary == null || boundary.isBlank() || boundary.length() > MAX_BOUNDARY) {
            throw Refusal
                .malformed("Content-Type says multipart but names no boundary of 1 to " + MAX_BOUNDARY + " characters");
        }
        var input = MultipartInput.builder()
            .setInputStream(body)
            .setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1))
            .setPartHeaderSizeMax(MAX_PART_HEADER)
            .get();
        input.setHeaderCharset(StandardCharsets.UTF_8);
        var parts = 0;
        for (var more = input.skipPreamble(); more; more = input.readBoundary()) {
            if (++parts > MAX_PARTS) {
                throw Refusal.tooLarge("more than " + MAX_PARTS + " multipart parts");
            }
            readPart(disposition(input.readHeaders()), input);
        }
    }

    private void readPart(Map<String, String> disposition, MultipartInput input) throws IOException {
        var name = disposition.getOrDefault("name", "");
        var filename = disposition.get("filename");
        if (name.equals(REPORT)) {
            this.report = content(input, this.reportMeter);
        }
        else if (name.equals(DUMP)) {
            throw Refusal.malformed("native dumps (" + DUMP + ") are not read: send JSON reports");
        }
        else if (name.startsWith("attachment_")) {
            attach(name.substring("attachment_".length()), input);
        }
        else if (name.startsWith("attachment.") || filename != null) {
            attach((filename != null) ? filename : name, input);
        }
        else {
            this.fields.put(name, new String(content(input, this.reportMeter), StandardCharsets.UTF_8));
        }
    }

    private void attach(String name, MultipartInput input) throws IOException {
        this.attachments.add(new Attachment(name, content(input, this.attachmentMeter)));
    }

    private static byte[] content(MultipartInput input, LongConsumer meter) throws IOException {
        try (var part = new BoundedInputStream(input.newInputStream(), meter)) {
            return part.readAllBytes();
        }
    }

    private static Map<String, String> disposition(String headers) {
        return headers.lines()
            .filter((line) -> line.regionMatches(true, 0, DISPOSITION, 0, DISPOSITION.length()))
            .findFirst()
            .map((line) -> parameters(line.substring(DISPOSITION.length())))
            .orElse(Map.of());
    }

    /** The parameters of a header by lower-case name, quoted or not. */
    private static Map<String, String> parameters(String header) {
        var parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return parser.parse(header, ';');
    }

}
