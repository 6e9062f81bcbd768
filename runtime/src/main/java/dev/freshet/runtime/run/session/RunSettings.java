package dev.freshet.runtime.run.session;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.MappingNode;
import dev.freshet.config.NearestName;
import dev.freshet.config.Position;
import dev.freshet.config.Quantities;
import dev.freshet.config.ScalarNode;
import dev.freshet.config.SecretParameters;
import dev.freshet.runtime.schedule.Capacities;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the capacities of a run. What the caller gives overrides {@code run.yml}, which overrides the defaults. */
public final class RunSettings {
    private static final String CAPACITIES = "capacities";
    private static final List<String> SETTINGS = List.of(
            CAPACITIES,
            CacheSettings.NAME,
            StateSettings.NAME,
            SharedPaths.NAME,
            SecretParameters.NAME,
            ReportSettings.NAME);

    private final List<ConfigProblem> problems = new ArrayList<>();
    private double cpus;
    private long memory;
    private final Map<String, Integer> named = new LinkedHashMap<>();

    private RunSettings(double cpus, long memory) {
        this.cpus = cpus;
        this.memory = memory;
    }

    /**
     * Returns the capacities of a run.
     *
     * @param slots how many nodes run at a time
     * @param memory the memory of the machine in bytes, used unless a setting says otherwise
     * @param file the content of {@code run.yml}
     * @param given what the caller gives, by resource
     * @throws ConfigException naming everything that is not a capacity
     */
    public static Capacities capacities(int slots, long memory, Optional<MappingNode> file, Map<String, String> given) {
        Runtime machine = Runtime.getRuntime();
        RunSettings settings = new RunSettings(Math.max(slots, machine.availableProcessors()), memory);
        file.ifPresent(settings::read);
        given.forEach((resource, amount) -> settings.set(resource, amount, new Position("capacity", 0, 0)));
        if (!settings.problems.isEmpty()) {
            throw new ConfigException(settings.problems);
        }
        return new Capacities(settings.cpus, settings.memory, settings.named);
    }

    private void read(MappingNode file) {
        file.entries().forEach((key, entry) -> {
            if (!SETTINGS.contains(key)) {
                problem(entry.key(), "unknown setting \"" + key + "\"; " + NearestName.hint(key, SETTINGS));
            } else if (!key.equals(CAPACITIES)) {
                // Another class reads it.
                return;
            } else if (entry.value() instanceof MappingNode capacities) {
                capacities.entries().forEach((resource, amount) -> read(resource, amount.value()));
            } else {
                problem(entry.value().position(), "\"capacities\" must say how much there is of each resource");
            }
        });
    }

    private void read(String resource, ConfigNode amount) {
        if (amount instanceof ScalarNode scalar) {
            set(resource, scalar.text(), scalar.position());
        } else {
            problem(amount.position(), "the capacity of \"" + resource + "\" must be one value");
        }
    }

    private void set(String resource, String amount, Position position) {
        switch (resource) {
            case Capacities.CPUS ->
                number(amount)
                        .ifPresentOrElse(
                                value -> cpus = value,
                                () -> problem(position, "\"" + amount + "\" is not a number of cpus"));
            case Capacities.MEMORY ->
                Quantities.bytes(amount)
                        .ifPresentOrElse(
                                value -> memory = value,
                                () -> problem(
                                        position,
                                        "\"" + amount + "\" is not an amount of memory; give " + Quantities.BYTES));
            default ->
                number(amount)
                        .filter(value -> value == Math.rint(value))
                        .ifPresentOrElse(
                                value -> named.put(resource, value.intValue()),
                                () -> problem(
                                        position, "\"" + amount + "\" is not a whole number of \"" + resource + "\""));
        }
    }

    private static Optional<Double> number(String text) {
        try {
            double value = Double.parseDouble(text);
            return value >= 0 && value <= Integer.MAX_VALUE ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private void problem(Position position, String message) {
        problems.add(new ConfigProblem(position, message));
    }
}
