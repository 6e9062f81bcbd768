package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.fingerprint.Digest;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.plan.DatasetRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run stores for its team shows no secret, not to those either who try all of them, and no path. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TeamLeakTest {
    private static final String PIN = "4711";
    private static final String GIVEN = "given by Java 8642";
    private static final String KEY = "0123456789abcdef".repeat(4);
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32,}");
    /** The digits of a digest of 128 bits. */
    private static final int DIGITS = 32;

    @TempDir
    Path root;

    /** A process that has a secret in its environment. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            TestPipeline pipeline = new TestPipeline("""
                            a = P.a(raw, params:pin) -> a
                            b = P.b(a, given) -> b
                            c = P.c(raw) -> c
                            """)
                    .node("a", (in, context) -> new Object[] {"length " + ((String) in[1]).length()})
                    .node("b", (in, context) -> new Object[] {"length " + ((String) in[1]).length()})
                    .node("c", (in, context) -> new Object[] {"made of " + in[0]});
            Run.of(pipeline)
                    .runner(Runner.sequential())
                    .conf(Path.of(arguments[0]).resolve("conf"))
                    .input(new DatasetRef<String>("given"), GIVEN)
                    .start()
                    .orThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runWithSecrets_leavesNoneOfThemForOthers(boolean hasKey) throws Exception {
        Path project = root.resolve("checkout");
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(project.resolve("raw.txt"), "raw");
        Files.writeString(base.resolve("catalog.yml"), """
                raw: {type: text, path: raw.txt}
                a: {type: text, path: a.txt}
                b: {type: text, path: b.txt}
                c: {type: text, path: c.txt}
                """);
        Files.writeString(base.resolve("parameters.yml"), "pin: \"${env:PIN}\"\n");
        Files.writeString(base.resolve("credentials.yml"), "team: {key: '" + KEY + "'}\n");
        Files.writeString(
                base.resolve("run.yml"),
                "state: {path: ../state" + (hasKey ? ", key: team" : "") + "}\n"
                        + "cache: {path: ../cache, write: true, "
                        + (hasKey ? "key: team" : "unsigned: accept") + "}\n");
        run(project);
        String state = everything(root.resolve("state"));
        String all = state + everything(root.resolve("cache"));
        assertThat(state).contains("\"c\"").contains("node\ttest/Code.c()V");
        assertThat(state.contains("pin\""))
                .as("whether results of secrets are shared")
                .isEqualTo(hasKey);
        assertThat(all)
                .doesNotContain('"' + PIN + '"')
                .doesNotContain(GIVEN)
                .doesNotContain(KEY)
                .doesNotContain("/home/")
                .doesNotContain(System.getProperty("user.home") + "/")
                .doesNotContain(root.toString());
        Set<String> digests = new HashSet<>();
        for (Matcher found = HEX.matcher(all); found.find(); ) {
            digests.add(found.group().substring(0, DIGITS));
        }
        assertThat(digests).isNotEmpty();
        List<String> secrets = new ArrayList<>(List.of(GIVEN, '"' + GIVEN + '"', KEY));
        for (int pin = 0; pin < 10_000; pin++) {
            String text = String.format(Locale.ROOT, "%04d", pin);
            secrets.add(text);
            secrets.add('"' + text + '"');
        }
        for (String secret : secrets) {
            assertThat(digests).as(secret).doesNotContainAnyElementsOf(digestsOf(secret));
        }
    }

    private void run(Path project) throws IOException, InterruptedException {
        ProcessBuilder child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        project.toString())
                .inheritIO();
        child.environment().put("PIN", PIN);
        assertThat(child.start().waitFor()).isZero();
    }

    /** Names and contents of all files. */
    private static String everything(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(file -> {
                        try {
                            String name = directory.relativize(file) + "\n";
                            return Files.isRegularFile(file) ? name + content(file) : name;
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String content(Path file) throws IOException {
        if (!file.toString().endsWith(".gz")) {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        }
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The first digits of all digests by which somebody could look for a text. */
    private static List<String> digestsOf(String text) throws NoSuchAlgorithmException {
        List<String> digests = new ArrayList<>(List.of(new Digest().add(text).hex()));
        for (String algorithm : List.of("SHA-256", "SHA-1", "MD5")) {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            digests.add(HexFormat.of().formatHex(digest).substring(0, DIGITS));
        }
        return digests;
    }
}
