package dev.freshet.dataset.backend;

import java.util.Locale;
import java.util.OptionalLong;

/** The keys of a state's objects, below its prefix. Numbers are padded, so listings are in their order. */
final class Keys {
    static final String FORMAT = "format";
    static final String PROBE = "probe";
    static final String SEALS = "seals/";
    static final String PURGES = "purges/";
    static final String SESSIONS = "sessions/";
    static final String OBJECTS = "objects/";
    static final String UNNEEDED = "unneeded/";
    static final String REMOVED = "removed/";

    private Keys() {}

    private static String generation(long generation) {
        return String.format(Locale.ROOT, "%08d", generation);
    }

    private static String entry(long number) {
        return String.format(Locale.ROOT, "%012d", number);
    }

    static String log(long generation) {
        return "log/" + generation(generation) + "/";
    }

    static String log(long generation, long number) {
        return log(generation) + entry(number);
    }

    static String bases(long generation) {
        return "base/" + generation(generation) + "/";
    }

    static String base(Seal seal) {
        return bases(seal.generation() + 1) + seal.base();
    }

    /** The copy of a generation's seal, which stays for ever and is written before anything of it is deleted. */
    static String seal(long generation) {
        return SEALS + generation(generation);
    }

    /** Tells that objects of a generation may be missing. */
    static String purge(long generation) {
        return PURGES + generation(generation);
    }

    /** Tells that no object of a generation is left. */
    static String purged(long generation) {
        return PURGES + generation(generation) + "-done";
    }

    static String session(String session) {
        return SESSIONS + StateBackend.requireName(session);
    }

    static String object(String name) {
        return OBJECTS + StateBackend.requireName(name);
    }

    /** Tells since when no entry has named an object. */
    static String unneeded(String name) {
        return UNNEEDED + StateBackend.requireName(name);
    }

    /** The copy of an object that was removed. */
    static String removed(String name) {
        return REMOVED + StateBackend.requireName(name);
    }

    /**
     * Returns the number of a listed seal or entry of the log.
     *
     * @param start what stands before the number
     * @return empty if something else is there, such as a file that another program left, or one that a storage is
     *     just writing
     */
    static OptionalLong number(String start, String key) {
        String last = key.substring(start.length());
        if (!last.matches("\\d{8,18}")) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(last);
        String written = start.equals(SEALS) ? generation(number) : entry(number);
        return last.equals(written) ? OptionalLong.of(number) : OptionalLong.empty();
    }
}
