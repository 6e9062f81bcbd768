package dev.freshet.runtime.state.shared;

import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.local.StateCodec;
import java.util.List;
import java.util.stream.Collectors;

/** Converts state entries to the text of an entry of the shared log, a line each, and back. */
final class LogText {
    private LogText() {}

    static String write(List<? extends StateRecord> records) {
        return records.stream().map(StateCodec::write).collect(Collectors.joining("\n"));
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException if a line is not an entry
     */
    static List<StateRecord> read(String text) {
        return text.lines().map(StateCodec::read).toList();
    }
}
