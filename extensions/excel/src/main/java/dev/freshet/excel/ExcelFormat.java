package dev.freshet.excel;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.Inferred;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionValues;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The dataset type {@code excel}. */
public final class ExcelFormat implements FileFormat {
    static final String SHEET = "sheet";
    static final String HEADER = "header";
    private static final String MAX_SIZE = "max-size";
    private static final int MOST_MEGABYTES = 2048;

    private static final List<Option> OPTIONS = List.of(
            Option.text(
                    SHEET, "a name or a number from 1", "The name or the number of the sheet; the first by default."),
            Option.flag(HEADER, true, "Whether the first row names the columns."),
            Option.whole(
                    MAX_SIZE,
                    MOST_MEGABYTES,
                    "megabytes",
                    1,
                    1 << 20,
                    "The size of the largest uncompressed workbook that is read."));

    /** For the service loader. */
    public ExcelFormat() {}

    @Override
    public String name() {
        return "excel";
    }

    @Override
    public String holds() {
        return "a List, Collection or Iterable of records";
    }

    @Override
    public boolean accepts(Type type) {
        return FileFormat.row(type).isPresent();
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public void check(OptionValues options) {
        SheetName.of(options.findText(SHEET));
    }

    @Override
    public List<String> endings() {
        return List.of(".xlsx");
    }

    @Override
    public Optional<Inferred> infer(FileSource source, int rows) throws IOException {
        Path file = source.file();
        PackedFile.check(file, (long) MOST_MEGABYTES << 20);
        return Optional.of(SheetInference.of(file, rows));
    }

    @Override
    public FileCodec open(Type type, OptionValues options) {
        return new ExcelCodec(
                SheetColumns.of(FileFormat.row(type).orElseThrow()),
                SheetName.of(options.findText(SHEET)),
                options.flag(HEADER),
                options.number(MAX_SIZE) << 20);
    }
}
