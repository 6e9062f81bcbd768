package dev.freshet.dataset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Reads and writes values of one Java type in one file format. Implementations must be thread-safe. */
public sealed interface FileCodec permits ValueCodec, RecordCodec {
    /**
     * Returns whether a value that is read always equals the value that was written. If so, consumers receive the value
     * in memory while it is saved in the background.
     */
    default boolean isLossless() {
        return false;
    }

    /** Returns the character encoding if the format is text; otherwise empty. */
    default Charset encoding() {
        return StandardCharsets.UTF_8;
    }
}
