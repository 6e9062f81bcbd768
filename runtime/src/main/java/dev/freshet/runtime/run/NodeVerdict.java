package dev.freshet.runtime.run;

import dev.freshet.dataset.Difference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The outcome of verifying one node.
 *
 * @param dataset the output that differs; empty if none does
 * @param difference its first difference; {@link Difference#before} is the stored value, or the value that was made
 *     first
 * @param detail the explanation for people; may be empty
 */
public record NodeVerdict(String node, Kind kind, String dataset, Optional<Difference> difference, String detail) {
    /** The kinds of outcomes. */
    public enum Kind {
        /** The node makes what is stored. */
        EQUAL("equal"),
        /** The node makes something else than what is stored, and the same each time. */
        DIFFERENT("differs"),
        /** The node makes something else each time. */
        NOT_DETERMINISTIC("not deterministic"),
        /** The node failed. */
        FAILED("failed"),
        /** What is stored was not made from the current code, parameters and inputs. */
        STALE("stale"),
        /** The node cannot be verified; there is nothing to compare. */
        NOT_VERIFIED("not verified");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Returns the kind in words, for people. */
        public String word() {
            return word;
        }
    }

    /** Creates a verdict that is about no single dataset. */
    public static NodeVerdict of(String node, Kind kind, String detail) {
        return new NodeVerdict(node, kind, "", Optional.empty(), detail);
    }

    /** Returns whether something is wrong with the node or with what is stored. */
    public boolean isBad() {
        return kind == Kind.DIFFERENT || kind == Kind.NOT_DETERMINISTIC || kind == Kind.FAILED;
    }

    /** Returns the whole outcome in one line. */
    public String text() {
        String first = difference
                .map(found -> dataset
                        + (found.place().isEmpty() ? "" : ", " + found.place())
                        + (kind == Kind.NOT_DETERMINISTIC
                                ? ": made " + found.before() + ", then " + found.after()
                                : ": stored " + found.before() + ", made " + found.after()))
                .orElse("");
        return first + (first.isEmpty() || detail.isEmpty() ? "" : "; ") + detail;
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("node", node);
        json.put("verdict", kind.word());
        difference.ifPresent(found -> {
            boolean isStored = kind == Kind.DIFFERENT;
            json.put("dataset", dataset);
            json.put("place", found.place());
            json.put(isStored ? "stored" : "made", found.before());
            json.put(isStored ? "made" : "then", found.after());
        });
        if (!detail.isEmpty()) {
            json.put("detail", detail);
        }
        return json;
    }
}
