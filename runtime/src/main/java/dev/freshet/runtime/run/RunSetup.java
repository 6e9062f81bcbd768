package dev.freshet.runtime.run;

import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.dataset.parameter.Parameters;
import dev.freshet.fingerprint.ClassPath;
import dev.freshet.runtime.plan.CompiledPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The facts about a run that a runner needs to call nodes in other processes.
 *
 * @param pipeline the nodes to run; a {@link dev.freshet.runtime.plan.SlicedPipeline} if only some nodes are selected
 * @param given the names of the inputs and parameters whose values the caller of the run gave
 * @param runId see {@link RunReport#runId}
 * @param seed see {@link Run#seed}
 * @param grace how long the run waits for an interrupted node
 * @param state the directory of this checkout's state
 * @param code the code that the run was planned for, if it is known. No other code may be called
 * @param wording the words by which messages name options
 */
public record RunSetup(
        CompiledPipeline pipeline,
        Catalog catalog,
        Parameters parameters,
        Set<String> given,
        String runId,
        long seed,
        Duration grace,
        Path state,
        Optional<ClassPath.Seen> code,
        RunWording wording) {}
