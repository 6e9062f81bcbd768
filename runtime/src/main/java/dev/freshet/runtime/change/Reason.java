package dev.freshet.runtime.change;

import java.util.List;

/** Why a node is stale. The reasons that decide are also the reasons that are shown. */
public sealed interface Reason {
    /** Returns one line for people, such as {@code parameter split.ratio 0.7 -> 0.8}. */
    String text();

    /** Returns all details, one on each line. */
    default List<String> lines() {
        return List.of(text());
    }

    /** The node has no state entry. */
    record NeverRan() implements Reason {
        @Override
        public String text() {
            return "it has not run before";
        }
    }

    /**
     * Code that the node can reach has changed.
     *
     * @param changes one line for each change, such as {@code method Stats.mean(double[]) changed,
     *     src/main/java/Stats.java:41}; empty if the changes are unknown
     */
    record CodeChanged(List<String> changes) implements Reason {
        @Override
        public String text() {
            if (changes.isEmpty()) {
                return "its code changed";
            }
            return changes.get(0) + (changes.size() == 1 ? "" : ", and " + (changes.size() - 1) + " more");
        }

        @Override
        public List<String> lines() {
            return changes.isEmpty() ? List.of(text()) : changes;
        }
    }

    /**
     * The state entry has a form that this version of Freshet cannot compare.
     *
     * @param component the component of the entry: {@code code}, {@code parameters}, {@code inputs} or {@code
     *     declarations}
     */
    record OtherSchema(String component) implements Reason {
        @Override
        public String text() {
            return "its " + component + " were recorded by another version of Freshet";
        }
    }

    /**
     * The node's code is unknown, so it may have changed.
     *
     * @param why the cause in words; may be empty
     */
    record CodeUnknown(String why) implements Reason {
        @Override
        public String text() {
            return why.isEmpty() ? "its code has no fingerprint" : "its code is not known: " + why;
        }
    }

    /**
     * The value of a parameter has changed.
     *
     * @param before the earlier value as JSON
     * @param after the current value as JSON
     */
    record ParameterChanged(String name, String before, String after) implements Reason {
        @Override
        public String text() {
            List<String> lines = lines();
            return lines.get(0) + (lines.size() == 1 ? "" : ", and " + (lines.size() - 1) + " more");
        }

        /** Returns one line for each value that has changed, also inside groups. */
        @Override
        public List<String> lines() {
            return ParameterDifference.lines(name, before, after);
        }
    }

    /**
     * The content of an input has changed.
     *
     * @param source the location of the dataset, or the node that makes it
     */
    record InputChanged(String dataset, String source) implements Reason {
        @Override
        public String text() {
            return "input " + dataset + " changed: " + source;
        }
    }

    /** A pipeline input is missing. */
    record InputMissing(String dataset, String location) implements Reason {
        @Override
        public String text() {
            return "input " + dataset + " is missing: there is no " + location;
        }
    }

    /**
     * Partitions of an incremental input that the node has received no longer exist. What it made of them stays.
     *
     * @param keys the keys of these partitions, in order
     * @param isEmpty whether the input has no partition left
     */
    record PartitionsGone(String dataset, List<String> keys, boolean isEmpty) implements Reason {
        private static final int SHOWN = 3;

        @Override
        public String text() {
            if (isEmpty) {
                return "input " + dataset + " has no partition left; what was made of them stays";
            }
            int more = keys.size() - SHOWN;
            return (keys.size() == 1 ? "partition " : "partitions ")
                    + String.join(", ", keys.subList(0, Math.min(SHOWN, keys.size())))
                    + (more > 0 ? " and " + more + " more" : "")
                    + " of input " + dataset + (keys.size() == 1 ? " no longer exists" : " no longer exist")
                    + "; what was made of " + (keys.size() == 1 ? "it" : "them") + " stays";
        }
    }

    /** The node that makes an input failed, and this node takes the failure as its input. */
    record InputFailed(String dataset) implements Reason {
        @Override
        public String text() {
            return "input " + dataset + " could not be made";
        }
    }

    /** An input was given as a Java value, which cannot be compared with the value of an earlier run. */
    record InputGiven(String dataset) implements Reason {
        @Override
        public String text() {
            return "input " + dataset + " was given for this run";
        }
    }

    /** The inputs or outputs of the node are other datasets than before, or in another order. */
    record WiringChanged(String before, String after) implements Reason {
        @Override
        public String text() {
            return "its datasets changed: " + before + " is now " + after;
        }
    }

    /** The node's name has changed, and the node asks for a {@code NodeContext}, which tells the name. */
    record Renamed(String before, String after) implements Reason {
        @Override
        public String text() {
            return "its name " + before + " -> " + after + ", which its code can read";
        }
    }

    /** The catalog entry of a dataset has changed, such as its delimiter. */
    record CatalogChanged(String dataset) implements Reason {
        @Override
        public String text() {
            return "the catalog entry of " + dataset + " changed";
        }
    }

    /** The seed of the run's random numbers has changed. */
    record SeedChanged(String before, String after) implements Reason {
        @Override
        public String text() {
            return "the run's seed " + before + " -> " + after;
        }
    }

    /** A stored output is missing. */
    record OutputMissing(String dataset, String location) implements Reason {
        @Override
        public String text() {
            return "output " + dataset + " is missing: there is no " + location;
        }
    }

    /** A stored output is not what the node made: others changed it, or a run that was not recorded, as it failed. */
    record OutputChanged(String dataset, String location) implements Reason {
        @Override
        public String text() {
            return "output " + dataset + " is not what the last recorded run of the node made: " + location;
        }
    }

    /** The pipeline stores nothing, so nothing can be up to date. */
    record NothingStored() implements Reason {
        @Override
        public String text() {
            return "the pipeline stores nothing";
        }
    }

    /** The node is declared to always run. */
    record Always() implements Reason {
        @Override
        public String text() {
            return "it runs always";
        }
    }

    /** The caller of the run forced the node. */
    record Forced() implements Reason {
        @Override
        public String text() {
            return "it was forced";
        }
    }

    /** The caller of the run keeps the value of a dataset in memory. */
    record Kept(String dataset) implements Reason {
        @Override
        public String text() {
            return "the caller of the run keeps " + dataset + ", which is only in memory";
        }
    }

    /** A node that must run needs the value of a dataset in memory. */
    record NeededBy(String node, String dataset) implements Reason {
        @Override
        public String text() {
            return node + " needs " + dataset + ", which is only in memory";
        }
    }
}
