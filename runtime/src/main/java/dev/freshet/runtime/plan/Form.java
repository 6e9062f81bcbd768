package dev.freshet.runtime.plan;

/** In which form a node takes an input or makes an output. */
public enum Form {
    /** The value itself. */
    VALUE(' '),
    /** As a {@link dev.freshet.Outcome}. */
    OUTCOME('?'),
    /** Record by record, as a {@link java.util.stream.Stream}. */
    STREAM('*'),
    /** Record by record, as often as wanted, as an {@link Iterable}. */
    ITERABLE('~'),
    /** When it is asked for, as a {@link java.util.function.Supplier}. */
    LAZY('&'),
    /** Record by record, through a {@link dev.freshet.Sink}. */
    SINK('+'),
    /** As {@link dev.freshet.Partitions}. */
    PARTITIONS('%'),
    /** Part by part, through a {@link dev.freshet.PartitionSink}. */
    PARTITION_SINK('#'),
    /** One part for each call. */
    EACH('^');

    private final char sign;

    Form(char sign) {
        this.sign = sign;
    }

    /** The form of a name in the text of a graph, which may have a sign before it. */
    static Form of(String signed) {
        for (Form form : values()) {
            if (!signed.isEmpty() && signed.charAt(0) == form.sign) {
                return form;
            }
        }
        return VALUE;
    }

    /** The name without its sign. */
    String name(String signed) {
        return this == VALUE ? signed : signed.substring(1);
    }
}
