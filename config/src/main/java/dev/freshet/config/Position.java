package dev.freshet.config;

/**
 * A position in a configuration file.
 *
 * @param file the file as the user would name it, such as {@code conf/base/catalog.yml}
 * @param line the line, from 1; 0 if the position is the whole file
 * @param column the column, from 1; 0 if the position is the whole file
 */
public record Position(String file, int line, int column) {
    /** Returns the position of a whole file, or of something outside files, such as an option. */
    public static Position of(String file) {
        return new Position(file, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
