package dev.freshet.processor.model;

import java.util.Map;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** In which form a method takes an input or makes an output. */
public enum Form {
    /** The value itself. */
    VALUE(""),
    /** An {@code Outcome} of it. */
    OUTCOME("?"),
    /** A {@code Stream} of its records. */
    STREAM("*"),
    /** An {@code Iterable} of its records. */
    ITERABLE("~"),
    /** A {@code Supplier} of it. */
    LAZY("&"),
    /** A {@code Sink} of its records. */
    SINK("+"),
    /** {@code Partitions} of it. */
    PARTITIONS("%"),
    /** A {@code PartitionSink} of its parts. */
    PARTITION_SINK("#"),
    /** One part of it at a time. */
    EACH("^");

    private static final Map<String, Form> BY_TYPE = Map.of(
            "dev.freshet.Outcome", OUTCOME,
            "java.util.stream.Stream", STREAM,
            "java.lang.Iterable", ITERABLE,
            "java.util.function.Supplier", LAZY,
            "dev.freshet.Sink", SINK,
            "dev.freshet.Partitions", PARTITIONS,
            "dev.freshet.PartitionSink", PARTITION_SINK);

    private final String sign;

    Form(String sign) {
        this.sign = sign;
    }

    /** The form that a parameter's type asks for; a type without its argument is a value like any other. */
    public static Form of(TypeMirror parameter) {
        return parameter instanceof DeclaredType declared
                        && declared.getTypeArguments().size() == 1
                ? BY_TYPE.getOrDefault(
                        ((TypeElement) declared.asElement()).getQualifiedName().toString(), VALUE)
                : VALUE;
    }

    /** Whether a parameter's type is that of a sink, and so takes an output. */
    public static boolean isSink(TypeMirror parameter) {
        Form form = of(parameter);
        return form == SINK || form == PARTITION_SINK;
    }

    /** What stands before the dataset's name in the text of a graph. */
    public String sign() {
        return sign;
    }
}
