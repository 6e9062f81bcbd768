package dev.freshet.dataset.parameter;

import dev.freshet.config.ConfigNode;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.MappingNode;
import dev.freshet.config.Position;
import dev.freshet.config.ScalarNode;
import dev.freshet.config.SequenceNode;
import dev.freshet.dataset.ValueValidator.Violation;
import dev.freshet.dataset.rule.Validators;
import dev.freshet.dataset.rule.Violations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Checks parameters against the rules of their types, and locates each violation in the configuration. */
final class ParameterRules {
    private static final Comparator<ConfigProblem> BY_PLACE = Comparator.comparing(
            ConfigProblem::position,
            Comparator.comparing(Position::file)
                    .thenComparingInt(Position::line)
                    .thenComparingInt(Position::column));

    private ParameterRules() {}

    /**
     * Returns the violations of a parameter, in the order of the configuration.
     *
     * @param path the parameter's path, for messages
     */
    static List<ConfigProblem> problems(ConfigNode node, Object value, String path) {
        List<ConfigProblem> problems = new ArrayList<>();
        Validators.found().check(value, violation -> problems.add(problem(node, violation, path)));
        problems.sort(BY_PLACE);
        return problems;
    }

    private static ConfigProblem problem(ConfigNode node, Violation violation, String path) {
        ConfigNode wrong = node;
        for (String step : violation.path()) {
            Optional<ConfigNode> part = part(wrong, step);
            if (part.isEmpty()) {
                break;
            }
            wrong = part.get();
        }
        List<String> secrets = new ArrayList<>();
        secrets(wrong, secrets);
        String message = violation.message();
        for (String secret : secrets) {
            message = message.replace(secret, "***");
        }
        return new ConfigProblem(
                wrong.position(),
                "parameter \"" + Violations.path(path, violation.path()) + "\": " + message
                        + (secrets.isEmpty() ? Violations.shown(violation.value()) : ""));
    }

    private static Optional<ConfigNode> part(ConfigNode node, String step) {
        if (node instanceof MappingNode mapping) {
            return mapping.get(step);
        }
        boolean isIndex = !step.isEmpty() && step.chars().allMatch(Character::isDigit);
        return node instanceof SequenceNode sequence
                        && isIndex
                        && Integer.parseInt(step) < sequence.items().size()
                ? Optional.of(sequence.items().get(Integer.parseInt(step)))
                : Optional.empty();
    }

    /** Collects the secret texts in a value, which must never be printed. */
    private static void secrets(ConfigNode node, List<String> secrets) {
        if (node instanceof ScalarNode scalar
                && scalar.secret()
                && !scalar.text().isEmpty()) {
            secrets.add(scalar.text());
        } else if (node instanceof SequenceNode sequence) {
            sequence.items().forEach(item -> secrets(item, secrets));
        } else if (node instanceof MappingNode mapping) {
            mapping.entries().values().forEach(entry -> secrets(entry.value(), secrets));
        }
    }
}
