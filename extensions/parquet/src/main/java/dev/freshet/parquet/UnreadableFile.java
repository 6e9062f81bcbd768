package dev.freshet.parquet;

/** Thrown when a file cannot be read. The message is in plain words. */
final class UnreadableFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableFile(String problem) {
        super(problem);
    }
}
