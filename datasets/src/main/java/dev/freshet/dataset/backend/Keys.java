package dev.freshet.dataset.backend;

import java.util.Locale;

/** The keys of a state's objects, below its prefix. Numbers are padded, so listings are in their order. */
final class Keys {
    static final String FORMAT = "format";
    static final String PROBE = "probe";
    static final String SEALS = "seals/";
    static final String PURGES = "purges/";

    private Keys() {}

    private static String generation(long generation) {
        return String.format(Locale.ROOT, "%08d", generation);
    }

    static String log(long generation) {
        return "log/" + generation(generation) + "/";
    }

    static String log(long generation, long number) {
        return log(generation) + String.format(Locale.ROOT, "%012d", number);
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
        return "sessions/" + StateBackend.requireName(session);
    }

    static String object(String name) {
        return "objects/" + StateBackend.requireName(name);
    }

    /** Returns the number at the end of a listed key; 0 if there is none. */
    static long number(String key) {
        String last = key.substring(Math.max(key.lastIndexOf('/'), key.lastIndexOf('\\')) + 1);
        return last.matches("\\d{1,18}") ? Long.parseLong(last) : 0;
    }
}
