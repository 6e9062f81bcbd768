package dev.freshet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KnownSecretsTest {
    @TempDir
    Path project;

    private void write(String file, String text) throws IOException {
        Path path = project.resolve("conf/base").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Configuration load(Map<String, String> given) {
        return Configuration.load(
                project.resolve("conf"),
                "local",
                given,
                Map.of("KS_TOKEN", "ks-token-1", "KS_DIR", "ks-dir-2"),
                Wording.JAVA);
    }

    @Test
    void longSecret_isHiddenEverywhere_andAShortOneOnlyAlone() {
        KnownSecrets.add("ks-long-secret");
        KnownSecrets.add("kali");
        KnownSecrets.add("q");
        KnownSecrets.add("true");
        assertThat(KnownSecrets.masked("xks-long-secretx")).isEqualTo("x***x");
        assertThat(KnownSecrets.masked("kali:kali@invkalid kali")).isEqualTo("***:***@invkalid ***");
        assertThat(KnownSecrets.masked("q true")).isEqualTo("q true");
        assertThat(KnownSecrets.isIn("nothing")).isFalse();
    }

    @Test
    void secretWithinAnother_leavesNothingOfIt() {
        KnownSecrets.add("ks-inner-12");
        KnownSecrets.add("ks-inner-12-outer");
        assertThat(KnownSecrets.masked("ks-inner-12-outer")).isEqualTo("***");
    }

    @Test
    void variables_areKnown_unlessTheySayWhereSomethingIs() throws IOException {
        write("parameters.yml", "api: {token: 'Bearer ${env:KS_TOKEN}'}\n");
        write("catalog.yml", "x: {type: text, path: '${env:KS_DIR}/x.txt'}\n");
        load(Map.of());
        assertThat(KnownSecrets.masked("with ks-token-1 in ks-dir-2")).isEqualTo("with *** in ks-dir-2");
    }

    @Test
    void credentials_areKnown_unlessTheySayWhoOrWhere() throws IOException {
        write("credentials.yml", "db: {user: ks-ana, password: ks-password-3, more: [ks-listed-4]}\n");
        load(Map.of()).credentials();
        assertThat(KnownSecrets.masked("ks-ana ks-password-3 ks-listed-4")).isEqualTo("ks-ana *** ***");
    }

    @Test
    void urlOfCredentials_isShown_butForItsPassword() throws IOException {
        write("credentials.yml", "db: {url: 'jdbc:x://ks-bob:ks-word-9@ks-host/db?ssl=on&password=ks-word-10'}\n");
        load(Map.of()).credentials();
        assertThat(KnownSecrets.masked("jdbc:x://ks-bob:ks-word-9@ks-host/db?ssl=on&password=ks-word-10"))
                .isEqualTo("jdbc:x://ks-bob:***@ks-host/db?ssl=on&password=***");
    }

    @Test
    void parameterGivenOverASecretOne_isSecret() throws IOException {
        write("parameters.yml", "api: {token: '${env:KS_TOKEN}', plain: a}\nnamed: {deep: {er: b}}\n");
        write("run.yml", "secret: [named.deep, later]\n");
        Configuration configuration = load(Map.of(
                "api.token",
                "ks-given-5",
                "api.plain",
                "ks-plain-6",
                "named.deep.er",
                "ks-given-7",
                "later",
                "ks-given-8"));
        assertThat(KnownSecrets.masked("ks-given-5 ks-plain-6 ks-given-7 ks-given-8"))
                .isEqualTo("*** ks-plain-6 *** ***");
        assertThat(configuration.parameters().get("api").orElseThrow().toString())
                .doesNotContain("ks-given-5");
    }

    @Test
    void parameterThatIsNamedAsSecret_isKnown_withAllOfItsGroup() throws IOException {
        write("parameters.yml", "named: {word: ks-named-12, group: {deep: [ks-named-13]}, plain: ks-plain-14}\n");
        write("run.yml", "secret: [named.word, named.group]\n");
        load(Map.of());
        assertThat(KnownSecrets.masked("ks-named-12 ks-named-13 ks-plain-14")).isEqualTo("*** *** ks-plain-14");
    }

    @Test
    void secretSetting_thatNamesNoParameter_isAMistake() throws IOException {
        write("parameters.yml", "api: {token: a}\n");
        write("run.yml", "secret: api.tokn\n");
        assertThatThrownBy(() -> load(Map.of()))
                .hasMessage("conf/base/run.yml:1:9: there is no parameter \"api.tokn\"; did you mean \"api.token\"?");
    }

    /** In braces and in lines of their own, which the parser of YAML reads in different ways. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "!ks9",
                "!!ks9",
                "!!int ks9",
                "!<ks9>",
                "*ks9",
                "'${ks9}'",
                "'${env:KS_TOKEN'",
                "@ks9",
                "`ks9",
                "%ks9",
                "|ks9",
                "\"ks9",
                "\"ks\\9ks9\"",
                "a: ks9: b"
            })
    void credentialsThatLookLikeYaml_areNotQuotedInMessages(String value) throws IOException {
        for (String entry : new String[] {"db: {password: %s}\n", "db:\n  password: %s\n"}) {
            write("credentials.yml", entry.formatted(value));
            assertThatThrownBy(() -> load(Map.of()).credentials("db"))
                    .as("%s", value)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("conf/base/credentials.yml:")
                    .extracting(Throwable::getMessage)
                    .asString()
                    .doesNotContain("ks9");
        }
    }

    @Test
    void controlCharacters_areShown() {
        assertThat(VisibleText.line("a\u001b[2J\nb\u009b\t")).isEqualTo("a\\u001b[2J\\nb\\u009b\\t");
        assertThat(VisibleText.lines("a\nb\r")).isEqualTo("a\n    b");
        assertThat(VisibleText.line("a\u2028b\u202etxt.exe\u2066c\u2069"))
                .isEqualTo("a\\u2028b\\u202etxt.exe\\u2066c\\u2069");
        assertThat(VisibleText.line("\u200fעברית\u200f")).isEqualTo("\u200fעברית\u200f");
    }

    @Test
    void textsThatArePrinted_haveNoSecrets() {
        KnownSecrets.add("ks-printed-11");
        assertThat(VisibleText.line("key ks-printed-11\n")).isEqualTo("key ***\\n");
        assertThat(VisibleText.lines("key\nks-printed-11")).isEqualTo("key\n    ***");
    }

    @Test
    void valuesNestedTooDeep_areOneMessage() throws IOException {
        for (int depth : new int[] {250, 1_000, 100_000}) {
            write("parameters.yml", "a: " + "[".repeat(depth) + "]".repeat(depth) + "\n");
            assertThatThrownBy(() -> load(Map.of()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageEndingWith("the values are nested more than 200 deep");
        }
        write("parameters.yml", "a: " + "[".repeat(150) + "]".repeat(150) + "\n");
        assertThat(load(Map.of()).parameters().get("a")).isPresent();
    }
}
