package dev.freshet.processor.check;

import dev.freshet.processor.model.Assignability;
import dev.freshet.processor.model.LinkedPipeline;
import dev.freshet.processor.model.Problem;
import java.util.List;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** All rules; the list is the specification. */
public final class Checks {
    private static final List<Check> ALL = List.of(
            new BadName(),
            new NotAccessible(),
            new Unsupported(),
            new Arity(),
            new VoidOutput(),
            new OutputArity(),
            new DuplicateNode(),
            new DuplicateOutput(),
            new MixedTranscoding(),
            new UnknownInput(),
            new UnknownParameter(),
            new UnknownAfter(),
            new SelfLoop(),
            new Cycle(),
            new UnreachableType(),
            new TypeMismatch(),
            new CatalogTypeMismatch(),
            new UnusedOutput());

    private final CheckContext context;

    public Checks(Types types, Elements elements, Assignability assignability) {
        context = new CheckContext(types, elements, assignability);
    }

    /** The places where the pipeline breaks a rule. */
    public List<Problem> check(LinkedPipeline pipeline) {
        return ALL.stream()
                .flatMap(check -> check.check(pipeline, context).stream())
                .toList();
    }

    /** The places where pipelines that name the same catalog break a rule together. */
    public List<Problem> checkTogether(List<LinkedPipeline> sharing) {
        return new UnusedParameter().check(sharing);
    }
}
