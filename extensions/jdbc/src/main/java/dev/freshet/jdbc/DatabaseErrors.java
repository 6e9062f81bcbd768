package dev.freshet.jdbc;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/** Translates the failures of databases. The texts can contain secrets. */
record DatabaseErrors(Access access) {
    private static final Set<String> H2_CLOSED = Set.of("90067", "90098", "90121");

    /** Returns the driver's reason, which the exception of a failed batch wraps. */
    private static SQLException real(SQLException failure) {
        SQLException next = failure.getNextException();
        return failure instanceof BatchUpdateException && next != null ? next : failure;
    }

    /** Returns why something failed. */
    String describe(SQLException thrown) {
        SQLException failure = real(thrown);
        String message = message(failure);
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (message.toLowerCase(Locale.ROOT).startsWith("no suitable driver")) {
            return Drivers.missing(access.driver());
        }
        if (state.startsWith("28")) {
            return "the database does not accept the user or the password; check the credentials"
                    + (access.name().isEmpty() ? "" : " \"" + access.name() + "\"");
        }
        if (isRefused(failure, state)) {
            return "no connection to " + access.shownUrl() + ": " + withCause(message, failure);
        }
        if (isBroken(failure)) {
            return "the connection to the database broke: " + message;
        }
        return message;
    }

    /** Returns a message with the reason of the network, which some drivers keep to the cause. */
    private static String withCause(String message, SQLException failure) {
        String reason = failure.getCause() instanceof UnknownHostException
                ? "there is no such host"
                : failure.getCause() instanceof IOException cause && cause.getMessage() != null
                        ? cause.getMessage().toLowerCase(Locale.ROOT)
                        : "";
        return reason.isEmpty() || message.toLowerCase(Locale.ROOT).contains(reason)
                ? message
                : message.replaceFirst("\\.$", "") + ": " + reason;
    }

    /** Returns whether a server was reached, but did not answer in time to open a connection. */
    static boolean isOfASlowAnswer(SQLException failure) {
        return failure.getCause() instanceof SocketTimeoutException cause
                && String.valueOf(cause.getMessage()).startsWith("Read timed out");
    }

    /** Returns whether the connection is broken. */
    static boolean isBroken(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return state.startsWith("08") || state.startsWith("57P") || H2_CLOSED.contains(state);
    }

    /** Returns whether a statement names a table that does not exist. */
    static boolean isOfAMissingTable(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return state.equals("42P01")
                || state.startsWith("42S0")
                || String.valueOf(failure.getMessage()).contains("no such table");
    }

    /** Returns whether the connection was never opened. */
    private static boolean isRefused(SQLException failure, String state) {
        return state.equals("08001") || state.equals("08004") || (state.equals("90067") && failure.getCause() != null);
    }

    /** Returns a driver's message without the statement and the codes that some drivers append. */
    private static String message(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        int statement = message.indexOf("; SQL statement:");
        return (statement < 0 ? message : message.substring(0, statement))
                .replaceFirst("\\s*\\[[0-9]+-[0-9]+]$", "")
                .replaceFirst("^(ERROR|FATAL): ", "");
    }

    static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
