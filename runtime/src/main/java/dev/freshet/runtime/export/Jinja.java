package dev.freshet.runtime.export;

import java.util.List;
import java.util.regex.Pattern;

/** Escapes texts that Airflow would read as templates, or as names of files with templates. */
final class Jinja {
    private static final Pattern MARK = Pattern.compile("\\{[{%#]");
    private static final List<String> FILES = List.of(".sh", ".bash", ".json", ".yaml", ".yml");

    private Jinja() {}

    static String literal(String text) {
        String escaped = MARK.matcher(text).find() ? text.replace("{", "{{ '{' }}") : text;
        return FILES.stream().anyMatch(escaped::endsWith) ? escaped + "{{ '' }}" : escaped;
    }

    static List<String> literals(List<String> texts) {
        return texts.stream().map(Jinja::literal).toList();
    }
}
