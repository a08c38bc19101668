package io.tracebridge.tracker.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class AddressGuardTest {

    private static final AddressGuard OPEN = new AddressGuard(true, true);

    private static final AddressGuard CLOSED = new AddressGuard(false, false);

    @ParameterizedTest
    @ValueSource(strings = { "169.254.169.254", "169.254.0.1", "fe80::1", "febf::1", "fd00:ec2::254", "fd20:ce::254",
            "100.100.100.200", "168.63.129.16", "0.0.0.0", "0.255.255.255", "::", "224.0.0.1", "ff02::1", "240.0.0.0",
            "255.255.255.255", "::ffff:169.254.169.254", "::169.254.169.254", "64:ff9b::169.254.169.254",
            "2002:a9fe:a9fe::1" })
    void refusesAlways(String address) throws UnknownHostException {
        var refused = refusal(OPEN, address);

        assertThat(refused.reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(refused).hasMessageContaining("tracker.example.com")
            .hasMessageContaining(InetAddress.getByName(address).getHostAddress());
    }

    @ParameterizedTest
    @ValueSource(strings = { "127.0.0.1", "127.9.9.9", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "64:ff9b::127.0.0.1" })
    void refusesLoopbackWhenConfiguredTo(String address) {
        assertThatNoException().isThrownBy(() -> check(OPEN, address));
        assertThat(refusal(CLOSED, address)).hasMessageContaining("tracebridge.outbound.allow-loopback=true");
    }

    @ParameterizedTest
    @ValueSource(strings = { "10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255", "192.168.0.0",
            "192.168.255.255", "100.64.0.0", "100.127.255.255", "fc00::1", "fdff:ffff::1", "fec0::1", "feff::1",
            "2002:0a00:0001::1" })
    void refusesPrivateNetworksWhenConfiguredTo(String address) {
        assertThatNoException().isThrownBy(() -> check(OPEN, address));
        assertThat(refusal(CLOSED, address)).hasMessageContaining("tracebridge.outbound.allow-private=true");
    }

    @ParameterizedTest
    @ValueSource(strings = { "140.82.121.6", "1.0.0.0", "9.255.255.255", "11.0.0.0", "172.15.255.255", "172.32.0.0",
            "192.167.255.255", "192.169.0.0", "100.63.255.255", "100.128.0.0", "168.63.129.17", "169.253.255.255",
            "223.255.255.255", "2606:50c0:8000::154", "2002:8c52:7906::1", "64:ff9b::140.82.121.6" })
    void allowsPublicAddresses(String address) {
        assertThatNoException().isThrownBy(() -> check(CLOSED, address));
    }

    private static Rejected refusal(AddressGuard guard, String address) {
        return catchThrowableOfType(Rejected.class, () -> check(guard, address));
    }

    private static void check(AddressGuard guard, String address) throws UnknownHostException {
        guard.check("tracker.example.com", InetAddress.getByName(address));
    }

}
