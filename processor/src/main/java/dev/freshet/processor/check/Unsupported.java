package dev.freshet.processor.check;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.InputModel;
import dev.freshet.processor.model.LinkedPipeline;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.OutputModel;
import dev.freshet.processor.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** No dataset is a stream: its first reader would leave nothing to the second. */
final class Unsupported implements Check {
    @Override
    public List<Problem> check(LinkedPipeline pipeline, CheckContext context) {
        List<Problem> problems = new ArrayList<>();
        TypeElement baseStream = context.elements().getTypeElement("java.util.stream.BaseStream");
        if (baseStream == null) {
            return problems;
        }
        TypeMirror stream = context.types().erasure(baseStream.asType());
        for (NodeModel node : pipeline.model().nodes()) {
            for (InputModel input : node.inputs()) {
                if (input.parameter() != null && isA(input.parameter().asType(), stream, context.types())) {
                    problems.add(problem(input, node));
                }
            }
            for (OutputModel output : node.outputs()) {
                Optional.ofNullable(output.type())
                        .filter(type -> isA(type, stream, context.types()))
                        .ifPresent(type -> problems.add(problem(output, node)));
            }
        }
        return problems;
    }

    private static boolean isA(TypeMirror type, TypeMirror stream, Types types) {
        return types.isSubtype(types.erasure(type), stream);
    }

    private static Problem problem(InputModel input, NodeModel node) {
        return new Problem(
                Code.Unsupported,
                input.origin(),
                node.methodName() + " takes " + Words.quote(input.name())
                        + " as a stream, which this version of Freshet does not support",
                "Fix: take a List or an Iterable.");
    }

    private static Problem problem(OutputModel output, NodeModel node) {
        return new Problem(
                Code.Unsupported,
                output.origin(),
                node.methodName() + " makes " + Words.quote(output.name())
                        + " as a stream, which this version of Freshet does not support",
                "Fix: return a List.");
    }
}
