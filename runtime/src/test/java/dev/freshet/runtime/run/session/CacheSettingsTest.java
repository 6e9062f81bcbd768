package dev.freshet.runtime.run.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.config.Configuration;
import dev.freshet.runtime.cache.CachePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code run.yml} says about the cache. */
final class CacheSettingsTest {
    private static final String SECRET = "hunter2-hunter2-hunter2-hunter2-hunter2";

    @TempDir
    private Path project;

    private Configuration configuration(String runs, String credentials) throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("run.yml"), runs);
        Files.writeString(base.resolve("credentials.yml"), credentials);
        return Configuration.load(project.resolve("conf"), "local", Map.of());
    }

    private CacheSettings settings(String runs) throws IOException {
        return CacheSettings.read(configuration(runs, "team: {key: " + SECRET + "}\n"))
                .orElseThrow();
    }

    private static void is(CachePolicy policy, boolean write, boolean unsigned, boolean accepted) {
        assertThat(List.of(policy.write(), policy.acceptsUnsigned(), policy.acceptsAccepted()))
                .containsExactly(write, unsigned, accepted);
    }

    @Test
    void nothing_isNoCache() throws IOException {
        assertThat(CacheSettings.read(configuration("capacities: {cpus: 1}\n", "")))
                .isEmpty();
        assertThat(CacheSettings.read(configuration("cache:\n", ""))).isEmpty();
    }

    @Test
    void directoryOfTheProject_isOnesOwn() throws IOException {
        CacheSettings settings = settings("cache: .freshet/cache\n");
        is(settings.policy(), true, true, true);
        assertThat(settings.policy().key()).isEmpty();
        assertThat(settings.location()).isEqualTo(".freshet/cache");
    }

    @Test
    void directoryElsewhere_isOnlyRead_andOnlyWhatIsSigned() throws IOException {
        is(settings("cache: ../team\n").policy(), false, false, true);
        is(
                settings("cache: " + project.getParent().resolve("team").toUri() + "\n")
                        .policy(),
                false,
                false,
                true);
    }

    @Test
    void options_areRead() throws IOException {
        CachePolicy policy = settings(
                        "cache: {path: ../team, key: team, write: true, unsigned: accept, accepted: refuse}\n")
                .policy();
        is(policy, true, true, false);
        assertThat(policy.key()).isPresent();
        assertThat(policy.toString()).doesNotContain("hunter2");
    }

    @Test
    void cache_opensInThatDirectory() throws Exception {
        CacheSettings settings = settings("cache: .freshet/cache\n");
        try (var cache = settings.open(warning -> {
            throw new AssertionError(warning);
        })) {
            assertThat(cache.find("0".repeat(64))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "cache: {pth: x} | 1:9 | unknown option \"pth\" of \"cache\"; did you mean \"path\"?",
                "cache: {write: true} | 1:8 | \"cache\" needs the option \"path\"",
                "cache: {path: x, write: maybe} | 1:25 | \"write\" must be true or false, not \"maybe\"",
                "cache: {path: x, unsigned: acept} | 1:28 | \"unsigned\" must be refuse or accept, not \"acept\"; did"
                        + " you mean \"accept\"?",
                "cache: {path: x, key: teem} | 1:23 | no credentials named \"teem\"; did you mean \"team\"?",
                "cache: {path: x, key: empty} | 1:23 | the credentials \"empty\" must have the key \"key\", with the"
                        + " team's key",
                "cache: {path: [x]} | 1:15 | \"path\" must be a directory or a place in a storage, such as"
                        + " s3://bucket/team, not a group of values",
                "cache: [x] | 1:8 | \"path\" must be a directory or a place in a storage, such as s3://bucket/team, not"
                        + " a group of values",
                "cache: s4://bucket/team | 1:8 | unknown storage \"s4\"; there are file",
            })
    void mistake_isReportedAtItsPlace(String runs, String place, String message) throws IOException {
        Configuration configuration = configuration(runs + "\n", "team: {key: " + SECRET + "}\nempty: {}\n");
        assertThatThrownBy(() -> CacheSettings.read(configuration))
                .isInstanceOf(ConfigException.class)
                .hasMessage("conf/base/run.yml:" + place + ": " + message);
    }

    @Test
    void shortKey_isRefused_withoutBeingShown() throws IOException {
        Configuration configuration = configuration("cache: {path: x, key: team}\n", "team: {key: hunter2}\n");
        assertThatThrownBy(() -> CacheSettings.read(configuration))
                .isInstanceOf(ConfigException.class)
                .hasMessage("conf/base/credentials.yml:1:13: \"key\" must be a secret of at least 32 characters");
    }

    @Test
    void settingsOfTheRun_knowTheCache_andNameTheNearest() throws IOException {
        RunSettings.capacities(1, 1, Optional.of(configuration("cache: x\n", "").runSettings()), Map.of());
        Configuration wrong = configuration("cach: x\n", "");
        assertThatThrownBy(() -> RunSettings.capacities(1, 1, Optional.of(wrong.runSettings()), Map.of()))
                .hasMessage("conf/base/run.yml:1:1: unknown setting \"cach\"; did you mean \"cache\"?");
    }
}
