package dev.freshet.runtime.dataset;

/** Content that is not of the dataset's form, found at a place in the file. */
final class MalformedContent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String place;

    /** @param place what follows the file's name: {@code :17}, {@code :17:3}, or nothing */
    MalformedContent(String place, String problem) {
        super(problem);
        this.place = place;
    }

    String place() {
        return place;
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
