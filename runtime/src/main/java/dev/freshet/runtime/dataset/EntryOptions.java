package dev.freshet.runtime.dataset;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.MappingNode;
import dev.freshet.config.NearestName;
import dev.freshet.config.ScalarNode;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of a catalog entry, read strictly: each mistake is a {@link ConfigException} at its place. */
final class EntryOptions {
    private static final String TYPE = "type";
    private static final String CREDENTIALS = "credentials";

    private final MappingNode entry;

    EntryOptions(MappingNode entry) {
        this.entry = entry;
    }

    /** The dataset type, after a check that the entry has no option which that type does not know. */
    DatasetType type() {
        ScalarNode name = scalar(TYPE, "the name of a dataset type");
        DatasetType type = DatasetType.require(name.text(), name.position());
        List<String> legal = new ArrayList<>(type.options());
        legal.add(TYPE);
        legal.add(CREDENTIALS);
        for (String key : entry.keys()) {
            if (!legal.contains(key)) {
                String hint = NearestName.of(key, legal)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse("there are " + String.join(", ", legal));
                throw new ConfigException(
                        entry.keyPosition(key),
                        "unknown option \"" + key + "\" of a " + type.word() + " dataset; " + hint);
            }
        }
        return type;
    }

    String text(String option) {
        return scalar(option, "a text").text();
    }

    boolean flag(String option, boolean otherwise) {
        if (entry.get(option).isEmpty()) {
            return otherwise;
        }
        ScalarNode value = scalar(option, "true or false");
        if (value.kind() != ScalarNode.Kind.BOOLEAN) {
            throw wrong(value, option, "true or false");
        }
        return value.text().equalsIgnoreCase("true");
    }

    char character(String option, char otherwise) {
        if (entry.get(option).isEmpty()) {
            return otherwise;
        }
        ScalarNode value = scalar(option, "one character");
        if (value.text().length() != 1) {
            throw wrong(value, option, "one character");
        }
        return value.text().charAt(0);
    }

    Charset encoding() {
        if (entry.get("encoding").isEmpty()) {
            return StandardCharsets.UTF_8;
        }
        ScalarNode value = scalar("encoding", "the name of an encoding");
        try {
            return Charset.forName(value.text());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw wrong(value, "encoding", "the name of an encoding, such as UTF-8 or ISO-8859-1");
        }
    }

    Map<String, String> texts(String option) {
        ConfigNode node = entry.get(option).orElse(null);
        if (node == null) {
            return Map.of();
        }
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(node, option, "keys with texts");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        mapping.entries().forEach((key, value) -> {
            if (!(value.value() instanceof ScalarNode scalar)) {
                throw wrong(value.value(), option + "." + key, "a text");
            }
            texts.put(key, scalar.text());
        });
        return texts;
    }

    /** Checks that the named credentials exist. */
    void checkCredentials(MappingNode credentials) {
        if (entry.get(CREDENTIALS).isEmpty()) {
            return;
        }
        ScalarNode name = scalar(CREDENTIALS, "the name of credentials");
        if (credentials.get(name.text()).isEmpty()) {
            String hint = NearestName.of(name.text(), credentials.keys())
                    .map(near -> "; did you mean \"" + near + "\"?")
                    .orElse("; add them to credentials.yml");
            throw new ConfigException(name.position(), "no credentials named \"" + name.text() + "\"" + hint);
        }
    }

    private ScalarNode scalar(String option, String what) {
        ConfigNode node = entry.get(option)
                .orElseThrow(() ->
                        new ConfigException(entry.position(), "the option \"" + option + "\" is missing: " + what));
        if (node instanceof ScalarNode scalar && scalar.kind() != ScalarNode.Kind.NULL) {
            return scalar;
        }
        throw wrong(node, option, what);
    }

    private static ConfigException wrong(ConfigNode node, String option, String what) {
        String found = node instanceof ScalarNode scalar ? ", not \"" + scalar + "\"" : "";
        return new ConfigException(node.position(), "\"" + option + "\" must be " + what + found);
    }
}
