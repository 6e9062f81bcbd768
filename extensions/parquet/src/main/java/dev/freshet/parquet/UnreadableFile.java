package dev.freshet.parquet;

/** Why a file cannot be read, in the user's words. */
final class UnreadableFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableFile(String problem) {
        super(problem);
    }
}
