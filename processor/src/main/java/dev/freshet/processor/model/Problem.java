package dev.freshet.processor.model;

import java.util.List;

/**
 * A mistake of the user.
 *
 * @param message what is wrong, as one line that stands alone
 * @param details lines with evidence and suggestions, then the fix
 */
public record Problem(Code code, Origin origin, String message, List<String> details) {
    public Problem(Code code, Origin origin, String message, String... details) {
        this(code, origin, message, List.of(details));
    }
}
