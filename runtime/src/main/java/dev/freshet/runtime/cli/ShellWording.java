package dev.freshet.runtime.cli;

import dev.freshet.runtime.plan.NodeFilter;
import dev.freshet.runtime.run.RunWording;
import java.util.List;

/** The words of the command line. */
final class ShellWording implements RunWording {
    @Override
    public String parameter(String path) {
        return Commands.PARAMETERS + " " + path;
    }

    @Override
    public String parameter(String path, String value) {
        return Commands.PARAMETERS + " " + path + "=" + value;
    }

    @Override
    public String restriction(NodeFilter.Restriction kind, List<String> names) {
        String option = switch (kind) {
            case FROM -> Commands.FROM_NODES;
            case TO -> Commands.TO_NODES;
            case ONLY -> Commands.NODES;
            case FROM_INPUTS -> Commands.FROM_INPUTS;
            case TO_OUTPUTS -> Commands.TO_OUTPUTS;
            case TAGS -> Commands.TAGS;
            case EXCLUDE -> Commands.EXCLUDE;
        };
        return option + " " + String.join(",", names);
    }

    @Override
    public String setConfiguration() {
        return "set " + Commands.CONF_SOURCE + " to the configuration directory";
    }

    @Override
    public String workerOptions(String options) {
        return Commands.WORKER_OPTIONS + " " + options;
    }
}
