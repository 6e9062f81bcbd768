package dev.freshet.config;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Thrown when a configuration has mistakes. The message has one line for each problem, such as
 * {@code conf/base/catalog.yml:3:5: ...}.
 */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Comparator<ConfigProblem> BY_PLACE = Comparator.comparingInt(
                    (ConfigProblem problem) -> problem.position().line())
            .thenComparingInt(problem -> problem.position().column());

    private final transient List<ConfigProblem> problems;

    /** Creates an exception with one or more problems. A mistake that several entries share is reported once. */
    public ConfigException(List<ConfigProblem> problems) {
        super(ordered(problems).map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.problems = ordered(problems).toList();
    }

    /** Creates an exception with one problem. */
    public ConfigException(Position position, String message) {
        this(List.of(new ConfigProblem(position, message)));
    }

    /**
     * Returns the problems, file by file, and in each file in the order of its lines. The first file is the one in
     * which the first problem was found.
     */
    public List<ConfigProblem> problems() {
        return problems;
    }

    private static Stream<ConfigProblem> ordered(List<ConfigProblem> problems) {
        return problems.stream()
                .distinct()
                .collect(Collectors.groupingBy(
                        problem -> problem.position().file(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(ofFile -> ofFile.stream().sorted(BY_PLACE));
    }
}
