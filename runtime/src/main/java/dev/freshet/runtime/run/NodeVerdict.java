package dev.freshet.runtime.run;

import dev.freshet.dataset.Difference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a node that was to be verified.
 *
 * @param dataset the output that differs; empty if none does
 * @param difference its first difference: what is stored, or what was made first, is {@link Difference#before}
 * @param detail why, for people; empty if there is nothing to say
 */
public record NodeVerdict(String node, Kind kind, String dataset, Optional<Difference> difference, String detail) {
    /** What can become of it. */
    public enum Kind {
        /** It makes what is stored. */
        EQUAL("equal"),
        /** It makes something else, twice. */
        DIFFERENT("differs"),
        /** It makes something else each time. */
        NOT_DETERMINISTIC("not deterministic"),
        /** It failed. */
        FAILED("failed"),
        /** What is stored is not of the code, parameters and inputs that there are now. */
        STALE("stale"),
        /** There is nothing to compare. */
        NOT_VERIFIED("not verified");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** One word or two. */
        public String word() {
            return word;
        }
    }

    public static NodeVerdict of(String node, Kind kind, String detail) {
        return new NodeVerdict(node, kind, "", Optional.empty(), detail);
    }

    /** Whether something is wrong with the node or with what is stored. */
    public boolean isBad() {
        return kind == Kind.DIFFERENT || kind == Kind.NOT_DETERMINISTIC || kind == Kind.FAILED;
    }

    /** All that is to be said, in one line. */
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
