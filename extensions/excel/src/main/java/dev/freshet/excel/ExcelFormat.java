package dev.freshet.excel;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionValues;
import java.lang.reflect.Type;
import java.util.List;

/** The dataset type {@code excel}. */
public final class ExcelFormat implements FileFormat {
    static final String SHEET = "sheet";
    private static final String HEADER = "header";
    private static final String MAX_SIZE = "max-size";

    private static final List<Option> OPTIONS = List.of(
            Option.text(
                    SHEET, "a name or a number from 1", "The name or the number of the sheet; the first by default."),
            Option.flag(HEADER, true, "Whether the first row names the columns."),
            Option.whole(
                    MAX_SIZE,
                    2048,
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
        return FileFormat.element(type)
                .filter(element -> element instanceof Class<?> row && row.isRecord())
                .isPresent();
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
    public FileCodec open(Type type, OptionValues options) {
        return new ExcelCodec(
                Columns.of((Class<?>) FileFormat.element(type).orElseThrow()),
                SheetName.of(options.findText(SHEET)),
                options.flag(HEADER),
                options.number(MAX_SIZE) << 20);
    }
}
