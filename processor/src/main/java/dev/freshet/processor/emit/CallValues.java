package dev.freshet.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.freshet.processor.model.InputModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.NodeModel.Argument;
import dev.freshet.processor.model.NodeModel.InjectedArgument;
import dev.freshet.processor.model.NodeModel.InputArgument;
import dev.freshet.processor.model.NodeModel.SinkArgument;
import dev.freshet.processor.model.OutputModel;
import dev.freshet.wiring.DatasetName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the expressions of a generated {@code call}: values, and calls of nodes. */
final class CallValues {
    private final Emission emission;
    private final ValuesClass outputs;
    /** The part of the call that holds each dataset's value, by the output's name; empty if the call is one method. */
    private final Map<DatasetName, CallPlace> homes = new HashMap<>();

    CallValues(Emission emission, ValuesClass outputs) {
        this.emission = emission;
        this.outputs = outputs;
    }

    /** Creates the expressions for a call that is split into parts, each with its nodes. */
    static CallValues ofPartitions(Emission emission, ValuesClass outputs, List<List<NodeModel>> parts) {
        CallValues values = new CallValues(emission, outputs);
        for (int i = 0; i < parts.size(); i++) {
            CallPlace part = new CallPlace.Part(i);
            parts.get(i).forEach(node -> node.outputs().forEach(output -> values.homes.put(output.name(), part)));
        }
        return values;
    }

    /** Returns the call of a node's method. */
    CodeBlock call(NodeModel node, CallPlace place) {
        return CodeBlock.of(
                "$L.$L($L)",
                emission.target(node, prefix(place)),
                node.method().getSimpleName(),
                node.arguments().stream()
                        .map(argument -> argument(node, argument, place))
                        .collect(CodeBlock.joining(", ")));
    }

    /** Returns the prefix of the variables that all parts share. */
    private static String prefix(CallPlace place) {
        return place instanceof CallPlace.Part ? "call." : "";
    }

    private CodeBlock argument(NodeModel node, Argument argument, CallPlace place) {
        if (argument instanceof InputArgument value) {
            InputModel input = node.input(value);
            return input.form().isEach() ? partition(node, input) : input(input, place);
        }
        if (argument instanceof SinkArgument sink) {
            return sink(node, node.output(sink), place);
        }
        CodeBlock context = CodeBlock.of("$Lcontexts.of($S)", prefix(place), node.name());
        if (argument instanceof InjectedArgument injected) {
            return Emission.injected(context, injected);
        }
        return each(node).isPresent()
                ? CodeBlock.of(
                        "$T.ofPartition($L, $L.getKey())",
                        Emission.NODE_CONTEXTS,
                        context,
                        emission.partitionVariable(node))
                : context;
    }

    private CodeBlock partition(NodeModel node, InputModel input) {
        String entry = emission.partitionVariable(node);
        return switch (input.form()) {
            case EACH_STREAM -> CodeBlock.of("$L.getValue().stream()", entry);
            case EACH_LAZY -> CodeBlock.of("$L::getValue", entry);
            default -> CodeBlock.of("$L.getValue()", entry);
        };
    }

    private CodeBlock sink(NodeModel node, OutputModel output, CallPlace place) {
        CodeBlock collection = collection(node, output, place);
        return switch (output.form()) {
            case SINK -> CodeBlock.of("$L::add", collection);
            case EACH_SINK ->
                CodeBlock.of(
                        "$L.computeIfAbsent($L.getKey(), made -> new $T<>())::add",
                        collection,
                        emission.partitionVariable(node),
                        ArrayList.class);
            default -> CodeBlock.of("$T.into($L)", Emission.PARTITION_SINK, collection);
        };
    }

    /** Returns the input whose partitions a node processes one at a time, if there is one. */
    static Optional<InputModel> each(NodeModel node) {
        return node.inputs().stream().filter(input -> input.form().isEach()).findFirst();
    }

    private CodeBlock input(InputModel input, CallPlace place) {
        CodeBlock variable = variable(input.name(), place);
        CodeBlock value = value(input.name(), place);
        return switch (input.form()) {
            case OUTCOME -> variable;
            case STREAM -> CodeBlock.of("$L.stream()", value);
            case PARTITIONS -> CodeBlock.of("$T.of($L)", Emission.PARTITIONS, value);
            case LAZY -> emission.isCaught(input.name()) ? supplier(input, variable) : CodeBlock.of("() -> $L", value);
            default -> value;
        };
    }

    /**
     * Returns a supplier of an output. If there is no output, the node is not called, whether it would use the supplier
     * or not.
     */
    private static CodeBlock supplier(InputModel input, CodeBlock outcome) {
        return CodeBlock.of(
                "$L.<$T>map(made -> () -> made).orElseThrow()",
                outcome,
                input.parameterType().orElseThrow());
    }

    /** Returns the variables of the outcomes whose values a node needs. */
    List<CodeBlock> needed(NodeModel node, CallPlace place) {
        return node.inputs().stream()
                .filter(input -> !input.isOutcome() && emission.isCaught(input.name()))
                .map(input -> variable(input.name(), place))
                .distinct()
                .toList();
    }

    /** Returns the list or map that collects an output. */
    CodeBlock collection(NodeModel node, OutputModel output, CallPlace place) {
        if (emission.isCaught(node)) {
            return CodeBlock.of("$L", emission.collectionVariable(output));
        }
        return isKeptInOutputs(output.name(), place)
                ? CodeBlock.of("call.outputs.$L()", accessor(output.name()))
                : CodeBlock.of("$L", emission.variable(output.name()));
    }

    /** Returns the expression for a dataset's value. */
    CodeBlock value(DatasetName dataset, CallPlace place) {
        CodeBlock variable = variable(dataset, place);
        return emission.isCaught(dataset) ? CodeBlock.of("$L.orElseThrow()", variable) : variable;
    }

    private CodeBlock variable(DatasetName dataset, CallPlace place) {
        DatasetName made = emission.pipeline
                .wiring()
                .producer(dataset)
                .map(producer -> producer.output().name())
                .orElse(null);
        if (made == null) {
            return CodeBlock.of("$Linputs.$L()", prefix(place), emission.inputs.variable(dataset.text()));
        }
        CallPlace home = homes.getOrDefault(made, place);
        return home instanceof CallPlace.Part part && !home.equals(place)
                ? CodeBlock.of("call.part$L.$L", part.number(), emission.variable(made))
                : CodeBlock.of("$L", emission.variable(made));
    }

    /** Returns the assignment of a value. */
    CodeBlock assignment(OutputModel output, CodeBlock value, CallPlace place) {
        String variable = emission.variable(output.name());
        if (place instanceof CallPlace.Whole) {
            return CodeBlock.of("$T $L = $L", emission.variableType(output.name()), variable, value);
        }
        return isKeptInOutputs(output.name(), place)
                ? CodeBlock.of("call.outputs.$L($L)", accessor(output.name()), value)
                : CodeBlock.of("$L = $L", variable, value);
    }

    /** Returns whether a part holds a value in the object of all outputs instead of its own field. */
    boolean isKeptInOutputs(DatasetName dataset, CallPlace place) {
        return place instanceof CallPlace.Part
                && !outputs.isRecord()
                && emission.pipeline.wiring().consumers(dataset).isEmpty();
    }

    private String accessor(DatasetName dataset) {
        return emission.outputs.variable(dataset.text());
    }

    /** Returns the arguments of {@code new Outputs(...)}. */
    CodeBlock outputs(CallPlace place) {
        return emission.freeOutputs().stream()
                .map(dataset -> value(dataset, place))
                .collect(CodeBlock.joining(", "));
    }
}
