package dev.freshet.oracle;

/** The ways to build and place an edited program that the judge compares. */
public enum Way {
    /** Everything compiled anew. */
    CLEAN,
    /** The changed files only compiled, over the classes from before; also against a clean build. */
    FILES,
    /** The modules only compiled that have changed files; also against a clean build. */
    MODULES,
    /** Class files without object files. */
    BYTES,
    /** Stored and deflated jars, with other times and other names. */
    JARS
}
