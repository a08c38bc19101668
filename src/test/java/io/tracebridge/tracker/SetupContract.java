package io.tracebridge.tracker;

import java.util.Map;
import java.util.stream.Collectors;

import io.tracebridge.tracker.TrackerFake.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What an admin meets who sets a tracker up: its settings, its checks, its lists to
 * choose from.
 */
interface SetupContract extends UnderContract {

    @Test
    default void settingsSayWhatToEnterAndRefuseWhatIsMissing() {
        assertThat(tracker().settings()).isNotEmpty().allSatisfy((setting) -> {
            assertThat(setting.label()).isNotBlank();
            assertThat(setting.help()).endsWith(".");
        });
        for (var setting : tracker().settings()) {
            if (setting.required()) {
                var missing = catchThrowableOfType(IllegalArgumentException.class,
                        () -> tracker().connect(without(setting)));
                assertThat(missing).hasMessageContaining(setting.name());
            }
        }
    }

    @Test
    default void checksPassWhenEverythingIsThere() {
        assertThat(client().check()).isNotEmpty().allSatisfy((check) -> {
            assertThat(check.ok()).as(check.toString()).isTrue();
            assertThat(check.name()).isNotBlank();
            assertThat(check.message()).isNotBlank();
        });
    }

    @Test
    default void aWrongCredentialFailsTheCheckWithoutAnException() {
        assertThat(wrong().check()).anyMatch((check) -> !check.ok()).allSatisfy(this::harmless);
    }

    @ParameterizedTest
    @EnumSource(value = Trouble.class, names = "LOST_ANSWER", mode = EnumSource.Mode.EXCLUDE)
    default void troubleFailsTheCheckWithoutAnException(Trouble trouble) {
        fake().next(trouble);

        assertThat(client().check()).anyMatch((check) -> !check.ok()).allSatisfy(this::harmless);
    }

    @Test
    @Proves(Capability.CATALOG)
    default void anAdminChoosesFromWhatTheTrackerHas() {
        var catalog = client().catalog();

        assertThat(catalog.projects()).isNotEmpty().allSatisfy((choice) -> assertThat(choice.name()).isNotBlank());
        assertThat(catalog.statuses()).isNotEmpty().extracting(Issue.Status::key).doesNotHaveDuplicates();
        assertThat(catalog.fields()).allSatisfy((field) -> assertThat(field.id()).isNotBlank());
        assertThat(catalog.issueTypes()).allSatisfy((choice) -> assertThat(choice.id()).isNotBlank());
        var somebody = fake().somebody();
        assertThat(catalog.people(somebody.name().substring(0, 3))).contains(somebody);
        assertThat(catalog.people("zzz-nobody-zzz")).isEmpty();
    }

    private Connection without(Setting setting) {
        var whole = fake().connection();
        return new Connection(rest(whole.settings(), setting), rest(whole.credential(), setting));
    }

    private static Map<String, String> rest(Map<String, String> all, Setting without) {
        return all.entrySet()
            .stream()
            .filter((entry) -> !entry.getKey().equals(without.name()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

}
