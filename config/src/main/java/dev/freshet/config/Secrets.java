package dev.freshet.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Marks values that must never be printed. */
final class Secrets {
    /** Keys of credentials that tell where something is or who somebody is: messages need them. */
    private static final Set<String> SHOWN = Set.of(
            "account",
            "anonymous",
            "database",
            "driver",
            "endpoint",
            "host",
            "key_file",
            "path_style",
            "port",
            "profile",
            "project",
            "region",
            "role",
            "schema",
            "url",
            "user",
            "username");

    /** What is secret in a URL: the word after the user's name, and parameters of some names. */
    private static final Pattern IN_URL =
            Pattern.compile("://[^/@:]*:([^/@]+)@|[?&;](?i:password|token|secret|key|sig(?:nature)?)=([^&;]+)");

    private Secrets() {}

    /** Returns the value with everything in it marked as secret, and known as such from now on. */
    static ConfigNode known(ConfigNode node) {
        if (node instanceof MappingNode mapping) {
            return known(mapping);
        }
        ConfigNode hidden = hide(node);
        values(hidden);
        return hidden;
    }

    /** The same for credentials. */
    static MappingNode known(MappingNode mapping) {
        MappingNode hidden = hide(mapping);
        values(hidden);
        return hidden;
    }

    private static void values(ConfigNode node) {
        if (node instanceof MappingNode mapping) {
            mapping.entries().forEach((key, entry) -> {
                if (!(entry.value() instanceof ScalarNode scalar) || !SHOWN.contains(key)) {
                    values(entry.value());
                } else if (key.equals("url")) {
                    partsOf(scalar.text());
                }
            });
        } else if (node instanceof SequenceNode sequence) {
            sequence.items().forEach(Secrets::values);
        } else if (node instanceof ScalarNode scalar) {
            KnownSecrets.add(scalar.text());
        }
    }

    private static void partsOf(String url) {
        Matcher secrets = IN_URL.matcher(url);
        while (secrets.find()) {
            KnownSecrets.add(secrets.group(1) != null ? secrets.group(1) : secrets.group(2));
        }
    }

    /** Returns whether something in a value is secret, or comes from an environment variable. */
    static boolean isIn(ConfigNode node) {
        if (node instanceof MappingNode mapping) {
            return mapping.entries().values().stream().anyMatch(entry -> isIn(entry.value()));
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.items().stream().anyMatch(Secrets::isIn);
        }
        return node instanceof ScalarNode scalar
                && (scalar.secret() || scalar.text().contains("${env:"));
    }

    /** Returns the value with everything in it marked as secret. */
    static ConfigNode hide(ConfigNode node) {
        if (node instanceof MappingNode mapping) {
            return hide(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            return new SequenceNode(sequence.items().stream().map(Secrets::hide).toList(), sequence.position());
        }
        return ((ScalarNode) node).asSecret();
    }

    static MappingNode hide(MappingNode mapping) {
        Map<String, MappingNode.Entry> entries = new LinkedHashMap<>();
        mapping.entries()
                .forEach((key, entry) -> entries.put(key, new MappingNode.Entry(entry.key(), hide(entry.value()))));
        return new MappingNode(entries, mapping.position());
    }
}
