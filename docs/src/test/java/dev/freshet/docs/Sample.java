package dev.freshet.docs;

import java.util.List;

/**
 * Blocks of the pages that belong together, and a test of them.
 *
 * @param blocks their {@linkplain Block#place() places}
 */
record Sample(String name, List<String> blocks, Check check) {
    /** A test of blocks, whose texts it receives in the order of {@link #blocks()}. */
    interface Check {
        void check(Project project, List<String> texts) throws Exception;
    }

    static Sample of(String block, String name, Check check) {
        return new Sample(name, List.of(block), check);
    }

    @Override
    public String toString() {
        return String.join(", ", blocks) + ": " + name;
    }
}
