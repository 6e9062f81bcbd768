package dev.freshet.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stored form of versions. */
final class VersionTest {
    static List<Version> versions() {
        return List.of(
                new Version.Content("xxh3:4f0a"),
                new Version.Derived("4f0a"),
                new Version.Value("4f0a"),
                Version.given("run"),
                Version.given("run", "flights"),
                Version.Fixed.MISSING,
                Version.Fixed.INCREMENTAL);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void version_isReadAsItWasWritten(Version version) {
        assertThat(Version.read(version.text())).isEqualTo(version);
    }

    @Test
    void versions_ofDifferentKinds_haveDifferentTexts() {
        assertThat(versions()).extracting(Version::text).doesNotHaveDuplicates();
    }

    /** States of earlier runs are read by these. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            xxh3:4f0a        | Content
            partitions:4f0a  | Content
            derived:4f0a     | Derived
            value:4f0a       | Value
            given:run        | Given
            given:run legs   | Given
            missing          | Fixed
            incremental      | Fixed
            missing:4f0a     | Content
            giver:4f0a       | Content
            ''               | Content
            """)
    void text_isOfItsKindAndWrittenAsItWasRead(String text, String kind) {
        Version version = Version.read(text);
        String name =
                version instanceof Version.Fixed ? "Fixed" : version.getClass().getSimpleName();
        assertThat(name).isEqualTo(kind);
        assertThat(version.text()).isEqualTo(text);
        assertThat(Version.ofContent(text)).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"derived:a", "value:a", "given:a", "missing", "incremental"})
    void content_withTheTextOfAnotherKind_isRefused(String digest) {
        assertThatThrownBy(() -> new Version.Content(digest)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void texts_ofVersions_areTheirStoredForms() {
        assertThat(Version.texts(new TreeMap<>(Map.of("a", Version.Fixed.MISSING, "b", Version.given("run", "b")))))
                .isEqualTo(Map.of("a", "missing", "b", "given:run b"));
    }
}
