package dev.freshet.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.config.ConfigException;
import dev.freshet.config.Configuration;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.S3Client;

/** The built-in dataset types in a bucket, and what a catalog and credentials may say. */
final class S3DatasetsTest {
    /** Its component names are those of the columns. */
    record Flight(String carrier, int delay, LocalDate day) {}

    private static final Type FLIGHTS = GenericTypes.parameterized(List.class, Flight.class);
    private static final Type LINES = GenericTypes.parameterized(List.class, String.class);
    private static final List<Flight> SOME = List.of(
            new Flight("AA", -3, LocalDate.of(2024, 1, 31)), new Flight("\"Ü\",\n漢", 7, LocalDate.of(2024, 2, 29)));
    private static final String GOOD = "{access_key_id: k, secret_access_key: s, region: eu-central-1}";

    @TempDir
    Path project;

    private Catalog catalog(String entry, String credentials) throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), "d: " + entry + "\n");
        Files.writeString(base.resolve("credentials.yml"), "store: " + credentials + "\n");
        return Catalog.of(Configuration.load(project.resolve("conf"), "local", Map.of()));
    }

    static Stream<Arguments> types() {
        return Stream.of(
                arguments("csv", "f.csv", FLIGHTS, SOME),
                arguments("csv", "f.tsv.gz", FLIGHTS, SOME),
                arguments("json", "f.json", FLIGHTS, SOME),
                arguments("json", "f.json.gz", Flight.class, SOME.get(0)),
                arguments("jsonl", "f.jsonl", FLIGHTS, SOME),
                arguments("jsonl", "f.jsonl.gz", FLIGHTS, List.of()),
                arguments("text", "f.txt", String.class, "ü\n"),
                arguments("text", "f.txt.gz", LINES, List.of("a", "", "b")),
                arguments("bytes", "f.bin", byte[].class, new byte[] {0, 1, -1}),
                arguments("bytes", "deep/er/f.bin.gz", byte[].class, new byte[300_000]));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("types")
    void value_isSavedAndLoaded(String type, String file, Type java, Object value) throws IOException {
        S3Server server = S3Server.running();
        String bucket = server.bucket();
        String path = "s3://" + bucket + "/data/" + file;
        Catalog catalog = catalog(
                "{type: " + type + ", path: \"" + path + "\", credentials: store}",
                "{access_key_id: " + S3Server.KEY + ", secret_access_key: \"" + S3Server.SECRET
                        + "\", region: us-east-1, endpoint: \"" + server.endpoint() + "\"}");
        Dataset<Object> dataset = catalog.open("d", java);
        assertThat(dataset.exists()).isFalse();
        assertThatThrownBy(dataset::load)
                .isInstanceOf(DatasetException.class)
                .hasMessage("dataset \"d\" (" + path + "): the file does not exist");
        dataset.save(value);
        assertThat(dataset.exists()).isTrue();
        assertThat(dataset.load()).isEqualTo(value);
        assertThat(Catalog.ofJson(catalog.toJson()).<Object>open("d", java).load())
                .as("in another process")
                .isEqualTo(value);
        assertThat(dataset.location()).isEqualTo(path);
        assertThat(catalog.content("d").orElseThrow().path()).isEmpty();
        try (S3Client client = server.client()) {
            assertThat(client.listObjectsV2(request -> request.bucket(bucket)).contents())
                    .hasSize(1);
        }
    }

    static Stream<Arguments> mistakes() {
        String entry = "{type: text, path: \"s3://b/k\", credentials: store}";
        String wrong = "conf/base/credentials.yml:1:";
        return Stream.of(
                arguments(
                        entry,
                        "{acces_key_id: hunter2, region: r}",
                        wrong
                                + "9: unknown key \"acces_key_id\" of credentials for s3; did you mean \"access_key_id\"?"),
                arguments(
                        entry,
                        "{password: hunter2}",
                        wrong + "9: unknown key \"password\" of credentials for s3; there are access_key_id,"
                                + " secret_access_key, session_token, profile, anonymous, region, endpoint, path_style"),
                arguments(entry, "{path_style: hunter2}", wrong + "21: \"path_style\" must be true or false"),
                arguments(
                        entry,
                        "{endpoint: \"http://hunter2:hunter2@x\"}",
                        wrong + "19: \"endpoint\" must be an address without a path, such as"
                                + " https://storage.example.com:9000"),
                arguments(
                        entry,
                        "{endpoint: localhost}",
                        wrong + "19: \"endpoint\" must be an address without a path, such as"
                                + " https://storage.example.com:9000"),
                arguments(entry, "{region: }", wrong + "16: \"region\" must have a value"),
                arguments(entry, "{region: [hunter2]}", wrong + "17: \"region\" must have a value"),
                arguments(entry, "hunter2", wrong + "8: the credentials \"store\" must have keys with values"),
                arguments(
                        entry,
                        "{access_key_id: hunter2}",
                        "conf/base/catalog.yml:1:48: the credentials have \"access_key_id\" but no"
                                + " \"secret_access_key\""),
                arguments(
                        entry,
                        "{secret_access_key: hunter2}",
                        "conf/base/catalog.yml:1:48: the credentials have \"secret_access_key\" but no"
                                + " \"access_key_id\""),
                arguments(
                        entry,
                        "{session_token: hunter2}",
                        "conf/base/catalog.yml:1:48: the credentials have \"session_token\" but no \"access_key_id\""
                                + " and \"secret_access_key\""),
                arguments(
                        entry,
                        "{access_key_id: \"${env:FRESHET_NOT_SET}\", secret_access_key: hunter2}",
                        wrong + "24: the environment variable FRESHET_NOT_SET is not set; set it, or give a default as"
                                + " in ${env:FRESHET_NOT_SET,value}"),
                arguments(
                        "{type: text, path: \"s3://b/k\", credentials: stroe}",
                        GOOD,
                        "conf/base/catalog.yml:1:48: no credentials named \"stroe\"; did you mean \"store\"?"),
                arguments(
                        "{type: text, path: \"s3://b\", credentials: store}",
                        GOOD,
                        "conf/base/catalog.yml:1:23: \"path\" must name a place and a file in it, as in"
                                + " s3://place/data/flights.csv"),
                arguments(
                        "{type: text, path: \"s3:///k\", credentials: store}",
                        GOOD,
                        "conf/base/catalog.yml:1:23: \"path\" must name a place and a file in it, as in"
                                + " s3://place/data/flights.csv"),
                arguments(
                        "{type: text, path: \"s3://b/k/\", credentials: store}",
                        GOOD,
                        "conf/base/catalog.yml:1:23: \"path\" must name a place and a file in it, as in"
                                + " s3://place/data/flights.csv"),
                arguments(
                        "{type: text, path: \"s3a://b/k\", credentials: store}",
                        GOOD,
                        "conf/base/catalog.yml:1:23: unknown storage \"s3a\"; did you mean \"s3\"?"),
                arguments(
                        "{type: text, path: \"gopher://b/k\", credentials: store}",
                        GOOD,
                        "conf/base/catalog.yml:1:23: unknown storage \"gopher\"; there are file, s3"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistake_isOneProblemAtItsPlace_withoutSecrets(String entry, String credentials, String message)
            throws IOException {
        Catalog catalog = catalog(entry, credentials);
        assertThat(catchThrowableOfType(ConfigException.class, catalog::check)).hasMessage(message);
        assertThat(catchThrowableOfType(ConfigException.class, () -> catalog.content("d")))
                .hasMessage(message)
                .hasMessageNotContaining("hunter2");
        assertThat(catchThrowableOfType(ConfigException.class, () -> catalog.open("d", String.class)))
                .hasMessage(message);
    }

    @Test
    void goodEntries_passTheCheck_withoutAskingAnybody() throws IOException {
        catalog("{type: text, path: \"s3://b/k\", credentials: store}", GOOD).check();
        catalog("{type: text, path: \"S3://b/k\"}", GOOD).check();
        catalog("{type: text, path: \"s3://b/k\", credentials: store}", "{path_style: false, endpoint: 'http://x/'}")
                .check();
    }

    @Test
    void pattern_isCheckedAsFarAsItIsKnown() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(
                base.resolve("catalog.yml"),
                "\"{x}.{y}\": {type: text, path: \"s3://{x}{y}\"}\n"
                        + "\"{x}_{y}\": {type: text, path: \"s4://{x}{y}\"}\n");
        Catalog catalog = Catalog.of(Configuration.load(project.resolve("conf"), "local", Map.of()));
        assertThatThrownBy(catalog::check)
                .hasMessage("conf/base/catalog.yml:2:31: unknown storage \"s4\"; there are file, s3");
    }

    @Test
    void json_ofACatalog_hasOnlyTheCredentialsThatAreNeeded() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), """
                a: {type: text, path: a.txt, credentials: local}
                b: {type: text, path: "s3://b/k", credentials: needed}
                c: {type: text, path: "s3://b/k", credentials: unset}
                """);
        Files.writeString(base.resolve("credentials.yml"), """
                local: {password: hunter2-local}
                needed: {access_key_id: hunter2-needed, secret_access_key: s}
                unset: {access_key_id: "${env:FRESHET_NOT_SET}", secret_access_key: s}
                unused: {access_key_id: hunter2-unused}
                """);
        Catalog catalog = Catalog.of(Configuration.load(project.resolve("conf"), "local", Map.of()));
        assertThat(catalog.toJson())
                .contains("hunter2-needed")
                .doesNotContain("hunter2-local")
                .doesNotContain("hunter2-unused");
        assertThat(catalog.toString() + catalog.content("b") + catalog.open("b", String.class))
                .doesNotContain("hunter2");
        assertThat(Catalog.ofJson(catalog.toJson()).content("b")).isPresent();
    }
}
