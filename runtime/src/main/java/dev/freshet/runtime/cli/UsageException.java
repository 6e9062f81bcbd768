package dev.freshet.runtime.cli;

import dev.freshet.config.VisibleText;
import java.util.List;

/** Mistakes in the command line, one line each. Line breaks of words are shown as escapes. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> lines;

    UsageException(String line) {
        this(List.of(line));
    }

    UsageException(List<String> lines) {
        super(VisibleText.line(String.join("; ", lines)));
        this.lines = lines.stream().map(VisibleText::line).toList();
    }

    List<String> lines() {
        return lines;
    }
}
