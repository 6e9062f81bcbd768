package dev.freshet.jdbc;

import java.util.Map;

/** The artifacts that contain JDBC drivers, by the beginning of their URLs. */
final class Drivers {
    static final Map<String, String> ARTIFACTS = Map.ofEntries(
            Map.entry("jdbc:clickhouse", "com.clickhouse:clickhouse-jdbc"),
            Map.entry("jdbc:db2", "com.ibm.db2:jcc"),
            Map.entry("jdbc:duckdb", "org.duckdb:duckdb_jdbc"),
            Map.entry("jdbc:h2", "com.h2database:h2"),
            Map.entry("jdbc:hsqldb", "org.hsqldb:hsqldb"),
            Map.entry("jdbc:mariadb", "org.mariadb.jdbc:mariadb-java-client"),
            Map.entry("jdbc:mysql", "com.mysql:mysql-connector-j"),
            Map.entry("jdbc:oracle", "com.oracle.database.jdbc:ojdbc11"),
            Map.entry("jdbc:postgresql", "org.postgresql:postgresql"),
            Map.entry("jdbc:snowflake", "net.snowflake:snowflake-jdbc"),
            Map.entry("jdbc:sqlite", "org.xerial:sqlite-jdbc"),
            Map.entry("jdbc:sqlserver", "com.microsoft.sqlserver:mssql-jdbc"));

    private Drivers() {}

    /**
     * Returns the message about a driver that is missing.
     *
     * @param driver the beginning of the URL, such as {@code jdbc:postgresql}
     */
    static String missing(String driver) {
        String artifact = ARTIFACTS.get(driver);
        return "no driver for " + driver + " is on the class path; add "
                + (artifact == null ? "the jar of the database's JDBC driver" : artifact);
    }
}
