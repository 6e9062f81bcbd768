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
 * @param origin where the name is given, else the annotation
 * @param inputs datasets in the order of the parameters that take them; more than these if the node names too many
 * @param outputs datasets in order
 * @param after nodes to wait for, in order
 * @param arguments what the method is called with, in order; shorter than the parameters if the node names too few inputs
 *     or outputs
 * @param code where its code starts
 * @param options when and beside what it runs
 * @param each the input over whose parts it runs, if it does
 * @param include the pipeline that it comes from, if not from this one
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
    /** The input over whose parts a node runs, as the source has it. */
    public record Each(String name, Origin origin) {}

    /** What a parameter of a node method is given. */
    public sealed interface Argument {}

    /** A dataset or parameter: the place of an input among the node's {@link #inputs}. */
    public record InputArgument(int input) implements Argument {}

    /** A {@code Sink}: the place of its output among the node's {@link #outputs}. */
    public record SinkArgument(int output) implements Argument {}

    /** The injected {@code NodeContext}. */
    public record ContextArgument(VariableElement parameter) implements Argument {}

    /** The method as {@code Sales.clean}. */
    public String methodName() {
        return holder().getSimpleName() + "." + method.getSimpleName();
    }

    /** A method is one node, once in each namespace. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NodeModel that && method.equals(that.method) && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return method.hashCode() + name.hashCode();
    }

    /** The class that declares the method. */
    public TypeElement holder() {
        return (TypeElement) Objects.requireNonNull(method.getEnclosingElement());
    }

    /** Whether the method needs an object of its class. */
    public boolean isInstance() {
        return !method.getModifiers().contains(Modifier.STATIC);
    }

    /** The input that an argument is. */
    public InputModel input(InputArgument argument) {
        return inputs.get(argument.input());
    }

    /** The output that an argument takes. */
    public OutputModel output(SinkArgument argument) {
        return outputs.get(argument.output());
    }

    /** The outputs that the method returns, by itself or in a record, in order. */
    public List<OutputModel> returned() {
        return outputs.stream().filter(OutputModel::isReturned).toList();
    }

    /** The outputs that the method is given sinks for, in order; they come after those that are returned. */
    public List<OutputModel> sinks() {
        return outputs.stream().filter(output -> !output.isReturned()).toList();
    }

    /** Whether the method asks for a {@code NodeContext}. */
    public boolean takesContext() {
        return arguments.stream().anyMatch(ContextArgument.class::isInstance);
    }
}
