package dev.freshet.jdbc;

/** H2, in memory. */
final class H2Test extends DatabaseContract {
    @Override
    TestDatabase create() {
        return new H2Database();
    }
}
