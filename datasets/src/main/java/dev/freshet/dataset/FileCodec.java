package dev.freshet.dataset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Reads and writes values of one Java type in one format. Safe for use by several threads. */
public sealed interface FileCodec permits ValueCodec, RecordCodec {
    /** Whether what is read always equals what was written; then values are handed on while they are being saved. */
    default boolean isLossless() {
        return false;
    }

    /** The encoding of formats that are text. */
    default Charset encoding() {
        return StandardCharsets.UTF_8;
    }
}
