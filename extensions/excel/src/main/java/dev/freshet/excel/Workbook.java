package dev.freshet.excel;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The parts of a workbook that its sheets refer to. */
final class Workbook implements Closeable {
    private final ZipFile zip;
    private final Map<String, String> sheets = new LinkedHashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final DateFormats formats;
    private boolean is1904;

    Workbook(Path file) throws IOException {
        zip = new ZipFile(file.toFile());
        try {
            String main = part(relations("_rels/.rels", ""), "/officeDocument");
            String folder = main.substring(0, main.lastIndexOf('/') + 1);
            Map<String, Relation> relations =
                    relations(folder + "_rels/" + main.substring(folder.length()) + ".rels", folder);
            readSheets(main, relations);
            for (Relation relation : relations.values()) {
                if (relation.type.endsWith("/sharedStrings")) {
                    readTexts(relation.target);
                }
            }
            formats = formats(relations);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** A reference from one part to another. */
    private record Relation(String type, String target) {}

    private static String part(Map<String, Relation> relations, String type) {
        return relations.values().stream()
                .filter(relation -> relation.type.endsWith(type))
                .map(Relation::target)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no part of the type " + type));
    }

    private Map<String, Relation> relations(String part, String folder) throws IOException {
        Map<String, Relation> relations = new LinkedHashMap<>();
        try (Xml xml = open(part)) {
            while (xml.next()) {
                if (xml.begins("Relationship")) {
                    String target = xml.attribute("Target", "");
                    relations.put(
                            xml.attribute("Id", ""),
                            new Relation(
                                    xml.attribute("Type", ""),
                                    target.startsWith("/") ? target.substring(1) : resolved(folder + target)));
                }
            }
        }
        return relations;
    }

    private static String resolved(String target) {
        List<String> names = new ArrayList<>();
        for (String name : target.split("/")) {
            if (name.equals("..") && !names.isEmpty()) {
                names.remove(names.size() - 1);
            } else if (!name.equals(".") && !name.equals("..")) {
                names.add(name);
            }
        }
        return String.join("/", names);
    }

    private void readSheets(String main, Map<String, Relation> relations) throws IOException {
        try (Xml xml = open(main)) {
            while (xml.next()) {
                if (xml.begins("workbookPr")) {
                    String flag = xml.attribute("date1904", "0");
                    is1904 = flag.equals("1") || flag.equals("true");
                } else if (xml.begins("sheet")) {
                    Relation relation = relations.get(xml.attribute("id", ""));
                    if (relation == null) {
                        throw new IllegalArgumentException("a sheet has no part");
                    }
                    sheets.put(ExcelText.decode(xml.attribute("name", "")), relation.target);
                }
            }
        }
    }

    private DateFormats formats(Map<String, Relation> relations) throws IOException {
        for (Relation relation : relations.values()) {
            if (relation.type.endsWith("/styles")) {
                try (Xml xml = open(relation.target)) {
                    return DateFormats.of(xml);
                }
            }
        }
        return DateFormats.none();
    }

    private void readTexts(String part) throws IOException {
        try (Xml xml = open(part)) {
            while (xml.next()) {
                if (xml.begins("si")) {
                    texts.add(text(xml, "si"));
                }
            }
        }
    }

    /** Returns the text of an element whose parts can have formats of their own. Hints for pronunciation are no text. */
    static String text(Xml xml, String end) {
        StringBuilder text = new StringBuilder();
        while (xml.next() && !xml.ends(end)) {
            if (xml.begins("rPh")) {
                xml.skip();
            } else if (xml.begins("t")) {
                text.append(xml.text());
            }
        }
        return ExcelText.decode(text.toString());
    }

    private Xml open(String part) throws IOException {
        ZipEntry entry = zip.getEntry(part);
        if (entry == null) {
            throw new IllegalArgumentException("the part " + part + " is missing");
        }
        return new Xml(zip.getInputStream(entry));
    }

    /** Returns the names of the sheets, in order. */
    List<String> sheets() {
        return List.copyOf(sheets.keySet());
    }

    Xml sheet(String name) throws IOException {
        String part = sheets.get(name);
        return open(part == null ? "" : part);
    }

    /**
     * Returns a shared text.
     *
     * @throws IllegalArgumentException if there is none with this number
     */
    String text(int number) {
        if (number < 0 || number >= texts.size()) {
            throw new IllegalArgumentException("there is no text " + number);
        }
        return texts.get(number);
    }

    DateFormats formats() {
        return formats;
    }

    /** Returns whether days are counted from 1904. */
    boolean is1904() {
        return is1904;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
