package dev.freshet.processor.check;

import dev.freshet.processor.model.LinkedPipeline;
import dev.freshet.processor.model.Problem;
import java.util.List;

/** A rule that pipelines must follow. */
interface Check {
    /** Returns the violations of the rule, in source order. */
    List<Problem> check(LinkedPipeline pipeline, CheckContext context);
}
