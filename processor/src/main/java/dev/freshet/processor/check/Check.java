package dev.freshet.processor.check;

import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import java.util.List;

/** A rule that pipelines must follow. */
interface Check {
    /** Returns the violations of the rule, in source order. */
    List<Problem> check(WiredPipeline pipeline, CheckContext context);
}
