package dev.freshet.runtime.run;

import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.dataset.parameter.Parameters;
import dev.freshet.fingerprint.ClassPath;
import dev.freshet.runtime.plan.CompiledPipeline;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a runner may want to know of a run, so that it can call nodes elsewhere.
 *
 * @param pipeline the nodes to run; a {@link dev.freshet.runtime.plan.SlicedPipeline} if that is not all of them
 * @param given the names of the inputs and parameters whose values the caller of the run gave
 * @param runId see {@link RunReport#runId}
 * @param seed see {@link Run#seed}
 * @param grace how long an interrupted node is waited for
 * @param code the code that the run was planned for, if that is known: none other may be called
 * @param wording how messages name what can be done
 */
public record RunSetup(
        CompiledPipeline pipeline,
        Catalog catalog,
        Parameters parameters,
        Set<String> given,
        String runId,
        long seed,
        Duration grace,
        Optional<ClassPath.Seen> code,
        RunWording wording) {}
