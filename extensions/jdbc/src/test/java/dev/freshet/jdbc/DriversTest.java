package dev.freshet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Driver;
import java.sql.DriverManager;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which artifact a message about a missing driver names. */
final class DriversTest {
    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:x", "jdbc:postgresql://host/x", "jdbc:sqlite:x"})
    void artifact_isTheJarThatHasTheDriver(String url) throws Exception {
        Driver driver = DriverManager.getDriver(url);
        String jar = Objects.requireNonNull(
                        driver.getClass().getProtectionDomain().getCodeSource())
                .getLocation()
                .getPath();
        String[] artifact = Objects.requireNonNull(Drivers.ARTIFACTS.get(url.replaceFirst("^(jdbc:\\w+).*", "$1")))
                .split(":");
        assertThat(List.of(jar.split("/"))).contains(artifact[1]);
        assertThat(jar).contains(artifact[0].replace('.', '/'));
    }

    @Test
    void message_namesTheArtifact_ifItIsKnown() {
        assertThat(Drivers.missing("jdbc:mysql"))
                .isEqualTo("no driver for jdbc:mysql is on the class path; add com.mysql:mysql-connector-j");
        assertThat(Drivers.missing("jdbc:hunter"))
                .isEqualTo("no driver for jdbc:hunter is on the class path; add the jar of the database's JDBC driver");
    }
}
