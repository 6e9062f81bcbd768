package dev.freshet.dataset.format;

import dev.freshet.dataset.MalformedContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bad cells and lines of one file, and whether rows with them are left out. */
final class CsvFaults {
    /**
     * What happens to rows that cannot be read.
     *
     * @param skips whether they are left out; otherwise reading fails
     * @param most how many can be left out
     */
    record Policy(boolean skips, long most) {
        static final Policy FAIL = new Policy(false, 0);
    }

    private final Policy policy;
    private final List<MalformedContent> first = new ArrayList<>();
    private long count;
    private long rows;

    CsvFaults(Policy policy) {
        this.policy = policy;
    }

    /** Adds the mistakes of a row, of which there is at least one. */
    void add(List<MalformedContent> mistakes) {
        rows++;
        for (MalformedContent mistake : mistakes) {
            count++;
            if (first.size() < MalformedContent.MOST_TOLD) {
                first.add(mistake);
            }
        }
    }

    /** Returns whether the file cannot be read. The rest of it is then read for its mistakes only. */
    boolean areFatal() {
        return rows > policy.most();
    }

    /** Returns all mistakes as one. */
    MalformedContent failure() {
        if (policy.skips()) {
            return MalformedContent.several(
                    rows(rows) + " cannot be read, but \"max-bad-rows\" is " + policy.most(), first, count);
        }
        return count == 1
                ? first.get(0)
                : MalformedContent.several(count + " cells or lines cannot be read", first, count);
    }

    /** Returns what was left out; empty if nothing was. */
    Optional<MalformedContent> skipped() {
        return rows == 0 || areFatal()
                ? Optional.empty()
                : Optional.of(MalformedContent.several(
                        rows(rows) + (rows == 1 ? " was" : " were") + " left out because of bad cells or lines",
                        first,
                        count));
    }

    private static String rows(long rows) {
        return rows + (rows == 1 ? " row" : " rows");
    }
}
