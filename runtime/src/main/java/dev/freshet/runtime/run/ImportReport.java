package dev.freshet.runtime.run;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@link ProjectState#importFrom} took over.
 *
 * @param isShared whether the entries went into the state that the project shares
 * @param results the results that were taken over
 * @param runs the runs that were taken over: those of these results
 * @param known the results that were left out because the state had them
 * @param older the results that were left out because the state had a newer one of the same outputs
 * @param privates the results that were left out because they mean something to one checkout only
 */
public record ImportReport(boolean isShared, int results, int runs, int known, int older, int privates) {
    /** All of it for machines, as booleans and numbers. */
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
