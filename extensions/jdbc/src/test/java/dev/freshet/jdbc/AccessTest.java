package dev.freshet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.DatasetRequest;
import dev.freshet.dataset.ExtensionSettings;
import dev.freshet.dataset.OptionValues;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is secret in URLs and in the messages of drivers. */
final class AccessTest {
    private static Access access(Map<String, String> credentials) {
        return Access.of(new DatasetRequest(
                "d",
                OptionValues.defaults(List.of()),
                "db",
                Credentials.of(credentials),
                Path.of(""),
                ExtensionSettings.NONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://host/db?user=me&password=hunter%2B2&ssl=true",
                "jdbc:postgresql://host/db?sslpassword=hunter%2B2",
                "jdbc:mysql://me:hunter%2B2@host:3306/db",
                "jdbc:mysql://(host=a,port=1,user=me,password=hunter%2B2)/db",
                "jdbc:oracle:thin:me/hunter%2B2@host:1521:db",
                "jdbc:sqlserver://host;user=me;PWD=hunter%2B2;",
                "jdbc:h2:mem:x;PASSWORD=hunter%2B2",
            })
    void passwordInTheUrl_isNeverShown(String url) {
        Access access = access(Map.of("url", url));
        assertThat(access.shownUrl()).doesNotContain("hunter").contains("***").startsWith("jdbc:");
        assertThat(access.withoutSecrets("no entry for hunter%2B2 or hunter+2")).isEqualTo("no entry for *** or ***");
        assertThat(access.toString()).isEqualTo("credentials db");
    }

    @Test
    void messageOfADriver_isShownWithoutThePassword_inOneLine() {
        Access access = access(Map.of("url", "jdbc:x://host/db", "user", "me", "password", "hunter2"));
        Database database = new Database("d", "table t of db", access);
        SQLException leaking = new SQLException("cannot log in\n  with {user=me, password=hunter2}", "99999");
        assertThat(database.failure("", leaking))
                .hasMessage("dataset \"d\" (table t of db): cannot log in with {user=me, password=***}")
                .hasNoCause();
    }

    @Test
    void longerSecret_isReplacedFirst() {
        Access access = access(Map.of("url", "jdbc:x://host/db?password=hunter2long", "password", "hunter2"));
        assertThat(access.withoutSecrets("hunter2long hunter2")).isEqualTo("*** ***");
    }
}
