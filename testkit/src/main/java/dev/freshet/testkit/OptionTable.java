package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A table of options in a Markdown page, generated from their declarations. The page has the table between the lines
 * {@code <!-- options: NAME -->} and {@code <!-- end -->}; a test with {@code -Dfreshet.golden.update=true} writes it
 * there.
 */
public final class OptionTable {
    private static final String END = "<!-- end -->";

    private OptionTable() {}

    /**
     * Checks that a page has the table, or writes it.
     *
     * @param name the name in the line before the table
     * @throws IOException if the page cannot be read or written
     */
    public static void assertIn(Path page, String name, List<Option> options) throws IOException {
        assertIn(page, name, options, Boolean.getBoolean("freshet.golden.update"));
    }

    static void assertIn(Path page, String name, List<Option> options, boolean isToBeWritten) throws IOException {
        String text = Files.readString(page);
        String begin = "<!-- options: " + name + " -->\n";
        assertThat(text).as(page.toString()).contains(begin);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(END, from);
        String table = "\n" + table(options) + "\n";
        if (isToBeWritten) {
            Files.writeString(page, text.substring(0, from) + table + text.substring(to));
            return;
        }
        assertThat(text.substring(from, to))
                .as("the options of %s; write them with -Dfreshet.golden.update=true", name)
                .isEqualTo(table);
    }

    private static String table(List<Option> options) {
        List<String> lines = new ArrayList<>(List.of("| option | value | default | meaning |", "|---|---|---|---|"));
        for (Option option : options) {
            lines.add("| "
                    + String.join(
                            " | ", code(option.name()), value(option.kind()), preset(option), option.description())
                    + " |");
        }
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String value(OptionKind kind) {
        return kind.words().isEmpty()
                ? kind.legal()
                : kind.words().stream().map(OptionTable::code).collect(Collectors.joining(", "));
    }

    private static String preset(Option option) {
        List<String> presets = new ArrayList<>();
        option.preset().ifPresent(preset -> presets.add(code(Option.show(preset))));
        option.presetsByEnding().entrySet().stream().map(OptionTable::byEnding).forEach(presets::add);
        return option.isRequired() ? "required" : String.join("; ", presets);
    }

    private static String byEnding(Map.Entry<String, Object> preset) {
        return code(Option.show(preset.getValue())) + " in " + code(preset.getKey()) + " files";
    }

    private static String code(String text) {
        return "`" + text.replace("\t", "\\t") + "`";
    }
}
