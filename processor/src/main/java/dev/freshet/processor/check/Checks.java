package dev.freshet.processor.check;

import dev.freshet.processor.model.Assignability;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** All rules; the list is the specification. */
public final class Checks {
    /** The rules for a single method. Included nodes follow them if their own pipelines do. */
    private static final List<Check> OF_METHODS = List.of(
            new BadName(),
            new NotAccessible(),
            new UntypedStream(),
            new Arity(),
            new VoidOutput(),
            new OutputArity(),
            new BadEach(),
            new UnreachableType());

    private static final List<Check> OF_PIPELINES = List.of(
            new IncludedAccess(),
            new DuplicateNode(),
            new DuplicateOutput(),
            new MixedTranscoding(),
            new UnknownInput(),
            new UnknownParameter(),
            new UnknownAfter(),
            new SelfLoop(),
            new Cycle(),
            new TypeMismatch(),
            new CatalogTypeMismatch(),
            new MissingExtension(),
            new OverlappingPlaces(),
            new UnusedOutput());

    private final CheckContext context;

    public Checks(Types types, Elements elements, Assignability assignability) {
        context = new CheckContext(types, elements, assignability);
    }

    /** Returns the violations of all rules. */
    public List<Problem> check(WiredPipeline pipeline) {
        return Stream.concat(
                        checkMethods(pipeline).stream(),
                        OF_PIPELINES.stream().flatMap(check -> check.check(pipeline, context).stream()))
                .distinct()
                .toList();
    }

    /** Returns the violations of the rules for a single method, for the pipeline's own methods. */
    public List<Problem> checkMethods(WiredPipeline pipeline) {
        WiredPipeline own = pipeline.ofOwnNodes();
        return OF_METHODS.stream()
                .flatMap(check -> check.check(own, context).stream())
                .toList();
    }

    /** Returns the violations of the rules for all pipelines that share a catalog. */
    public List<Problem> checkTogether(List<WiredPipeline> sharing) {
        return new UnusedParameter().check(sharing);
    }
}
