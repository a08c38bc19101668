package io.tracebridge.intake;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the intake ({@code tracebridge.intake.*}).
 *
 * @param maxReport largest report, after decompression; form fields count with it
 * @param maxAttachments most that one report's attachments may hold together
 * @param maxDrain how much of a refused body is still read so that the client, busy
 * sending, gets to see the answer
 * @param memory decompressed bytes that all requests together may hold at one time; 0 for
 * a sixteenth of the heap
 * @param queue reports that may wait for a commit
 * @param queueWait how long a report waits for a place in the queue before it is refused
 * with 503
 * @param batch most reports in one transaction
 * @param committers threads that commit, each with a connection of its own
 * @param commitTimeout how long a request waits for its commit before it answers 503
 * @param retryAfter what a 503 tells the client to wait
 */
@ConfigurationProperties("tracebridge.intake")
public record IntakeProperties(@DefaultValue("10MB") DataSize maxReport, @DefaultValue("10MB") DataSize maxAttachments,
        @DefaultValue("64MB") DataSize maxDrain, @DefaultValue("0") DataSize memory, @DefaultValue("2000") int queue,
        @DefaultValue("2s") Duration queueWait, @DefaultValue("256") int batch, @DefaultValue("1") int committers,
        @DefaultValue("30s") Duration commitTimeout, @DefaultValue("5s") Duration retryAfter) {

    /** Part headers and boundaries, on top of what the parts hold. */
    private static final DataSize FRAMING = DataSize.ofMegabytes(1);

    /** Most that one decompressed body may hold. */
    long maxBody() {
        return this.maxReport.toBytes() + this.maxAttachments.toBytes() + FRAMING.toBytes();
    }

    /** Always enough for one request, however small the heap. */
    long memoryBudget() {
        var wanted = (this.memory.toBytes() > 0) ? this.memory.toBytes() : Runtime.getRuntime().maxMemory() / 16;
        return Math.max(wanted, maxBody());
    }

}
