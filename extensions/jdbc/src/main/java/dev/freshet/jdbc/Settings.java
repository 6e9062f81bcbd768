package dev.freshet.jdbc;

import dev.freshet.config.NearestName;
import dev.freshet.dataset.DatasetRequest;
import java.util.List;

/**
 * How rows are read and saved.
 *
 * @param fetchSize the number of rows that are fetched, or sent, at once
 * @param isAppending whether existing rows stay
 * @param isCreating whether a missing table is created
 */
record Settings(int fetchSize, boolean isAppending, boolean isCreating) {
    static final String FETCH_SIZE = "fetch_size";
    static final String MODE = "mode";
    static final String CREATE = "create";

    private static final int ROWS = 1000;

    /** @throws IllegalArgumentException if an option is wrong */
    static Settings of(DatasetRequest request) {
        return new Settings(
                request.option(FETCH_SIZE).map(Settings::rows).orElse(ROWS),
                request.option(MODE)
                        .map(text -> oneOf(MODE, text, List.of("replace", "append")))
                        .filter("append"::equals)
                        .isPresent(),
                request.option(CREATE)
                        .map(text -> oneOf(CREATE, text, List.of("true", "false")))
                        .filter("true"::equals)
                        .isPresent());
    }

    private static int rows(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("\"" + FETCH_SIZE + "\" must be a number of rows, not \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }

    private static String oneOf(String option, String text, List<String> legal) {
        if (!legal.contains(text)) {
            String hint = NearestName.of(text, legal)
                    .map(near -> "; did you mean \"" + near + "\"?")
                    .orElse("");
            throw new IllegalArgumentException(
                    "\"" + option + "\" must be " + String.join(" or ", legal) + ", not \"" + text + "\"" + hint);
        }
        return text;
    }
}
