package dev.freshet.processor.read;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.Problem;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationValue;

/** Finds members that are declared but have no effect yet: using one is an error, so that none is silently ignored. */
final class UnsupportedMembers {
    private static final List<String> IN_PIPELINE = List.of("include");

    private UnsupportedMembers() {}

    static List<Problem> inPipeline(Annotated pipeline) {
        List<Problem> problems = new ArrayList<>();
        for (String member : IN_PIPELINE) {
            pipeline.member(member)
                    .ifPresent(value -> problems.add(problem(
                            pipeline, "@Pipeline", member, value, "a pipeline has the nodes of its own class")));
        }
        return problems;
    }

    private static Problem problem(
            Annotated annotated, String annotation, String member, AnnotationValue value, String instead) {
        Origin origin = new Origin(annotated.element(), annotated.annotation(), value, value);
        return new Problem(
                Code.Unsupported,
                origin,
                annotation + "(" + member + ") is not supported by this version of Freshet: " + instead,
                "Fix: remove \"" + member + "\".");
    }
}
