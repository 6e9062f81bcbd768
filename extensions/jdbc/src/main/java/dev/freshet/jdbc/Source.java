package dev.freshet.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The source of a dataset's rows in the database. */
sealed interface Source permits DatabaseTable, Query {
    /** Returns the location, for messages and for comparison with earlier runs. */
    String location();

    /**
     * Returns a name for the place of the rows: equal places have equal names. Empty if the place is unknown without a
     * query to the database.
     */
    Optional<String> place(Access access);

    /** Returns the statement that selects all rows; empty if the source does not exist. */
    Optional<String> select(Connection connection) throws SQLException;

    /** Returns a message that the source is missing, with the nearest existing name. */
    String missing(Connection connection) throws SQLException;

    /** Returns whether the order of the rows is part of the content. */
    boolean isOrdered();
}
