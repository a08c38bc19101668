package io.tracebridge.tracker.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/**
 * Refuses addresses that no tracker has: link-local ones, where clouds keep their
 * machines' credentials, and ones that are no single host. Loopback and private networks
 * are open unless closed: self-hosted trackers live there.
 */
public final class AddressGuard implements OutboundGuard {

    public static final String LOOPBACK_SETTING = "tracebridge.outbound.allow-loopback";

    public static final String PRIVATE_SETTING = "tracebridge.outbound.allow-private";

    /** Cloud metadata services outside the link-local range. */
    private static final List<Range> METADATA = List.of(Range.of("fd00:ec2::254", 128), Range.of("fd20:ce::254", 128),
            Range.of("100.100.100.200", 32), Range.of("168.63.129.16", 32));

    private static final List<Range> NO_HOST = List.of(Range.of("0.0.0.0", 8), Range.of("240.0.0.0", 4));

    private static final List<Range> PRIVATE = List.of(Range.of("10.0.0.0", 8), Range.of("172.16.0.0", 12),
            Range.of("192.168.0.0", 16), Range.of("100.64.0.0", 10), Range.of("fc00::", 7), Range.of("fec0::", 10));

    private final boolean allowLoopback;

    private final boolean allowPrivate;

    public AddressGuard(boolean allowLoopback, boolean allowPrivate) {
        this.allowLoopback = allowLoopback;
        this.allowPrivate = allowPrivate;
    }

    @Override
    public void check(String host, InetAddress address) {
        var meant = embedded(address).orElse(address);
        if (meant.isLinkLocalAddress() || contained(METADATA, meant)) {
            throw refused(host, address, "a link-local or cloud metadata address, where no tracker may be");
        }
        if (meant.isAnyLocalAddress() || meant.isMulticastAddress() || contained(NO_HOST, meant)) {
            throw refused(host, address, "not the address of one host");
        }
        if (!this.allowLoopback && meant.isLoopbackAddress()) {
            throw refused(host, address, "this machine itself; set " + LOOPBACK_SETTING + "=true to allow it");
        }
        if (!this.allowPrivate && contained(PRIVATE, meant)) {
            throw refused(host, address, "on a private network; set " + PRIVATE_SETTING + "=true to allow it");
        }
    }

    private static TrackerException refused(String host, InetAddress address, String why) {
        return new TrackerException.Rejected(Reason.FORBIDDEN, "Tracebridge does not connect to " + host
                + ": its address " + address.getHostAddress() + " is " + why + ".", Map.of());
    }

    private static boolean contained(List<Range> ranges, InetAddress address) {
        return ranges.stream().anyMatch((range) -> range.contains(address.getAddress()));
    }

    /** The IPv4 address that NAT64, 6to4 or IPv4-compatible forms lead to. */
    private static Optional<InetAddress> embedded(InetAddress address) {
        if (!(address instanceof Inet6Address inet6)) {
            return Optional.empty();
        }
        var bytes = address.getAddress();
        if (Range.of("64:ff9b::", 96).contains(bytes)) {
            return Optional.of(ipv4(bytes, 12));
        }
        if (Range.of("2002::", 16).contains(bytes)) {
            return Optional.of(ipv4(bytes, 2));
        }
        var compatible = inet6.isIPv4CompatibleAddress() && !inet6.isLoopbackAddress() && !inet6.isAnyLocalAddress();
        return compatible ? Optional.of(ipv4(bytes, 12)) : Optional.empty();
    }

    private static InetAddress ipv4(byte[] bytes, int from) {
        return address(Arrays.copyOfRange(bytes, from, from + 4));
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        }
        catch (UnknownHostException ex) {
            throw new IllegalStateException("4 and 16 bytes are always an address", ex);
        }
    }

    private record Range(byte[] network, int bits) {

        static Range of(String literal, int bits) {
            try {
                return new Range(InetAddress.getByName(literal).getAddress(), bits);
            }
            catch (UnknownHostException ex) {
                throw new IllegalArgumentException(literal + " is not an address", ex);
            }
        }

        boolean contains(byte[] address) {
            if (address.length != this.network.length) {
                return false;
            }
            for (var bit = 0; bit < this.bits; bit++) {
                var mask = 0x80 >> (bit % 8);
                if (((address[bit / 8] ^ this.network[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }

    }

}
