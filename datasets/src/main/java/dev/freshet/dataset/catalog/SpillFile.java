package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.config.Position;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.OptionValues;
import dev.freshet.dataset.cell.LosslessTypes;
import dev.freshet.dataset.file.FileContent;
import dev.freshet.dataset.file.FileDataset;
import dev.freshet.dataset.file.FileLocation;
import dev.freshet.dataset.rule.ValueChecks;
import dev.freshet.wiring.GenericTypes;
import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files that pass values from process to process within a run. */
final class SpillFile {
    private SpillFile() {}

    /**
     * Returns the name of a dataset type that restores every value of a Java type unchanged; empty if none is known. A
     * collection or an iterable comes back as a list of the same items.
     */
    static Optional<String> format(Type type) {
        if (type == String.class) {
            return Optional.of("text");
        }
        if (type == byte[].class) {
            return Optional.of("bytes");
        }
        Type stored = JavaTypes.isMany(type) ? GenericTypes.parameterized(List.class, JavaTypes.element(type)) : type;
        return LosslessTypes.inJson(stored) ? Optional.of("json") : Optional.empty();
    }

    static Dataset<Object> open(String dataset, Type type, String format, Path file) {
        FileContent content = new FileContent(dataset, new FileLocation(file, "between processes"), false);
        return FileDataset.of(dataset, content, codec(dataset, type, format), ValueChecks.NONE);
    }

    private static FileCodec codec(String dataset, Type type, String word) {
        FileFormat format = DatasetTypes.named(word)
                .filter(DatasetType.OfFiles.class::isInstance)
                .map(files -> ((DatasetType.OfFiles) files).format())
                .orElseThrow(() -> new IllegalArgumentException("no dataset type of files is called " + word));
        try {
            return format.open(type, OptionValues.defaults(format.options()));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    Position.of("catalog"),
                    "the dataset \"" + dataset + "\" cannot be passed to another process as " + word + ": "
                            + e.getMessage());
        }
    }
}
