package dev.freshet.runtime.run;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@link ProjectState#importFrom} imported.
 *
 * @param isShared whether the entries went into the state that the project shares
 * @param results the number of imported results
 * @param runs the number of imported runs, which made these results
 * @param known the number of results that the state already had
 * @param older the number of results that were left out because the state has a newer one of the same outputs
 * @param privates the number of results that were left out because they are valid in one checkout only
 */
public record ImportReport(boolean isShared, int results, int runs, int known, int older, int privates) {
    /** Returns the report as booleans and numbers, for {@code --json}. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("shared", isShared);
        json.put("results", results);
        json.put("runs", runs);
        json.put("known", known);
        json.put("older", older);
        json.put("private", privates);
        return json;
    }
}
