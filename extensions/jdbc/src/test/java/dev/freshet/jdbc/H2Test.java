package dev.freshet.jdbc;

/** H2, in memory. */
final class H2Test extends ServerContract {
    @Override
    TestDatabase create() {
        return new H2Database();
    }
}
