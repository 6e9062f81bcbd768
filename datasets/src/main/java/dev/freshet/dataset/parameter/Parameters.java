package dev.freshet.dataset.parameter;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.Configuration;
import dev.freshet.config.MappingNode;
import dev.freshet.config.NearestName;
import dev.freshet.config.Paths;
import dev.freshet.config.Position;
import dev.freshet.config.Wording;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The parameters of a configuration, as Java values. */
public final class Parameters {
    private static final String PREFIX = "params:";
    private static final String ALL = "parameters";

    private final MappingNode root;
    private final Wording wording;

    private Parameters(MappingNode root, Wording wording) {
        this.root = root;
        this.wording = wording;
    }

    /** No parameters. */
    public static Parameters empty() {
        return new Parameters(new MappingNode(Map.of(), new Position("parameters", 0, 0)), Wording.JAVA);
    }

    /** The parameters of a configuration. */
    public static Parameters of(Configuration configuration) {
        return new Parameters(configuration.parameters(), configuration.wording());
    }

    /** Whether an input of that name is a parameter, or all of them, and no dataset. */
    public static boolean isName(String input) {
        return input.startsWith(PREFIX) || input.equals(ALL);
    }

    /** The path of the parameter that a node has as an input; empty if it has all. */
    public static String path(String input) {
        return input.startsWith(PREFIX) ? input.substring(PREFIX.length()) : "";
    }

    /**
     * A parameter, or a group of them as a record or a map: the value that nodes are given.
     *
     * @param path such as {@code split.ratio}; empty for all parameters
     * @throws ConfigException if there is none, or it is not of that type; conversion is strict: 0.5 is no {@code int}
     */
    public Object get(String path, Type type) {
        return ParameterBinder.value(node(path), type, shown(path));
    }

    /**
     * The text by which the value that nodes are given is compared: JSON, equal where the values are, including the order of
     * maps. Of values that come from the environment only a digest.
     *
     * @param path such as {@code split.ratio}; empty for all parameters
     * @throws ConfigException if there is none, or it is not of that type
     */
    public String text(String path, Type type) {
        return ParameterBinder.text(node(path), type, shown(path));
    }

    private ConfigNode node(String path) {
        return path.isEmpty() ? root : Paths.find(root, path).orElseThrow(() -> unknown(path));
    }

    private static String shown(String path) {
        return path.isEmpty() ? ALL : path;
    }

    /** All parameters as JSON, for another process of the same run; those from the environment too. */
    public String toJson() {
        return new JsonMapper().writeValueAsString(ConfigJson.write(root));
    }

    /** Reads what {@link #toJson} gave. */
    public static Parameters ofJson(String json) {
        return new Parameters(
                ConfigJson.readMapping(new JsonMapper().readValue(json, ConfigJson.Node.class)), Wording.JAVA);
    }

    private ConfigException unknown(String path) {
        String hint = NearestName.of(path, Paths.all(root))
                .map(near -> "did you mean \"" + near + "\"?")
                .orElse("add it, or run with " + wording.parameter(path, "value"));
        return new ConfigException(place(path), "there is no parameter \"" + path + "\"; " + hint);
    }

    /** The innermost group on the way to a path. */
    private Position place(String path) {
        for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            Optional<ConfigNode> group = Paths.find(root, path.substring(0, dot));
            if (group.isPresent()) {
                return group.get().position();
            }
        }
        return root.position();
    }
}
