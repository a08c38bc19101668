package io.tracebridge.intake;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

import org.springframework.util.StreamUtils;
import org.springframework.util.unit.DataSize;

/**
 * Turns a request body into a submission: undoes its compression, then takes it apart.
 * Every byte that comes out of the decompression is counted, so that a small body which
 * unpacks into a huge one is refused while it does.
 */
final class SubmissionReader {

    private static final int BUFFER = 8192;

    private final IntakeProperties limits;

    SubmissionReader(IntakeProperties limits) {
        this.limits = limits;
    }

    /**
     * @param body as it comes from the wire
     * @param contentType null when absent; anything but multipart is taken for JSON,
     * since tools like curl name other types
     * @param contentEncoding null when absent
     * @throws Refusal if it is malformed, too large or coded in an unknown way
     */
    Submission read(InputStream body, String contentType, String contentEncoding, MemoryBudget.Share memory)
            throws IOException {
        var reportMeter = BoundedInputStream.atMost(this.limits.maxReport().toBytes(),
                "the report is larger than " + readable(this.limits.maxReport()) + " after decompression");
        return reading(body, contentEncoding, memory, (plain) -> {
            if (contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
                return new MultipartReader(reportMeter, attachmentMeter()).read(plain, contentType);
            }
            return new Submission(new BoundedInputStream(plain, reportMeter).readAllBytes(), Map.of(), List.of());
        });
    }

    /** Reads a body that is nothing but the content of one attachment. */
    byte[] readAttachment(InputStream body, String contentEncoding, MemoryBudget.Share memory) throws IOException {
        return reading(body, contentEncoding, memory,
                (plain) -> new BoundedInputStream(plain, attachmentMeter()).readAllBytes());
    }

    private <T> T reading(InputStream body, String contentEncoding, MemoryBudget.Share memory, Reading<T> reading)
            throws IOException {
        var total = BoundedInputStream.atMost(this.limits.maxBody(), "the body is larger than "
                + DataSize.ofBytes(this.limits.maxBody()).toMegabytes() + " MB after decompression");
        // Closing frees the decompressor; the body stays open, a refusal still drains it.
        try (var plain = new BoundedInputStream(decompressed(StreamUtils.nonClosing(body), contentEncoding),
                total.andThen(memory::take))) {
            return reading.read(plain);
        }
        catch (ZipException | EOFException ex) {
            throw Refusal.malformed("the body is not what its Content-Encoding says, or ends too early", ex);
        }
    }

    private LongConsumer attachmentMeter() {
        return BoundedInputStream.atMost(this.limits.maxAttachments().toBytes(),
                "the attachments together are larger than " + readable(this.limits.maxAttachments()));
    }

    private static InputStream decompressed(InputStream body, String contentEncoding) throws IOException {
        var coding = (contentEncoding != null) ? contentEncoding.strip().toLowerCase(Locale.ROOT) : "identity";
        return switch (coding) {
            case "identity", "" -> body;
            case "gzip", "x-gzip" -> new GZIPInputStream(body, BUFFER);
            case "deflate" -> inflated(new PushbackInputStream(body, 2));
            default -> throw Refusal.unsupportedCoding("Content-Encoding must be gzip, deflate or absent");
        };
    }

    /**
     * Clients disagree on whether "deflate" has the two-byte head of zlib (RFC 1950); its
     * checksum tells.
     */
    private static InputStream inflated(PushbackInputStream body) throws IOException {
        var head = body.readNBytes(2);
        body.unread(head);
        var zlib = head.length == 2 && (head[0] & 0x0f) == 8 && ((head[0] & 0xff) << 8 | head[1] & 0xff) % 31 == 0;
        return new InflaterInputStream(body, new Inflater(!zlib), BUFFER);
    }

    private static String readable(DataSize size) {
        return (size.toMegabytes() > 0) ? size.toMegabytes() + " MB" : size.toKilobytes() + " KB";
    }

    private interface Reading<T> {

        T read(InputStream plain) throws IOException;

    }

}
