package dev.freshet.openlineage;

import io.openlineage.client.utils.DatasetIdentifier;
import io.openlineage.client.utils.jdbc.JdbcDatasetUtils;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a dataset, as OpenLineage's naming specification defines it for files, buckets and databases. Other tools
 * give the same name to the same data.
 */
record DatasetId(String namespace, String name) {
    private static final Pattern BUCKET =
            Pattern.compile("(s3|gs):(?:https?://[^/]+/?)?//([^/]+)/(.*)", Pattern.DOTALL);
    private static final Pattern TABLE = Pattern.compile("(jdbc:\\S+)(?: \\S*)? table (.+)", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("/.*|[A-Za-z]:/.*", Pattern.DOTALL);

    /** @param place as {@link dev.freshet.runtime.hook.NodeDatasets.Named#place} has it */
    static DatasetId of(String place) {
        Matcher bucket = BUCKET.matcher(place);
        if (bucket.matches()) {
            return new DatasetId(bucket.group(1) + "://" + bucket.group(2), withoutKeys(bucket.group(3)));
        }
        Matcher table = TABLE.matcher(place);
        if (table.matches()) {
            DatasetIdentifier found =
                    JdbcDatasetUtils.getDatasetIdentifier(table.group(1), table.group(2), new Properties());
            return new DatasetId(found.getNamespace(), found.getName());
        }
        return new DatasetId(FILE.matcher(place).matches() ? "file" : "freshet", withoutKeys(place));
    }

    /** A value in memory, which only its pipeline knows. */
    static DatasetId inMemory(String pipeline, String dataset) {
        return new DatasetId("memory", pipeline + "." + dataset);
    }

    /** A partitioned dataset is the directory of its partitions. */
    private static String withoutKeys(String path) {
        int star = path.indexOf('*');
        int slash = path.lastIndexOf('/', Math.max(star, 0));
        return star < 0 ? path : slash <= 0 ? path.substring(0, star) : path.substring(0, slash);
    }
}
