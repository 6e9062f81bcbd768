package dev.freshet.dataset.backend;

import dev.freshet.config.Configuration;
import dev.freshet.config.Position;
import dev.freshet.dataset.catalog.StateBackends;
import dev.freshet.dataset.catalog.StoragePlaces.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a project says of its state.
 *
 * @param project a directory with {@code conf/base/credentials.yml}
 * @param credentials their name; can be empty
 */
public record StateAddress(Path project, String state, String credentials) {
    /** A new project. */
    public static StateAddress create(Path project, String state, Map<String, String> credentials) throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        StringBuilder yaml = new StringBuilder("team:\n");
        credentials.forEach((key, value) -> yaml.append("  ")
                .append(key)
                .append(": '")
                .append(value.replace("'", "''"))
                .append("'\n"));
        Files.writeString(base.resolve("credentials.yml"), credentials.isEmpty() ? "" : yaml);
        return new StateAddress(project, state, credentials.isEmpty() ? "" : "team");
    }

    /** Opens the state as a run does. */
    public StateBackend open() throws IOException {
        return StateBackends.of(Configuration.load(project.resolve("conf"), "local", Map.of()))
                .open(written(state), credentials.isEmpty() ? Optional.empty() : Optional.of(written(credentials)));
    }

    private static Written written(String text) {
        return new Written(text, Position.of("run.yml"));
    }
}
