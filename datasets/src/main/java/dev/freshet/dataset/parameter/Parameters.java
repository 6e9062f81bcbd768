package dev.freshet.dataset.parameter;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.Configuration;
import dev.freshet.config.MappingNode;
import dev.freshet.config.NearestName;
import dev.freshet.config.Paths;
import dev.freshet.config.Position;
import dev.freshet.config.Wording;
import dev.freshet.dataset.rule.Validators;
import dev.freshet.wiring.DatasetName;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** The parameters of a configuration, converted to Java values. */
public final class Parameters {
    private static final String ALL = DatasetName.allParameters().text();

    private final MappingNode root;
    private final Wording wording;

    private Parameters(MappingNode root, Wording wording) {
        this.root = root;
        this.wording = wording;
    }

    /** Returns an empty set of parameters. */
    public static Parameters empty() {
        return new Parameters(new MappingNode(Map.of(), Position.of(ALL)), Wording.JAVA);
    }

    /** Returns the parameters of a configuration. */
    public static Parameters of(Configuration configuration) {
        return new Parameters(configuration.parameters(), configuration.wording());
    }

    /** Returns whether an input is a parameter, or the group of all parameters, and not a dataset. */
    public static boolean isName(String input) {
        return new DatasetName(input).isParameter();
    }

    /** Returns the path of the parameter that an input names; empty for the group of all parameters. */
    public static String path(String input) {
        return new DatasetName(input).parameterPath();
    }

    /**
     * Returns the value that a node receives: a parameter, or a group of parameters as a record or a map.
     *
     * @param path such as {@code split.ratio}; empty for all parameters
     * @throws ConfigException if the parameter does not exist or does not have that type; conversion is strict: 0.5 is
     *     not an {@code int}
     */
    public Object get(String path, Type type) {
        return ParameterBinder.value(node(path), type, shown(path));
    }

    /**
     * Returns the text by which runs compare the value that nodes receive. The text is JSON; two texts are equal
     * exactly if the values are, including the order of maps. Values from environment variables appear as digests only.
     *
     * @param path such as {@code split.ratio}; empty for all parameters
     * @throws ConfigException if the parameter does not exist or does not have that type
     */
    public String text(String path, Type type) {
        return ParameterBinder.text(node(path), type, shown(path));
    }

    /** Returns the classes that validate parameters of a Java type, without those of Freshet itself. */
    public static List<Class<?>> code(Supplier<Type> type) {
        return Validators.code(type);
    }

    private ConfigNode node(String path) {
        return path.isEmpty() ? root : Paths.find(root, path).orElseThrow(() -> unknown(path));
    }

    private static String shown(String path) {
        return path.isEmpty() ? ALL : path;
    }

    /**
     * Returns all parameters as JSON for another process of the same run, including values from environment variables.
     */
    public String toJson() {
        return new JsonMapper().writeValueAsString(ConfigJson.write(root));
    }

    /** Reads the result of {@link #toJson}. */
    public static Parameters ofJson(String json) {
        return new Parameters(
                ConfigJson.readMapping(new JsonMapper().readValue(json, ConfigJson.Node.class)), Wording.JAVA);
    }

    private ConfigException unknown(String path) {
        String hint =
                NearestName.hint(path, Paths.all(root), "add it, or run with " + wording.parameter(path, "value"));
        return new ConfigException(place(path), "there is no parameter \"" + path + "\"; " + hint);
    }

    /** Returns the position of the innermost group along a path. */
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
