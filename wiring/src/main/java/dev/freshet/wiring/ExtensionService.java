package dev.freshet.wiring;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something that an extension of Freshet adds to what a catalog and a configuration can name. A message about an
 * unknown name looks here which artifact is missing.
 *
 * @param name the word that users write, such as {@code parquet} or {@code s3}; for compressions the suffix of files
 * @param artifact the artifact that has it, such as {@code freshet-parquet}
 * @param provider the class that the artifact declares as a service
 */
public record ExtensionService(Kind kind, String name, String artifact, String provider) {
    /** All of them. A test compares the list with the services that the extensions declare. */
    public static final List<ExtensionService> ALL = List.of(
            new ExtensionService(Kind.DATASET_TYPE, "avro", "freshet-avro", "dev.freshet.avro.AvroFormat"),
            new ExtensionService(Kind.DATASET_TYPE, "chart", "freshet-charts", "dev.freshet.charts.ChartFormat"),
            new ExtensionService(Kind.DATASET_TYPE, "excel", "freshet-excel", "dev.freshet.excel.ExcelFormat"),
            new ExtensionService(Kind.DATASET_TYPE, "image", "freshet-images", "dev.freshet.images.ImageFormat"),
            new ExtensionService(Kind.DATASET_TYPE, "parquet", "freshet-parquet", "dev.freshet.parquet.ParquetFormat"),
            new ExtensionService(Kind.DATASET_TYPE, "query", "freshet-jdbc", "dev.freshet.jdbc.QueryProvider"),
            new ExtensionService(Kind.DATASET_TYPE, "report", "freshet-report", "dev.freshet.report.ReportFormat"),
            new ExtensionService(Kind.DATASET_TYPE, "spark", "freshet-spark", "dev.freshet.spark.SparkProvider"),
            new ExtensionService(Kind.DATASET_TYPE, "table", "freshet-jdbc", "dev.freshet.jdbc.TableProvider"),
            new ExtensionService(Kind.DATASET_TYPE, "xml", "freshet-xml", "dev.freshet.xml.XmlFormat"),
            new ExtensionService(Kind.STORAGE, "gs", "freshet-gcs", "dev.freshet.gcs.GcsStorageProvider"),
            new ExtensionService(Kind.STORAGE, "s3", "freshet-s3", "dev.freshet.s3.S3StorageProvider"),
            new ExtensionService(Kind.STATE, "postgresql", "freshet-jdbc", "dev.freshet.jdbc.PostgresStateProvider"),
            new ExtensionService(Kind.COMPRESSION, ".zst", "freshet-zstd", "dev.freshet.zstd.Zstd"),
            new ExtensionService(
                    Kind.INJECTED,
                    "org.apache.spark.sql.SparkSession",
                    "freshet-spark",
                    "dev.freshet.spark.SessionProvider"));

    /** The dataset types whose values cannot be loaded: the file of a chart is a picture, that of a report is a page. */
    private static final Set<String> SAVED_ONLY = Set.of("chart", "report");

    /** The class whose objects a dataset type holds, if it holds no others. */
    private static final Map<String, String> HOLDS_ONLY = Map.of("spark", "org.apache.spark.sql.Dataset");

    /** What a name stands for. */
    public enum Kind {
        /** A {@code type} of the catalog. */
        DATASET_TYPE,
        /** The scheme of a URL to datasets, states and caches. */
        STORAGE,
        /** The scheme of a URL to a shared state that is not in a storage. */
        STATE,
        /** The suffix of compressed files. */
        COMPRESSION,
        /** The class of objects that nodes receive. */
        INJECTED;

        /** Returns the types of services that add such names. */
        public List<String> contracts() {
            return switch (this) {
                case DATASET_TYPE -> List.of("dev.freshet.dataset.FileFormat", "dev.freshet.dataset.DatasetProvider");
                case STORAGE -> List.of("dev.freshet.dataset.StorageProvider");
                case STATE -> List.of("dev.freshet.dataset.backend.StateBackendProvider");
                case INJECTED -> List.of("dev.freshet.dataset.InjectedProvider");
                case COMPRESSION -> List.of("dev.freshet.dataset.CompressionFormat");
            };
        }
    }

    /** Returns whether values of a dataset type can be saved but not loaded. */
    public static boolean isSavedOnly(String datasetType) {
        return SAVED_ONLY.contains(datasetType);
    }

    /** Returns the name of the only class whose objects a dataset type holds; empty if it is not known to have one. */
    public static Optional<String> holdsOnly(String datasetType) {
        return Optional.ofNullable(HOLDS_ONLY.get(datasetType));
    }

    /** Returns what has a name; empty if no extension of Freshet has it. */
    public static Optional<ExtensionService> named(Kind kind, String name) {
        return all(kind).stream().filter(service -> service.name.equals(name)).findFirst();
    }

    /** Returns what reads the compressed file at a path; empty if no extension of Freshet does. */
    public static Optional<ExtensionService> compressionOf(String path) {
        return all(Kind.COMPRESSION).stream()
                .filter(service -> path.endsWith(service.name))
                .findFirst();
    }

    /** Returns what all extensions of Freshet add of a kind. */
    public static List<ExtensionService> all(Kind kind) {
        return ALL.stream().filter(service -> service.kind == kind).toList();
    }

    /** Returns the group and the name of the artifact, as a build file names them. */
    public String coordinates() {
        return "dev.freshet:" + artifact;
    }
}
