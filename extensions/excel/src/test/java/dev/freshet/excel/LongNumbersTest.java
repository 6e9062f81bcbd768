package dev.freshet.excel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of which Excel would drop digits are texts in the workbook. */
final class LongNumbersTest {
    record Numbers(long whole, BigDecimal amount) {}

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "999999999999999, 9999999999.99999, NUMBER",
        "-999999999999999, -0.000000000000001, NUMBER",
        "1000000000000000, 10000000000.00001, TEXT",
        "-1000000000000000, 0.1234567890123456, TEXT",
        "9223372036854775807, 12345678901234567890.5, TEXT",
        "-9223372036854775808, 1234567890123456, TEXT"
    })
    void numbers_areCellsOfTheKindThatKeepsThem(long whole, BigDecimal amount, SheetCell.Kind kind) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExcelCodec codec =
                new ExcelCodec(SheetColumns.of(Numbers.class), SheetName.of(Optional.empty()), true, 1 << 30);
        SheetWriter writer = new SheetWriter(out, codec);
        writer.write(new Numbers(whole, amount));
        writer.finish();
        Path file = Files.write(directory.resolve("f.xlsx"), out.toByteArray());
        try (Workbook workbook = new Workbook(file);
                SheetRows rows = new SheetRows(workbook, "Sheet1")) {
            rows.next();
            assertThat(rows.next().cells()).extracting(SheetCell::kind).containsExactly(kind, kind);
        }
    }
}
