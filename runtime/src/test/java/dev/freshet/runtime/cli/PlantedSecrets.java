package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.parameter.ValueText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Secrets that are planted, and the search for them. */
final class PlantedSecrets {
    static final List<String> ALL = List.of(
            "planted-password-1", // credentials
            "planted/key+2==", // a group of credentials
            "!planted3", // credentials that look like a tag
            "planted-env-4", // a parameter of the environment
            "planted-env-5", // a part of a parameter
            "471147", // a PIN of the environment
            "planted-named-7", // a parameter that run.yml names
            "planted-named-8", // within a group that run.yml names
            "planted-given-9", // given in place of the value of a variable
            "planted-given-10"); // given in place of a parameter that run.yml names

    /** What somebody would look for who guesses secrets: a PIN has a million digests. */
    private static final List<String> GUESSES = ALL.stream()
            .flatMap(secret -> Stream.of(secret, ValueText.quote(secret)))
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .flatMap(text -> Stream.of("MD5", "SHA-1", "SHA-256")
                    .map(algorithm -> digest(algorithm, text).substring(0, 32)))
            .toList();

    private PlantedSecrets() {}

    static void assertNone(String where, String text) {
        for (String secret : ALL) {
            assertThat(text).as("%s, %s", where, secret).doesNotContain(secret);
        }
    }

    /** All but the configurations, which the user wrote. */
    static void searchFiles(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !directory.relativize(file).toString().matches("project[0-9]+.conf.*"))
                    .toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertNone(file.toString(), content);
                assertThat(content).as(file.toString()).doesNotContain(GUESSES);
            }
        }
    }

    private static String digest(String algorithm, byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
