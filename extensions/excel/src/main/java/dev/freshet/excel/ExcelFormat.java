package dev.freshet.excel;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;

/** The dataset type {@code excel}. */
public final class ExcelFormat implements FileFormat {
    private static final String SHEET = "sheet";
    private static final String HEADER = "header";
    private static final String MAX_SIZE = "max-size";
    private static final int MOST_MEGABYTES = 1 << 20;

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
    public Set<String> options() {
        return Set.of(SHEET, HEADER, MAX_SIZE);
    }

    @Override
    public FileCodec open(Type type, Map<String, String> options) {
        Columns columns = Columns.of((Class<?>) FileFormat.element(type).orElseThrow());
        return new ExcelCodec(
                columns,
                SheetName.of(options.get(SHEET)),
                flag(options.getOrDefault(HEADER, "true")),
                megabytes(options.getOrDefault(MAX_SIZE, "2048")) << 20);
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("\"" + HEADER + "\" must be true or false, not \"" + text + "\"");
        }
        return text.equals("true");
    }

    private static long megabytes(String text) {
        try {
            int size = Integer.parseInt(text);
            if (size >= 1 && size <= MOST_MEGABYTES) {
                return size;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException("\"" + MAX_SIZE + "\" must be a number of megabytes from 1 to "
                + MOST_MEGABYTES + ", not \"" + text + "\"");
    }
}
