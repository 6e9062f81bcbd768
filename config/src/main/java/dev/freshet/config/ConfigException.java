package dev.freshet.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when a configuration has mistakes. The message has one line for each problem, such as
 * {@code conf/base/catalog.yml:3:5: ...}.
 */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    /** Creates an exception with one or more problems. A mistake that several entries share is reported once. */
    public ConfigException(List<ConfigProblem> problems) {
        super(problems.stream().distinct().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().distinct().toList();
    }

    /** Creates an exception with one problem. */
    public ConfigException(Position position, String message) {
        this(List.of(new ConfigProblem(position, message)));
    }

    /** Returns the problems, in the order in which they were found. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
