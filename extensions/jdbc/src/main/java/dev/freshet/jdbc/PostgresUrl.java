package dev.freshet.jdbc;

import dev.freshet.config.NearestName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a state, such as {@code postgresql://host:5432/database?schema=freshet&project=flights}.
 *
 * @param server the host and the port; several hosts have commas between them
 * @param project the project's name
 * @param schema the schema of the tables; empty for that of the connection
 * @param rest the other parameters, which are for the driver
 */
record PostgresUrl(String server, String database, String project, String schema, List<String> rest) {
    private static final Pattern URL = Pattern.compile("(?i:postgresql)://([^/?]+)/([^/?]+)(?:\\?(.*))?");
    private static final Pattern SCHEMA = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String EXAMPLE = "as in postgresql://host/database?project=flights";
    private static final List<String> OWN = List.of("project", "schema");

    /** @throws IllegalArgumentException if the URL is not that of a state; the message does not contain it */
    static PostgresUrl of(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("the state must name a host and a database, " + EXAMPLE);
        }
        if (matcher.group(1).contains("@")) {
            throw secret();
        }
        Map<String, String> own = new LinkedHashMap<>();
        List<String> rest = new ArrayList<>();
        String parameters = matcher.group(3) == null ? "" : matcher.group(3);
        for (String parameter : parameters.split("&")) {
            take(parameter, own, rest);
        }
        String project = own.getOrDefault("project", "");
        if (project.isBlank()) {
            throw new IllegalArgumentException("the state must name a project, " + EXAMPLE);
        }
        String schema = own.getOrDefault("schema", "");
        if (!schema.isEmpty() && !SCHEMA.matcher(schema).matches()) {
            throw new IllegalArgumentException("\"schema\" must be a name of letters, digits and \"_\"");
        }
        return new PostgresUrl(
                matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2), project, schema, List.copyOf(rest));
    }

    private static void take(String parameter, Map<String, String> own, List<String> rest) {
        String name = parameter.replaceFirst("=.*", "");
        if (OWN.contains(name)) {
            own.put(
                    name,
                    URLDecoder.decode(
                            parameter.substring(Math.min(parameter.length(), name.length() + 1)),
                            StandardCharsets.UTF_8));
            return;
        }
        if (name.equals("user") || name.equals("password")) {
            throw secret();
        }
        String suffix = NearestName.suffix(name, OWN);
        if (!suffix.isEmpty()) {
            throw new IllegalArgumentException("unknown parameter \"" + name + "\" of the state" + suffix);
        }
        if (!parameter.isEmpty()) {
            rest.add(parameter);
        }
    }

    private static IllegalArgumentException secret() {
        return new IllegalArgumentException(
                "the state must not contain a user or a password; name credentials that have them");
    }

    /** Returns the URL for the driver. An answer that does not come is a failure, and not a run that stands still. */
    String jdbc() {
        List<String> parameters = new ArrayList<>(rest);
        if (!schema.isEmpty()) {
            parameters.add("currentSchema=" + schema);
        }
        parameters.addAll(missing("connectTimeout=10", "socketTimeout=60", "tcpKeepAlive=true"));
        return "jdbc:postgresql://" + server + "/" + database + "?" + String.join("&", parameters);
    }

    private List<String> missing(String... defaults) {
        return List.of(defaults).stream()
                .filter(preset -> rest.stream()
                        .noneMatch(given -> given.startsWith(preset.substring(0, preset.indexOf('=') + 1))))
                .toList();
    }

    /** Returns the state as the user names it. */
    String shown() {
        return "postgresql://" + server + "/" + database + "?" + (schema.isEmpty() ? "" : "schema=" + schema + "&")
                + "project=" + project;
    }

    /** @param currentSchema the schema that the tables are in */
    String place(String currentSchema) {
        String port = server.matches(".*:\\d+") ? "" : ":5432";
        return "postgresql://" + server + port + "/" + database + "?schema=" + currentSchema + "&project=" + project;
    }
}
