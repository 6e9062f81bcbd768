package dev.freshet.runtime.cli;

import java.util.List;

/** Mistakes in the command line, one line each. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> lines;

    UsageException(String line) {
        this(List.of(line));
    }

    UsageException(List<String> lines) {
        super(String.join("; ", lines));
        this.lines = lines;
    }

    List<String> lines() {
        return lines;
    }
}
