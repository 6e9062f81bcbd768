package dev.freshet.processor.check;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.Forms;
import dev.freshet.processor.model.InputModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.OutputModel;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import dev.freshet.wiring.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** A stream or sink declares the type of its records: it has a type argument, and is not another kind of stream. */
final class UntypedStream implements Check {
    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        List<Problem> problems = new ArrayList<>();
        List<TypeMirror> kinds = Stream.of(
                        "java.util.stream.BaseStream",
                        "dev.freshet.Sink",
                        "dev.freshet.Partitions",
                        "dev.freshet.PartitionSink")
                .map(name -> context.elements().getTypeElement(name))
                .filter(Objects::nonNull)
                .map(element -> context.types().erasure(element.asType()))
                .toList();
        for (NodeModel node : pipeline.model().nodes()) {
            for (InputModel input : node.inputs()) {
                input.parameterType()
                        .filter(type -> isUntyped(type, kinds, context.types()))
                        .ifPresent(type -> problems.add(problem(input, type, node)));
            }
            for (OutputModel output : node.outputs()) {
                Optional.ofNullable(output.type())
                        .map(type -> output.form().isEach() ? partition(type) : type)
                        .filter(type -> isUntyped(type, kinds, context.types()))
                        .ifPresent(type -> problems.add(problem(output, type, node)));
            }
        }
        return problems;
    }

    /** A node with {@code each} makes maps of what it declares. */
    private static TypeMirror partition(TypeMirror type) {
        return ((DeclaredType) type).getTypeArguments().get(1);
    }

    private static boolean isUntyped(TypeMirror type, List<TypeMirror> kinds, Types types) {
        return Forms.of(type) == Form.VALUE
                && kinds.stream().anyMatch(kind -> types.isSubtype(types.erasure(type), kind));
    }

    private static Problem problem(InputModel input, TypeMirror type, NodeModel node) {
        return new Problem(
                Code.UntypedStream,
                input.origin(),
                node.methodName() + " takes " + Words.quote(input.name()) + " as " + Words.type(type)
                        + ", without the type of its records",
                "Fix: take a Stream or a Sink with a type argument, such as Stream<Leg>.");
    }

    private static Problem problem(OutputModel output, TypeMirror type, NodeModel node) {
        return new Problem(
                Code.UntypedStream,
                output.origin(),
                node.methodName() + " produces " + Words.quote(output.name()) + " as " + Words.type(type)
                        + ", without the type of its records",
                "Fix: return a Stream with a type argument, such as Stream<Leg>.");
    }
}
