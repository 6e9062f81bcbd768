package dev.freshet.runtime.change;

import java.util.List;

/** Why a node runs. The reasons that decide are the reasons that are shown. */
public sealed interface Reason {
    /** One line for people, such as {@code parameter split.ratio 0.7 -> 0.8}. */
    String text();

    /** All there is to say, a line each. */
    default List<String> lines() {
        return List.of(text());
    }

    /** There is no record of a successful run. */
    record NeverRan() implements Reason {
        @Override
        public String text() {
            return "it has not run before";
        }
    }

    /**
     * Code that the node can reach differs.
     *
     * @param changes each a line such as {@code method Stats.mean(double[]) changed, src/main/java/Stats.java:41};
     *     empty if what changed is no longer known
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
     * The last success was recorded in a form that this version of Freshet cannot compare with.
     *
     * @param component of the record: {@code code}, {@code parameters}, {@code inputs} or {@code declarations}
     */
    record OtherSchema(String component) implements Reason {
        @Override
        public String text() {
            return "its " + component + " were recorded by another version of Freshet";
        }
    }

    /**
     * The node's code is not known, so that it may have changed.
     *
     * @param why in words; empty if there is no more to say
     */
    record CodeUnknown(String why) implements Reason {
        @Override
        public String text() {
            return why.isEmpty() ? "its code has no fingerprint" : "its code is not known: " + why;
        }
    }

    /**
     * A parameter has another value.
     *
     * @param before JSON
     * @param after JSON
     */
    record ParameterChanged(String name, String before, String after) implements Reason {
        @Override
        public String text() {
            List<String> lines = lines();
            return lines.get(0) + (lines.size() == 1 ? "" : ", and " + (lines.size() - 1) + " more");
        }

        /** Returns a line for each value that differs, also inside groups. */
        @Override
        public List<String> lines() {
            return ParameterDifference.lines(name, before, after);
        }
    }

    /**
     * A dataset that the node reads has other content.
     *
     * @param source where it is, or the node that makes it
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

    /** The node that makes an input failed, and this one takes the failure as its input. */
    record InputFailed(String dataset) implements Reason {
        @Override
        public String text() {
            return "input " + dataset + " could not be made";
        }
    }

    /** A dataset was given as a Java value that cannot be compared with that of an earlier run. */
    record InputGiven(String dataset) implements Reason {
        @Override
        public String text() {
            return "input " + dataset + " was given for this run";
        }
    }

    /** The node reads or makes other datasets than before, or in another order. */
    record WiringChanged(String before, String after) implements Reason {
        @Override
        public String text() {
            return "its datasets changed: " + before + " is now " + after;
        }
    }

    /** A node with the same outputs had another name, and asks the {@code NodeContext}, which knows its name. */
    record Renamed(String before, String after) implements Reason {
        @Override
        public String text() {
            return "its name " + before + " -> " + after + ", which it can ask for";
        }
    }

    /** The catalog describes a dataset differently, such as with another delimiter. */
    record CatalogChanged(String dataset) implements Reason {
        @Override
        public String text() {
            return "the catalog says something else of " + dataset;
        }
    }

    /** The seed of the run's random numbers differs. */
    record SeedChanged(String before, String after) implements Reason {
        @Override
        public String text() {
            return "the run's seed " + before + " -> " + after;
        }
    }

    /** A stored output is gone. */
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

    /** The pipeline stores nothing that could be up to date. */
    record NothingStored() implements Reason {
        @Override
        public String text() {
            return "nothing that the pipeline makes is stored";
        }
    }

    /** The node is declared to run always. */
    record Always() implements Reason {
        @Override
        public String text() {
            return "it runs always";
        }
    }

    /** The caller asked for it. */
    record Forced() implements Reason {
        @Override
        public String text() {
            return "it was forced";
        }
    }

    /** The caller asked for the value of a dataset that is only in memory. */
    record Kept(String dataset) implements Reason {
        @Override
        public String text() {
            return "the caller of the run keeps " + dataset + ", which is only in memory";
        }
    }

    /** A node that must run needs a dataset that is only in memory. */
    record NeededBy(String node, String dataset) implements Reason {
        @Override
        public String text() {
            return node + " needs " + dataset + ", which is only in memory";
        }
    }
}
