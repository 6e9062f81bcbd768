package dev.freshet.runtime.state;

import dev.freshet.runtime.state.Version.Content;
import dev.freshet.runtime.state.Version.Derived;
import dev.freshet.runtime.state.Version.Fixed;
import dev.freshet.runtime.state.Version.Given;
import dev.freshet.runtime.state.Version.Value;

/**
 * The stored form of versions, in state entries and in the digests that identify results:
 *
 * <pre>{@code
 * xxh3:4f0a...          stored content, by any algorithm
 * partitions:4f0a...    the same, of all partitions
 * derived:4f0a...       a value in memory
 * value:4f0a...         a value that was given
 * given:RUN             a value that was given and belongs to one run
 * given:RUN DATASET     the same, of a dataset that a node makes
 * missing               nothing
 * incremental           any content of an incremental input
 * }</pre>
 */
final class VersionCodec {
    private static final String DERIVED = "derived:";
    private static final String VALUE = "value:";
    private static final String GIVEN = "given:";
    private static final String MISSING = "missing";
    private static final String INCREMENTAL = "incremental";

    private VersionCodec() {}

    static Version read(String text) {
        if (text.startsWith(DERIVED)) {
            return new Derived(text.substring(DERIVED.length()));
        }
        if (text.startsWith(VALUE)) {
            return new Value(text.substring(VALUE.length()));
        }
        if (text.startsWith(GIVEN)) {
            return new Given(text.substring(GIVEN.length()));
        }
        return switch (text) {
            case MISSING -> Fixed.MISSING;
            case INCREMENTAL -> Fixed.INCREMENTAL;
            default -> new Content(text);
        };
    }

    static boolean isContent(String text) {
        return !text.startsWith(DERIVED)
                && !text.startsWith(VALUE)
                && !text.startsWith(GIVEN)
                && !text.equals(MISSING)
                && !text.equals(INCREMENTAL);
    }

    static String text(Version version) {
        if (version instanceof Content content) {
            return content.digest();
        }
        if (version instanceof Derived derived) {
            return DERIVED + derived.digest();
        }
        if (version instanceof Value value) {
            return VALUE + value.digest();
        }
        if (version instanceof Given given) {
            return GIVEN + given.owner();
        }
        return switch ((Fixed) version) {
            case MISSING -> MISSING;
            case INCREMENTAL -> INCREMENTAL;
        };
    }
}
