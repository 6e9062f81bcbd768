package dev.freshet.excel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Workbooks whose sheet is written out. */
final class Xlsx {
    private Xlsx() {}

    /** A workbook whose only sheet, {@code Sheet1}, has these rows of XML. */
    static byte[] rows(String rows) {
        return sheet("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + rows
                + "</sheetData></worksheet>");
    }

    static byte[] sheet(String xml) {
        return zip("Sheet1", "", xml.getBytes(StandardCharsets.UTF_8));
    }

    /** One of another sheet, whose workbook says more. */
    static byte[] zip(String name, String more, byte[] sheet) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            WorkbookParts.write(zip, name);
            WorkbookParts.begin(zip, WorkbookParts.SHEET);
            zip.write(sheet);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return more.isEmpty() ? out.toByteArray() : with(out.toByteArray(), more);
    }

    private static byte[] with(byte[] content, String more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(content));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                WorkbookParts.begin(zip, entry.getName());
                zip.write(text.replace("<sheets>", more + "<sheets>").getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A row of texts and of other cells as XML. */
    static String row(int number, String... cells) {
        StringBuilder row = new StringBuilder("<row r=\"" + number + "\">");
        for (int i = 0; i < cells.length; i++) {
            String place = (char) ('A' + i) + Integer.toString(number);
            row.append(
                    cells[i].startsWith("<c")
                            ? cells[i].replaceFirst("<c", "<c r=\"" + place + "\"")
                            : "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + cells[i] + "</t></is></c>");
        }
        return row + "</row>";
    }
}
