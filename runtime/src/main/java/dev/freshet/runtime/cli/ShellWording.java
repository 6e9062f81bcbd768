package dev.freshet.runtime.cli;

import dev.freshet.config.Position;
import dev.freshet.runtime.plan.NodeFilter;
import dev.freshet.runtime.run.RunWording;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words of the command line, with the places of options that stand in a file. */
final class ShellWording implements RunWording {
    private final Map<String, Position> places;

    ShellWording() {
        this(Map.of());
    }

    /** @param places the places of options in a file, by option; of parameters by option and path */
    ShellWording(Map<String, Position> places) {
        this.places = places;
    }

    private String placed(String words, String option) {
        Position place = places.get(option);
        return words + (place == null ? "" : " (" + place + ")");
    }

    @Override
    public String parameter(String path) {
        String words = Commands.PARAMETERS + " " + path;
        return placed(words, words);
    }

    @Override
    public String parameter(String path, String value) {
        return placed(Commands.PARAMETERS + " " + path + "=" + value, Commands.PARAMETERS + " " + path);
    }

    @Override
    public String restriction(NodeFilter.Restriction kind, List<String> names) {
        return option(kind) + " " + String.join(",", names) + place(kind);
    }

    @Override
    public String place(NodeFilter.Restriction kind) {
        return placed("", option(kind));
    }

    private static String option(NodeFilter.Restriction kind) {
        return switch (kind) {
            case FROM -> Commands.FROM_NODES;
            case TO -> Commands.TO_NODES;
            case ONLY -> Commands.NODES;
            case FROM_INPUTS -> Commands.FROM_INPUTS;
            case TO_OUTPUTS -> Commands.TO_OUTPUTS;
            case TAGS -> Commands.TAGS;
            case EXCLUDE -> Commands.EXCLUDE;
        };
    }

    @Override
    public String setConfiguration() {
        return "set " + Commands.CONF_SOURCE + " to the configuration directory";
    }

    @Override
    public Optional<String> giveInput() {
        return Optional.empty();
    }

    @Override
    public String force(String node) {
        return "run " + Commands.FORCE + " " + Commands.NODES + " " + node;
    }

    @Override
    public String workerOptions(String options) {
        return placed(Commands.WORKER_OPTIONS + " " + options, Commands.WORKER_OPTIONS);
    }
}
