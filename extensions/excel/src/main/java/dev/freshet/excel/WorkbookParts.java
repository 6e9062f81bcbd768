package dev.freshet.excel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The parts of a workbook besides its sheet: the minimum that Excel requires. */
final class WorkbookParts {
    static final String SHEET = "xl/worksheets/sheet1.xml";
    static final String DATE_STYLE = " s=\"1\"";
    static final String TIME_STYLE = " s=\"2\"";

    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    static final String SHEET_BEGIN = XML + "<worksheet xmlns=\"" + MAIN + "\"><sheetData>";
    static final String SHEET_END = "</sheetData></worksheet>";

    private static final String TYPES = XML + "<Types xmlns=\"" + PACKAGE + "content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + CONTENT + "sheet.main+xml\"/>"
            + "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + CONTENT + "styles+xml\"/>"
            + "<Override PartName=\"/" + SHEET + "\" ContentType=\"" + CONTENT + "worksheet+xml\"/></Types>";
    private static final String ROOT = XML + "<Relationships xmlns=\"" + PACKAGE + "relationships\">"
            + "<Relationship Id=\"rId1\" Type=\"" + OFFICE + "/officeDocument\" Target=\"xl/workbook.xml\"/>"
            + "</Relationships>";
    private static final String RELATIONS = XML + "<Relationships xmlns=\"" + PACKAGE + "relationships\">"
            + "<Relationship Id=\"rId1\" Type=\"" + OFFICE + "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
            + "<Relationship Id=\"rId2\" Type=\"" + OFFICE + "/styles\" Target=\"styles.xml\"/></Relationships>";
    private static final String STYLES = XML + "<styleSheet xmlns=\"" + MAIN + "\"><numFmts count=\"2\">"
            + "<numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/>"
            + "<numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm:ss.000\"/></numFmts>"
            + "<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
            + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
            + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
            + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
            + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
            + "<cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
            + "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
            + "<xf numFmtId=\"165\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
            + "</cellXfs></styleSheet>";

    private WorkbookParts() {}

    static void write(ZipOutputStream zip, String sheet) throws IOException {
        put(zip, "[Content_Types].xml", TYPES);
        put(zip, "_rels/.rels", ROOT);
        put(
                zip,
                "xl/workbook.xml",
                XML + "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + OFFICE + "\"><sheets><sheet name=\""
                        + ExcelText.encode(sheet) + "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        put(zip, "xl/_rels/workbook.xml.rels", RELATIONS);
        put(zip, "xl/styles.xml", STYLES);
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        begin(zip, name);
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** Starts an entry, with the earliest time of the zip format. */
    static void begin(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
    }
}
