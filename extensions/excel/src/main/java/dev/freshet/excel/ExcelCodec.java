package dev.freshet.excel;

import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.RecordCodec;
import dev.freshet.dataset.RecordReader;
import dev.freshet.dataset.RecordWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Reads and writes one sheet of a workbook.
 *
 * @param hasHeader whether the first row names the columns
 * @param mostBytes the limit on bytes of the decompressed workbook
 */
record ExcelCodec(SheetColumns columns, SheetName sheet, boolean hasHeader, long mostBytes) implements RecordCodec {
    @Override
    public boolean isLossless() {
        return true;
    }

    @Override
    public RecordReader reader(FileSource source) throws IOException {
        Path file = source.file();
        PackedFile.check(file, mostBytes);
        return SheetReader.open(file, this);
    }

    @Override
    public RecordWriter writer(OutputStream out) throws IOException {
        return new SheetWriter(out, this);
    }
}
