package io.tracebridge.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PortsTest {

    @TempDir
    private Path shared;

    private Ports ports;

    @BeforeEach
    void choosePorts() {
        this.ports = new Ports(this.shared);
    }

    @AfterEach
    void giveThemBack() throws IOException {
        this.ports.close();
    }

    @Test
    void takesThePreferredPortIfItIsFree() throws IOException {
        int free = freePort();

        assertThat(this.ports.choose(preferred(free))).isEqualTo(free);
    }

    @Test
    void findsAnotherIfThePreferredIsTakenOnLoopback() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int chosen = this.ports.choose(preferred(taken.getLocalPort()));

            assertThat(chosen).isNotEqualTo(taken.getLocalPort()).matches(Ports::isFree);
        }
    }

    @Test
    void countsAPortThatIsTakenOnAllAddressesAsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
        }
    }

    @Test
    void givesNoPortTwice() throws IOException {
        int free = freePort();

        assertThat(this.ports.choose(preferred(free))).isNotEqualTo(this.ports.choose(preferred(free)));
    }

    @Test
    void leavesAPortToAnotherTracebridgeThatDoesNotListenYet() throws IOException {
        int free = freePort();
        try (Ports others = new Ports(this.shared)) {
            others.choose(preferred(free));

            assertThat(this.ports.choose(preferred(free))).isNotEqualTo(free);
        }
        try (Ports later = new Ports(this.shared)) {
            assertThat(later.choose(preferred(free))).isEqualTo(free);
        }
    }

    @Test
    void doesWithoutReservationsWhereTheyCannotBeMade() throws IOException {
        int free = freePort();
        try (Ports nowhere = new Ports(this.shared.resolve("absent"))) {
            assertThat(nowhere.choose(preferred(free))).isEqualTo(free);
        }
    }

    @Test
    void takesTheFixedPortRatherThanThePreferred() throws IOException {
        int free = freePort();

        assertThat(this.ports.choose(new PortSetting("x", "x-port", 15432, free))).isEqualTo(free);
    }

    @Test
    void namesPortAndSettingIfTheFixedPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatExceptionOfType(LocalPlatformException.class)
                .isThrownBy(() -> this.ports
                    .choose(new PortSetting("local database", "tracebridge.platform.database-port", 15432, port)))
                .withMessageContainingAll(Integer.toString(port), "tracebridge.platform.database-port",
                        "local database");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { -1, 0, 65536 })
    void refusesWhatIsNoPort(int port) {
        assertThatExceptionOfType(LocalPlatformException.class)
            .isThrownBy(() -> this.ports.choose(new PortSetting("local database", "the-setting", 15432, port)))
            .withMessageContainingAll("the-setting", Integer.toString(port));
    }

    private static PortSetting preferred(int port) {
        return new PortSetting("local database", "tracebridge.platform.database-port", port, null);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

}
