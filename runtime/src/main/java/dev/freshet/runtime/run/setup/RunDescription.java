package dev.freshet.runtime.run.setup;

import dev.freshet.config.Configuration;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.dataset.parameter.Parameters;
import dev.freshet.fingerprint.ClassPath;
import dev.freshet.runtime.change.detection.CodeFingerprints;
import dev.freshet.runtime.change.detection.Context;
import dev.freshet.runtime.change.detection.LinkedFingerprints;
import dev.freshet.runtime.change.detection.SlicedFingerprints;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.SlicedPipeline;
import dev.freshet.runtime.run.RunSetup;
import dev.freshet.runtime.run.RunWording;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Everything that defines a run.
 *
 * @param project the directory of the checkout
 * @param state the directory of this checkout's state
 * @param team what the project shares with others
 * @param variables the environment variables that the configuration refers to
 */
public record RunDescription(
        CompiledPipeline pipeline,
        String environment,
        Catalog catalog,
        Parameters parameters,
        Map<String, Object> inputs,
        Path project,
        Path state,
        Team team,
        SortedSet<String> variables,
        RunOptions options,
        List<RunListener> listeners,
        Duration lockWait,
        Context.Policy policy,
        Optional<CodeFingerprints> givenFingerprints,
        Optional<Snapshot> snapshot,
        RunWording wording,
        Warnings warnings,
        Cancellation cancellation) {
    /** Returns the fingerprints of the code on the class path, unless a test gives others. */
    public CodeFingerprints fingerprints() {
        if (pipeline instanceof SlicedPipeline slice) {
            return new SlicedFingerprints(fingerprints(slice.whole()), slice);
        }
        return fingerprints(pipeline);
    }

    private CodeFingerprints fingerprints(CompiledPipeline whole) {
        return givenFingerprints.orElseGet(() -> LinkedFingerprints.of(whole, catalog, state, warnings));
    }

    /**
     * Returns the facts that a runner needs.
     *
     * @param code the code that the run is planned for, if it is known and nodes depend on it
     */
    public RunSetup setup(Optional<ClassPath.Seen> code) {
        return new RunSetup(
                pipeline,
                catalog,
                parameters,
                inputs.keySet(),
                policy.runId(),
                policy.seed(),
                options.grace(),
                state,
                code,
                wording);
    }

    /** Returns the name of the pipeline and its environment in the state. */
    public String key() {
        return environment.equals(Configuration.DEFAULT_ENVIRONMENT)
                ? pipeline.id()
                : pipeline.id() + "@" + environment;
    }
}
