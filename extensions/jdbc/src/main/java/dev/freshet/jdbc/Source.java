package dev.freshet.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** What a dataset is in the database. */
sealed interface Source permits Table, Query {
    /** What it is, for messages and as the place that is compared with earlier runs. */
    String location();

    /** Names the rows so that it is equal for equal ones; empty if nobody can tell without asking the database. */
    Optional<String> place(Access access);

    /** The statement that gives all rows; empty if there is no such thing. */
    Optional<String> select(Connection connection) throws SQLException;

    /** That it is not there, with the nearest thing that is. */
    String missing(Connection connection) throws SQLException;

    /** Whether the order of the rows is part of the content. */
    boolean isOrdered();
}
