package dev.freshet.processor.model;

import dev.freshet.wiring.NodeOptions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * A method annotated with {@code @Node}.
 *
 * @param name the node's name
 * @param origin where the name is given; otherwise the annotation
 * @param inputs the inputs in the order of the method's parameters; more than the parameters if the node names too many
 * @param outputs the outputs in order
 * @param after the nodes to wait for, in order
 * @param arguments the arguments of the method, in order; fewer than its parameters if the node names too few inputs or
 *     outputs
 * @param code where the node's code starts
 * @param options the node's options for scheduling and reruns
 * @param each the input whose partitions the node processes one at a time, if there is one
 * @param include the included pipeline that the node comes from; null for a node of the pipeline itself
 */
public record NodeModel(
        String name,
        Origin origin,
        ExecutableElement method,
        AnnotationMirror annotation,
        List<InputModel> inputs,
        List<OutputModel> outputs,
        List<AfterModel> after,
        List<Argument> arguments,
        CodeModel code,
        NodeOptions options,
        Optional<Each> each,
        Optional<IncludeModel> include) {
    /** The input whose partitions a node processes one at a time, as written in the source. */
    public record Each(String name, Origin origin) {}

    /** An argument of a node method. */
    public sealed interface Argument {}

    /** A dataset or parameter, as an index of the node's {@link #inputs}. */
    public record InputArgument(int input) implements Argument {}

    /** A {@code Sink}, as the index of its output in the node's {@link #outputs}. */
    public record SinkArgument(int output) implements Argument {}

    /** The injected {@code NodeContext}. */
    public record ContextArgument(VariableElement parameter) implements Argument {}

    /** An object of an extension, marked with {@code @Injected}. */
    public record InjectedArgument(VariableElement parameter) implements Argument {}

    /** Returns the method's name, such as {@code Sales.clean}. */
    public String methodName() {
        return holder().getSimpleName() + "." + method.getSimpleName();
    }

    /** Two nodes are equal if they have the same method and namespace. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NodeModel that && method.equals(that.method) && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return method.hashCode() + name.hashCode();
    }

    /** Returns the class that declares the method. */
    public TypeElement holder() {
        return (TypeElement) Objects.requireNonNull(method.getEnclosingElement());
    }

    /** Returns whether {@code each} names no input, so that nobody knows which one the method takes by partitions. */
    public boolean hasUnknownEach() {
        return each.isPresent()
                && inputs.stream().noneMatch(input -> input.form().isEach());
    }

    /** Returns whether the method needs an object of its class. */
    public boolean isInstance() {
        return !method.getModifiers().contains(Modifier.STATIC);
    }

    /** Returns the input of an argument. */
    public InputModel input(InputArgument argument) {
        return inputs.get(argument.input());
    }

    /** Returns the output of a sink argument. */
    public OutputModel output(SinkArgument argument) {
        return outputs.get(argument.output());
    }

    /** Returns the outputs that the method returns, directly or in a record, in order. */
    public List<OutputModel> returned() {
        return outputs.stream().filter(OutputModel::isReturned).toList();
    }

    /** Returns the outputs that the method writes to sinks, in order. They follow the returned outputs. */
    public List<OutputModel> sinks() {
        return outputs.stream().filter(output -> !output.isReturned()).toList();
    }

    /** Returns whether a call of the method needs the node's {@code NodeContext}. */
    public boolean takesContext() {
        return arguments.stream()
                .anyMatch(argument -> argument instanceof ContextArgument || argument instanceof InjectedArgument);
    }
}
