package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Excerpt;
import dev.freshet.config.MappingNode;
import dev.freshet.config.NamePatterns;
import dev.freshet.config.NearestName;
import dev.freshet.config.Position;
import dev.freshet.config.ScalarNode;
import dev.freshet.config.SequenceNode;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionKind;
import dev.freshet.dataset.OptionValues;
import dev.freshet.dataset.file.Compression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The options of an entry, read once by their declarations. A wrong value is a mistake, and the default stands in for
 * it. Immutable.
 */
final class EntryOptions {
    private final MappingNode entry;
    private final Position position;
    private final boolean isPattern;
    private final List<Option> declared;
    private final Map<String, Object> given = new HashMap<>();
    private final List<ConfigProblem> problems = new ArrayList<>();
    /** Options that were given under another name, so that they are not reported as missing, too. */
    private final Set<String> misnamed = new HashSet<>();

    private boolean hasPlaceholders;
    private OptionValues values = OptionValues.defaults(List.of());

    private EntryOptions(CatalogEntry entry, List<Option> declared) {
        this.entry = entry.options();
        position = entry.position();
        isPattern = NamePatterns.isPattern(entry.name());
        this.declared = List.copyOf(declared);
    }

    /**
     * Returns the dataset type that an entry names.
     *
     * @throws ConfigException if the entry names none, or one that does not exist
     */
    static DatasetType type(CatalogEntry entry) {
        EntryOptions options = new EntryOptions(entry, List.of(CommonOptions.TYPE));
        ScalarNode name = options.scalar(CommonOptions.TYPE).orElseThrow(() -> new ConfigException(options.problems));
        return DatasetTypes.require(name);
    }

    static EntryOptions of(CatalogEntry entry, DatasetType type) {
        EntryOptions options = new EntryOptions(entry, type.options());
        options.findUnknown(type);
        options.declared.forEach(options::read);
        options.values = OptionValues.of(options.declared, options.given, options.ending());
        return options;
    }

    private void findUnknown(DatasetType type) {
        List<String> legal = declared.stream().map(Option::name).toList();
        for (String key : entry.keys()) {
            if (!legal.contains(key)) {
                Optional<String> meant = ForeignWords.option(key, legal).or(() -> NearestName.of(key, legal));
                meant.ifPresent(misnamed::add);
                problems.add(new ConfigProblem(
                        entry.keyPosition(key),
                        "unknown option \"" + key + "\" of a " + type.word() + " dataset; "
                                + meant.map(near -> "did you mean \"" + near + "\"?")
                                        .or(() -> ForeignWords.advice(key))
                                        .orElseGet(() -> NearestName.hint(key, legal))));
            }
        }
    }

    private void read(Option option) {
        if (!option.isRequired() && entry.get(option.name()).isEmpty()) {
            return;
        }
        if (option.kind() instanceof OptionKind.Texts) {
            node(option).ifPresent(node -> texts(option, node));
            return;
        }
        if (option.kind() instanceof OptionKind.TextList) {
            node(option).ifPresent(node -> {
                if (node instanceof SequenceNode list && !list.items().isEmpty()) {
                    given.put(option.name(), words(option.name(), list));
                } else {
                    wrong(node, option.name(), option.kind());
                }
            });
            return;
        }
        if (option.kind() instanceof OptionKind.TextLists) {
            node(option).ifPresent(node -> textLists(option, node));
            return;
        }
        scalar(option).ifPresent(value -> {
            if (isPattern && NamePatterns.isPattern(value.text())) {
                // The value is unknown until the pattern stands for a dataset.
                hasPlaceholders = true;
                if (option.kind() instanceof OptionKind.Text) {
                    given.put(option.name(), value.text());
                }
                return;
            }
            Optional<Object> parsed = option.kind().parse(value.text());
            if (parsed.isEmpty() || (option.isRequired() && value.text().isBlank())) {
                wrong(value, option.name(), option.kind());
            } else {
                given.put(option.name(), parsed.get());
            }
        });
    }

    private void texts(Option option, ConfigNode node) {
        if (!(node instanceof MappingNode mapping)) {
            wrong(node, option.name(), option.kind());
            return;
        }
        Map<String, String> texts = new TreeMap<>();
        mapping.entries().forEach((key, value) -> {
            if (value.value() instanceof ScalarNode scalar && scalar.kind() != ScalarNode.Kind.NULL) {
                texts.put(key, scalar.text());
            } else {
                problem(
                        value.value(),
                        "\"" + option.name() + "." + key + "\" must be a text, not " + shown(value.value()));
            }
        });
        given.put(option.name(), texts);
    }

