package dev.freshet.processor.check;

import dev.freshet.Outcome;
import dev.freshet.processor.model.Assignability;
import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.InputModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import dev.freshet.processor.model.Wiring.Consumer;
import dev.freshet.processor.model.Wiring.Producer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/**
 * The type of an output fits the parameters that read it under the same name. For a pipeline input, one reader's type
 * fits those of all other readers.
 */
final class TypeMismatch implements Check {
    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        List<Problem> problems = new ArrayList<>();
        Set<String> free = new HashSet<>();
        for (NodeModel node : pipeline.model().nodes()) {
            for (InputModel input : node.inputs()) {
                if (input.parameter() == null || node.hasUnknownEach()) {
                    continue;
                }
                Optional<Producer> producer = pipeline.wiring().producer(input.name());
                if (producer.isEmpty() && input.isOutcome()) {
                    problems.add(outcomeOfNothing(node, input));
                } else if (producer.isEmpty()) {
                    if (free.add(input.name().text())) {
                        free(pipeline, input, context.assignability()).ifPresent(problems::add);
                    }
                } else if (producer.get().output().name().equals(input.name())) {
                    made(node, input, producer.get(), context).ifPresent(problems::add);
                }
            }
        }
        return problems;
    }

    private static Optional<Problem> made(NodeModel node, InputModel input, Producer producer, CheckContext context) {
        TypeMirror made = producer.output().type();
        TypeMirror accepted = input.accepted();
        if (made == null || accepted == null) {
            return Optional.empty();
        }
        TypeMirror from = input.isOutcome() ? outcomeOf(made, context) : made;
        if (context.assignability().isAssignable(from, accepted)) {
            return Optional.empty();
        }
        TypeMirror to = input.parameterType().orElse(accepted);
        String[] words = Words.types(from, to);
        List<String> details = new ArrayList<>();
        if (Assignability.isRaw(from) || Assignability.isRaw(to)) {
            details.add("A raw type hides its type arguments.");
        }
        details.add("Fix: change the parameter of " + node.methodName() + ", or the return type of "
                + producer.node().methodName() + ".");
        return Optional.of(new Problem(
                Code.TypeMismatch,
                input.origin(),
                Words.quote(input.name()) + " is " + words[0] + ", made by "
                        + producer.node().methodName() + ", but " + node.methodName() + " takes " + words[1],
                details));
    }

    private static TypeMirror outcomeOf(TypeMirror made, CheckContext context) {
        TypeElement outcome = context.elements().getTypeElement(Outcome.class.getName());
        return context.types().getDeclaredType(outcome, context.assignability().boxed(made));
    }

    private static Problem outcomeOfNothing(NodeModel node, InputModel input) {
        return new Problem(
                Code.TypeMismatch,
                input.origin(),
                node.methodName() + " takes " + Words.quote(input.name())
                        + " as an Outcome, but no node produces it, so no node can fail",
                "Fix: take the value itself.");
    }

    /** Returns a problem for the first two readers of a pipeline input that disagree, reported on the later one. */
    private static Optional<Problem> free(WiredPipeline pipeline, InputModel input, Assignability rules) {
        if (pipeline.types().of(input.name()).isPresent()) {
            return Optional.empty();
        }
        List<Consumer> readers = pipeline.wiring().consumers(input.name()).stream()
                .filter(consumer -> consumer.input().name().equals(input.name()))
                .filter(consumer ->
                        consumer.input().parameter() != null && !consumer.node().hasUnknownEach())
                .toList();
        for (int later = 1; later < readers.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                InputModel a = readers.get(earlier).input();
                InputModel b = readers.get(later).input();
                if (!fits(a, b, rules) && !fits(b, a, rules)) {
                    return Optional.of(disagreement(readers.get(earlier), readers.get(later)));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean fits(InputModel offering, InputModel accepting, Assignability rules) {
        return offering.offered() != null
                && accepting.accepted() != null
                && rules.isAssignable(offering.offered(), accepting.accepted());
    }

    private static Problem disagreement(Consumer earlier, Consumer later) {
        String[] words = Words.types(
                earlier.input().parameterType().orElseThrow(),
                later.input().parameterType().orElseThrow());
        return new Problem(
                Code.TypeMismatch,
                later.input().origin(),
                Words.quote(later.input().name()) + " is " + words[1] + " here, but another node takes " + words[0],
                "No node produces it: it is a pipeline input, and "
                        + later.node().methodName() + " and " + earlier.node().methodName() + " read it.",
                "Fix: give both parameters one type, or one that fits the other.");
    }
}
