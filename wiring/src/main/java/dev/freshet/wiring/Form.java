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
    /** One partition for each call, record by record. */
    EACH_STREAM("^*", ""),
    /** One partition for each call, record by record, as often as wanted. */
    EACH_ITERABLE("^~", ""),
    /** One partition for each call, when it is asked for. */
    EACH_LAZY("^&", ""),
    /** One partition for each call, record by record, through a sink. */
    EACH_SINK("^+", ""),
    /** One partition for each call. Stands behind the others, whose signs begin with its sign. */
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
        return this == SINK || this == PARTITION_SINK || this == EACH_SINK;
    }

    /** Returns whether a call takes or makes one partition. */
    public boolean isEach() {
        return sign.startsWith(EACH.sign);
    }

    /** Returns the form of a dataset of which each call takes or makes one partition in this form. */
    public Form ofEach() {
        return switch (this) {
            case STREAM -> EACH_STREAM;
            case ITERABLE -> EACH_ITERABLE;
            case LAZY -> EACH_LAZY;
            case SINK -> EACH_SINK;
            default -> EACH;
        };
    }

    /** Returns the form in which a call takes or makes its partition. */
    public Form ofPartition() {
        return switch (this) {
            case EACH_STREAM -> STREAM;
            case EACH_ITERABLE -> ITERABLE;
            case EACH_LAZY -> LAZY;
            case EACH_SINK -> SINK;
            default -> VALUE;
        };
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
