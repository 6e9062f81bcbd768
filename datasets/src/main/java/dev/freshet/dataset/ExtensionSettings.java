package dev.freshet.dataset;

import dev.freshet.config.MappingNode;
import dev.freshet.config.Position;
import java.util.Map;

/**
 * What the configuration says to an extension in a file of its own, such as {@code spark.yml}: the files of {@code base}
 * and of the environment, merged key by key.
 *
 * @param values the settings as they are written, without {@code credentials}
 * @param credentials the values of the credentials that the file names; their keys are not checked
 */
public record ExtensionSettings(MappingNode values, Credentials credentials) {
    /** There is no such file. */
    public static final ExtensionSettings NONE =
            new ExtensionSettings(new MappingNode(Map.of(), Position.of("settings")), Credentials.NONE);
}
