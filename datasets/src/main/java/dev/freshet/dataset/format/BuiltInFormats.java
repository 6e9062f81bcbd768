package dev.freshet.dataset.format;

import dev.freshet.dataset.FileFormat;
import java.util.List;

/** The dataset types that need no jar of their own. */
public final class BuiltInFormats {
    /** In alphabetical order. */
    public static final List<FileFormat> ALL = List.of(
            new BytesFormat(),
            new CsvFormat(),
            new JsonFormat(),
            new JsonLinesFormat(),
            new TextFormat(),
            new YamlFormat());

    private BuiltInFormats() {}
}
