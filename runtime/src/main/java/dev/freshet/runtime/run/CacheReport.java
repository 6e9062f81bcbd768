package dev.freshet.runtime.run;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@link ProjectState#collectCache} removed, or would remove.
 *
 * @param isDry whether nothing was removed
 * @param keptResults the results that are kept; partitions that one run published together count as one
 * @param removedResults the results that were removed
 * @param keptFiles the files that are kept
 * @param keptBytes the size of the kept files
 * @param removedFiles the files that were removed
 * @param removedBytes the size of the removed files
 */
public record CacheReport(
        boolean isDry,
        int keptResults,
        int removedResults,
        int keptFiles,
        long keptBytes,
        int removedFiles,
        long removedBytes) {
    /** Returns the report as booleans and numbers, for {@code --json}. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dryRun", isDry);
        json.put("removedResults", removedResults);
        json.put("removedFiles", removedFiles);
        json.put("removedBytes", removedBytes);
        json.put("keptResults", keptResults);
        json.put("keptFiles", keptFiles);
        json.put("keptBytes", keptBytes);
        return json;
    }
}
