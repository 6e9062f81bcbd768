package dev.freshet.jdbc;

import java.nio.file.Path;

/** A file with any kind of value in any column. */
record SqliteDatabase(Path file) implements TestDatabase {
    @Override
    public String url() {
        return "jdbc:sqlite:" + file + "?jdbc.explicit_readonly=true";
    }

    @Override
    public String user() {
        return "";
    }

    @Override
    public String unknown() {
        return "jdbc:sqlite:/nowhere/at/all";
    }

    @Override
    public String refused(int port) {
        throw new UnsupportedOperationException("SQLite has no server");
    }

    @Override
    public String connections() {
        throw new UnsupportedOperationException("SQLite has no server");
    }

    @Override
    public String kill() {
        throw new UnsupportedOperationException("SQLite has no server");
    }
}
