package dev.freshet.runtime.timing;

/**
 * A step of a run for one node. Times are nanoseconds since the run started.
 *
 * @param dataset the dataset that was loaded or saved; empty for other kinds
 * @param tried the number of the attempt of a call, from 1; 0 for other kinds
 * @param ready when a call could have started, because all of its inputs existed; the start for other kinds
 */
public record Activity(Kind kind, String node, String dataset, int tried, long ready, long start, long end) {
    /** The kinds of steps. */
    public enum Kind {
        /** An input was loaded, before the call or while it waited. */
        LOAD("load"),
        /** An attempt of a node, from its first load to the end of its method. */
        CALL("call"),
        /**
         * Partitions of a node were made, one right after the other, in the place of one call. The call of their node
         * lasts from the look at its partitions to the last of them.
         */
        PARTITIONS("partitions"),
        /** An output was saved. */
        SAVE("save"),
        /** The pause before another attempt. */
        PAUSE("pause"),
        /** The node waited for another run that shares the state. */
        OTHER_RUN("other run");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Returns the word for people and files. */
        public String word() {
            return word;
        }
    }

    static Activity call(String node, int tried, long ready, long start, long end) {
        return new Activity(Kind.CALL, node, "", tried, ready, start, end);
    }

    static Activity of(Kind kind, String node, String dataset, long start, long end) {
        return new Activity(kind, node, dataset, 0, start, start, end);
    }
}