    private void textLists(Option option, ConfigNode node) {
        if (!(node instanceof MappingNode mapping)) {
            wrong(node, option.name(), option.kind());
            return;
        }
        Map<String, List<String>> lists = new TreeMap<>();
        mapping.entries().forEach((key, value) -> {
            String name = option.name() + "." + key;
            if (value.value() instanceof SequenceNode list && !list.items().isEmpty()) {
                lists.put(key, words(name, list));
            } else if (value.value() instanceof ScalarNode scalar && scalar.kind() != ScalarNode.Kind.NULL) {
                lists.put(key, List.of(scalar.text()));
            } else {
                problem(
                        value.value(),
                        "\"" + name + "\" must be a text or a list of texts, not " + shown(value.value()));
            }
        });
        given.put(option.name(), lists);
    }

    /** Returns the texts of a list. A word that YAML reads as null, such as {@code NULL}, is a text. */
    private List<String> words(String name, SequenceNode list) {
        List<String> words = new ArrayList<>();
        for (ConfigNode item : list.items()) {
            if (item instanceof ScalarNode scalar
                    && (scalar.kind() != ScalarNode.Kind.NULL || !scalar.text().isEmpty())) {
                words.add(scalar.text());
            } else {
                problem(item, "\"" + name + "\" must be a list of texts, but has " + shown(item));
            }
        }
        return List.copyOf(words);
    }

    /** Returns the value of an option; if the entry does not give it, notes a mistake and returns empty. */
    private Optional<ConfigNode> node(Option option) {
        Optional<ConfigNode> node = entry.get(option.name());
        if (node.isEmpty() && !misnamed.contains(option.name())) {
            problems.add(new ConfigProblem(
                    position,
                    "the option \"" + option.name() + "\" is missing: "
                            + option.kind().legal()));
        }
        return node;
    }

    /** Returns the value of an option that has a single value; if there is none, notes a mistake and returns empty. */
    private Optional<ScalarNode> scalar(Option option) {
        Optional<ConfigNode> node = node(option);
        if (node.isPresent() && node.get() instanceof ScalarNode scalar && scalar.kind() != ScalarNode.Kind.NULL) {
            return Optional.of(scalar);
        }
        node.ifPresent(group -> wrong(group, option.name(), option.kind()));
        return Optional.empty();
    }

    private void wrong(ConfigNode node, String option, OptionKind kind) {
        // The nearest word could reveal something about a secret.
        String hint = node instanceof ScalarNode scalar && !scalar.secret()
                ? NearestName.suffix(scalar.text(), kind.words())
                : "";
        problem(node, "\"" + option + "\" must be " + kind.legal() + ", not " + shown(node) + hint);
    }

    private void problem(ConfigNode node, String message) {
        problems.add(new ConfigProblem(node.position(), message));
    }

    private static String shown(ConfigNode node) {
        if (node instanceof SequenceNode list && list.items().isEmpty()) {
            return "an empty list";
        }
        if (!(node instanceof ScalarNode scalar)) {
            return "a group of values";
        }
        return scalar.kind() == ScalarNode.Kind.NULL || scalar.text().isEmpty()
                ? "empty"
                : Excerpt.quoted(scalar.toString());
    }

    /** Returns a collector with the mistakes of the options. */
    Mistakes mistakes() {
        return new Mistakes(this, problems);
    }

    /** Returns whether the entry is a pattern, whose values are known only when it stands for a dataset. */
    boolean hasPlaceholders() {
        return hasPlaceholders;
    }

    /** The declaration of an option; empty if the type has no such option. */
    Optional<Option> declaration(String option) {
        return declared.stream().filter(each -> each.name().equals(option)).findFirst();
    }

    /** The value that the entry gives; empty if it gives none, or a wrong one. */
    Optional<Object> given(String option) {
        return Optional.ofNullable(given.get(option));
    }

    /** Returns the checked values. */
    OptionValues values() {
        return values;
    }

    /** Returns the position of the entry's name. */
    Position position() {
        return position;
    }

    /** Returns the position of an option's value; that of the entry's name, if the entry does not give the option. */
    Position position(String option) {
        return entry.get(option).map(ConfigNode::position).orElse(position);
    }

    /** Returns the position of a key inside an option that has keys. */
    Position keyPosition(String option, String key) {
        return entry.get(option).orElse(entry) instanceof MappingNode mapping ? mapping.keyPosition(key) : position;
    }

    /** Returns the path, if the entry has one. */
    Optional<String> path() {
        return Optional.ofNullable(given.get(CommonOptions.PATH.name())).map(String::valueOf);
    }

    /** Returns the name of the credentials; empty if the entry names none. */
    Optional<String> credentials() {
        return Optional.ofNullable(given.get(CommonOptions.CREDENTIALS.name())).map(String::valueOf);
    }

    /** Returns the suffix of the file's name in lower case, without that of the compression, such as {@code .csv}. */
    String ending() {
        String unpacked = path().map(path -> Compression.unpacked(path.toLowerCase(Locale.ROOT)))
                .orElse("");
        int dot = unpacked.lastIndexOf('.');
        return dot <= unpacked.lastIndexOf('/') ? "" : unpacked.substring(dot);
    }
}
