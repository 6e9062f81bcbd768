package dev.freshet.runtime.text;

import dev.freshet.runtime.change.Reason;
import java.util.List;

/** The reasons of a node in one line. */
public final class ReasonText {
    private ReasonText() {}

    /**
     * Returns the first reason, and how many more there are. What follows from another reason is not counted: a node that
     * has not run before has no outputs, and one whose input is missing cannot have run.
     *
     * @param reasons at least one
     */
    public static String first(List<Reason> reasons) {
        List<Reason> own = own(reasons);
        int more = own.size() - 1;
        return own.get(0).text() + (more == 0 ? "" : " (and " + more + " more)");
    }

    private static List<Reason> own(List<Reason> reasons) {
        if (reasons.stream().noneMatch(Reason.NeverRan.class::isInstance)) {
            return reasons;
        }
        List<Reason> others = reasons.stream()
                .filter(reason -> !(reason instanceof Reason.NeverRan) && !(reason instanceof Reason.OutputMissing))
                .toList();
        return others.isEmpty() ? List.of(new Reason.NeverRan()) : others;
    }
}
