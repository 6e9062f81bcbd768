package dev.freshet.runtime.dataset;

import java.nio.file.Path;

/**
 * A file and how it is shown.
 *
 * @param shown as the catalog has it
 */
record FileLocation(Path path, String shown) {}
