package dev.freshet.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.config.Configuration;
import dev.freshet.config.Position;
import dev.freshet.dataset.backend.StateBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which state a setting leads to. */
final class StateBackendsTest {
    @TempDir
    Path directory;

    @BeforeEach
    void writeProject() throws IOException {
        Files.createDirectories(directory.resolve("project/conf/base"));
    }

    private StateBackend open(String state) throws IOException {
        return StateBackends.of(Configuration.load(directory.resolve("project/conf"), "local", Map.of()))
                .open(new StoragePlaces.Written(state, new Position("conf/base/run.yml", 1, 8)), Optional.empty());
    }

    @Test
    void directory_isTheSame_relativeAbsoluteOrAsUri() throws IOException {
        try (StateBackend relative = open("../state");
                StateBackend absolute = open(directory.resolve("state").toString());
                StateBackend uri = open(directory.resolve("state").toUri().toString())) {
            assertThat(absolute.id()).isEqualTo(relative.id());
            assertThat(uri.id()).isEqualTo(relative.id());
            assertThat(relative.place()).isEqualTo(absolute.place()).isEqualTo(uri.place());
        }
        assertThat(directory.resolve("state/format")).exists();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3://b/k | unknown kind of state \"s3\"; add dev.freshet:freshet-s3 to the class path",
                "postgresql://h/d | unknown kind of state \"postgresql\"; add dev.freshet:freshet-jdbc to the class path",
                "postgres://h/d | unknown kind of state \"postgres\"; did you mean \"postgresql\"?",
                "gopher://h/d | unknown kind of state \"gopher\"; there are file, gs, postgresql, s3",
                "file:state | this must be the URI of a directory, such as file:///data/team"
            })
    void unknownState_isTold_withWhatToDo(String state, String message) {
        assertThatThrownBy(() -> open(state))
                .isInstanceOf(ConfigException.class)
                .hasMessage("conf/base/run.yml:1:8: " + message);
    }

    @Test
    void directory_thatIsAFile_isRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertThatThrownBy(() -> open("../file"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("conf/base/run.yml:1:8: the state must be a directory, but " + file + " is a file");
    }

    @Test
    void directory_thatIsNotMounted_isNotCreated() {
        assertThatThrownBy(() -> open("../share/team/flights"))
                .isInstanceOf(IOException.class)
                .hasMessage("the state " + directory.resolve("share/team/flights")
                        + " cannot be opened: there is no directory " + directory.resolve("share/team")
                        + "; create it, or mount it");
        assertThat(directory.resolve("share")).doesNotExist();
    }
}
