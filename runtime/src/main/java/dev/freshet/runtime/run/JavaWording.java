package dev.freshet.runtime.run;

import dev.freshet.config.Wording;
import dev.freshet.runtime.plan.NodeFilter;
import java.util.List;
import java.util.Optional;

/** Names the methods of {@link Run} and {@link Runner}. */
final class JavaWording implements RunWording {
    @Override
    public String parameter(String path) {
        return Wording.JAVA.parameter(path);
    }

    @Override
    public String parameter(String path, String value) {
        return Wording.JAVA.parameter(path, value);
    }

    @Override
    public String restriction(NodeFilter.Restriction kind, List<String> names) {
        String method = switch (kind) {
            case FROM -> "from";
            case TO -> "to";
            case ONLY -> "only";
            case FROM_INPUTS -> "fromInputs";
            case TO_OUTPUTS -> "toOutputs";
            case TAGS -> "tags";
            case EXCLUDE -> "exclude";
        };
        return "Run." + method + "(" + String.join(", ", names) + ")";
    }

    @Override
    public String setConfiguration() {
        return "name the configuration directory with Run.conf";
    }

    @Override
    public Optional<String> giveInput() {
        return Optional.of("give it with Run.input");
    }

    @Override
    public String force(String node) {
        return "Run.force(" + node + ")";
    }

    @Override
    public String workerOptions(String options) {
        return "Runner.processes(2, \"" + options + "\")";
    }
}
