package dev.freshet.dataset.catalog;

import dev.freshet.config.MappingNode;
import dev.freshet.config.Position;
import dev.freshet.config.ScalarNode;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.cell.LosslessTypes;
import dev.freshet.dataset.file.FileContent;
import dev.freshet.dataset.file.FileLocation;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Files that hand values from process to process within a run. */
final class SpillFile {
    private SpillFile() {}

    /** The name of a dataset type that keeps every value of a Java type as it is; empty if none is known to. */
    static Optional<String> format(Type type) {
        if (type == String.class) {
            return Optional.of(DatasetType.TEXT.word());
        }
        if (type == byte[].class) {
            return Optional.of(DatasetType.BYTES.word());
        }
        return LosslessTypes.inJson(type) ? Optional.of(DatasetType.JSON.word()) : Optional.empty();
    }

    static Dataset<Object> open(String dataset, Type type, String format, Path file) {
        Position nowhere = Position.of(dataset);
        ScalarNode word = new ScalarNode(format, ScalarNode.Kind.STRING, nowhere, false);
        ScalarNode path = new ScalarNode(file.toString(), ScalarNode.Kind.STRING, nowhere, false);
        ScalarNode no = new ScalarNode("false", ScalarNode.Kind.BOOLEAN, nowhere, false);
        MappingNode options = new MappingNode(
                Map.of(
                        "type",
                        new MappingNode.Entry(nowhere, word),
                        "path",
                        new MappingNode.Entry(nowhere, path),
                        EntryOptions.VALIDATE,
                        new MappingNode.Entry(nowhere, no)),
                nowhere);
        CatalogEntry entry = new CatalogEntry(dataset, nowhere, options, Storages.local(Path.of("")));
        return entry.inFile(type, () -> new FileContent(dataset, new FileLocation(file, "between processes"), false));
    }
}
