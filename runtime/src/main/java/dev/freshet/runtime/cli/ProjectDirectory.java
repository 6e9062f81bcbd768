package dev.freshet.runtime.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the project that a command is about, as git does: in the working directory or the nearest one above it. */
final class ProjectDirectory {
    private static final Path CONF = Path.of("conf");

    private ProjectDirectory() {}

    /** Returns the configuration directory of the project, relative to the working directory. */
    static Path conf() {
        return conf(Path.of(""));
    }

    /** Returns the configuration directory that belongs to a directory; its own if there is none, also not above it. */
    static Path conf(Path working) {
        if (Files.isDirectory(working.resolve(CONF))) {
            return working.resolve(CONF);
        }
        Path up = working;
        for (Path above = working.toAbsolutePath().getParent(); above != null; above = above.getParent()) {
            up = up.resolve("..");
            if (Files.isDirectory(above.resolve(CONF).resolve("base"))) {
                return up.resolve(CONF);
            }
        }
        return working.resolve(CONF);
    }
}
