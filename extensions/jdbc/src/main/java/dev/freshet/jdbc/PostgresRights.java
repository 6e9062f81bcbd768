package dev.freshet.jdbc;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a user may do with the tables of a state.
 *
 * @param isStandby whether the database accepts no writes at all
 * @param mayWriteNothing whether the user has no right to write in any of the tables
 * @param grants statements that give the rights that the user does not have and needs; empty if there are none
 */
record PostgresRights(boolean isStandby, boolean mayWriteNothing, List<String> grants) {
    private static final String STANDBY =
            "select pg_is_in_recovery() or current_setting('transaction_read_only') = 'on'";

    /** Each right with whether the user has it, and the grant that gives it. */
    private static final String RIGHTS = "select w.privilege, has_table_privilege(c.oid, w.privilege),"
            + " format(' on %I.%I to %I', n.nspname, c.relname, current_user)"
            + " from unnest(?::text[], ?::text[]) with ordinality as w(name, privilege, place)"
            + " join pg_class c on c.oid = to_regclass(w.name) join pg_namespace n on n.oid = c.relnamespace"
            + " order by w.place";

    /** @param isNew whether the user also creates the row of a project */
    static PostgresRights of(Connection connection, boolean isNew) throws SQLException {
        try (PreparedStatement standby = connection.prepareStatement(STANDBY);
                ResultSet row = standby.executeQuery()) {
            row.next();
            return of(connection, isNew, row.getBoolean(1));
        }
    }

    private static PostgresRights of(Connection connection, boolean isNew, boolean isStandby) throws SQLException {
        List<String> tables = new ArrayList<>();
        List<String> privileges = new ArrayList<>();
        if (isNew) {
            tables.add(PostgresTable.STATE);
            privileges.add("insert");
        }
        for (PostgresTable table : PostgresTable.ALL) {
            for (String privilege : table.privileges()) {
                tables.add(table.name());
                privileges.add(privilege);
            }
        }
        Array names = connection.createArrayOf("text", tables.toArray());
        Array wanted = connection.createArrayOf("text", privileges.toArray());
        try (PreparedStatement statement = connection.prepareStatement(RIGHTS)) {
            statement.setArray(1, names);
            statement.setArray(2, wanted);
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows, isStandby);
            }
        } finally {
            names.free();
            wanted.free();
        }
    }

    private static PostgresRights read(ResultSet rows, boolean isStandby) throws SQLException {
        boolean mayWriteNothing = true;
        List<String> grants = new ArrayList<>();
        String last = "";
        while (rows.next()) {
            String privilege = rows.getString(1);
            String place = rows.getString(3);
            if (rows.getBoolean(2)) {
                mayWriteNothing &= privilege.equals("select");
            } else if (place.equals(last)) {
                String grant = grants.remove(grants.size() - 1);
                grants.add(grant.substring(0, grant.length() - place.length()) + ", " + privilege + place);
            } else {
                grants.add("grant " + privilege + place);
                last = place;
            }
        }
        return new PostgresRights(isStandby, mayWriteNothing, List.copyOf(grants));
    }

    /** Returns whether the user is meant to read only: the database or all tables refuse to be written. */
    boolean isReader() {
        return isStandby || (mayWriteNothing && !grants.isEmpty());
    }

    /** Returns what an owner of the tables can do, as the end of a message. */
    String advice() {
        return "; let the owner of the tables run: " + String.join("; ", grants);
    }
}
