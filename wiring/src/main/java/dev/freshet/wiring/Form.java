package dev.freshet.wiring;

/** The form in which a node takes an input or produces an output. */
public enum Form {
    /** The value itself. */
    VALUE("", ""),
    /** As a {@link dev.freshet.Outcome}. */
    OUTCOME("?", "dev.freshet.Outcome"),
    /** Record by record, as a {@link java.util.stream.Stream}. */
    STREAM("*", "java.util.stream.Stream"),
    /** Record by record, as often as wanted, as an {@link Iterable}. */
    ITERABLE("~", "java.lang.Iterable"),
    /** When it is asked for, as a {@link java.util.function.Supplier}. */
    LAZY("&", "java.util.function.Supplier"),
    /** Record by record, through a {@link dev.freshet.Sink}. */
    SINK("+", "dev.freshet.Sink"),
    /** As {@link dev.freshet.Partitions}. */
    PARTITIONS("%", "dev.freshet.Partitions"),
    /** Partition by partition, through a {@link dev.freshet.PartitionSink}. */
    PARTITION_SINK("#", "dev.freshet.PartitionSink"),
    /** One partition for each call. */
    EACH("^", "");

    private final String sign;
    private final String type;

    Form(String sign, String type) {
        this.sign = sign;
        this.type = type;
    }

    /** Returns the form that a method asks for by the generic type of a parameter or of what it returns. */
    public static Form ofType(String className) {
        for (Form form : values()) {
            if (form.type.equals(className)) {
                return form;
            }
        }
        return VALUE;
    }

    /** Returns whether the method is given an object that takes the output. */
    public boolean isSink() {
        return this == SINK || this == PARTITION_SINK;
    }

    /** Returns the name as the text of a graph has it. */
    String signed(String name) {
        return sign + name;
    }

    /** Returns the form of a name in the text of a graph. */
    static Form of(String signed) {
        for (Form form : values()) {
            if (form != VALUE && signed.startsWith(form.sign)) {
                return form;
            }
        }
        return VALUE;
    }

    /** Returns the name without its sign. */
    String name(String signed) {
        return signed.substring(sign.length());
    }
}
