package dev.freshet.runtime.run.session;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.Configuration;
import dev.freshet.config.ScalarNode;
import dev.freshet.config.SequenceNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The setting {@code shared_paths} of {@code run.yml}: directories that all machines of a team see under the same path,
 * such as a network drive. Any other directory counts as a different place on each machine.
 */
public final class SharedPaths {
    /** The name of the setting. */
    static final String NAME = "shared_paths";

    private SharedPaths() {}

    /**
     * Reads the setting.
     *
     * @throws ConfigException if it is not a list of absolute paths
     */
    public static List<Path> read(Configuration configuration) {
        Optional<ConfigNode> setting = configuration.runSettings().get(NAME);
        if (setting.isEmpty()) {
            return List.of();
        }
        if (!(setting.get() instanceof SequenceNode list)) {
            throw new ConfigException(
                    setting.get().position(), "\"" + NAME + "\" must be a list of directories, such as [/mnt/team]");
        }
        List<Path> paths = new ArrayList<>();
        for (ConfigNode item : list.items()) {
            paths.add(path(item));
        }
        return paths;
    }

    private static Path path(ConfigNode item) {
        try {
            Path path = item instanceof ScalarNode scalar ? Path.of(scalar.text()) : Path.of("");
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            // The problem is added below.
        }
        throw new ConfigException(item.position(), "a shared path must be an absolute path, such as /mnt/team");
    }
}
