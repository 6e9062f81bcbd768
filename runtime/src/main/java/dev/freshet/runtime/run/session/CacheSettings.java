package dev.freshet.runtime.run.session;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.Configuration;
import dev.freshet.config.ScalarNode;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.catalog.StoragePlaces;
import dev.freshet.dataset.catalog.StoragePlaces.Place;
import dev.freshet.dataset.catalog.StoragePlaces.Written;
import dev.freshet.runtime.cache.CachePolicy;
import dev.freshet.runtime.cache.ResultCache;
import dev.freshet.runtime.cache.TeamKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The setting {@code cache} of {@code run.yml}: where the team's shared results are, and how a run may use them. */
public final class CacheSettings {
    /** The name of the setting. */
    public static final String NAME = "cache";

    private static final String ACCEPT = "accept";
    private static final List<String> WORDS = List.of("refuse", ACCEPT);
    private static final Option PATH = Option.text(
                    "path",
                    "a directory or a place in a storage, such as s3://bucket/team",
                    "The directory or the place in a storage.")
            .required();
    private static final Option CREDENTIALS = Option.text(
            "credentials", "the name of credentials", "The name of an entry of `credentials.yml`, for the storage.");
    private static final Option KEY = Option.text(
            "key",
            "the name of credentials",
            "The name of an entry of `credentials.yml` with the team's key, which signs results.");
    private static final Option WRITE = Option.flag(
            "write", "Whether results are published; `false` by default, but `true` for a directory in the project.");
    private static final Option UNSIGNED = Option.words(
            "unsigned",
            WORDS,
            "Whether results without the signature of the team's key are used; `refuse` by default, but `accept` for a"
                    + " directory in the project.");
    private static final Option ACCEPTED =
            Option.words("accepted", ACCEPT, WORDS, "Whether results are used that somebody recorded by `accept`.");

    /** The options of the setting. */
    public static final List<Option> OPTIONS = List.of(PATH, CREDENTIALS, KEY, WRITE, UNSIGNED, ACCEPTED);

    /** The keys of credentials that hold the team's key. */
    public static final List<Option> TEAM = List.of(Option.text(
                    "key",
                    "a secret of at least " + TeamKey.SHORTEST + " characters",
                    text -> text.length() >= TeamKey.SHORTEST,
                    "The team's key, such as the output of `openssl rand -hex 32`.")
            .required());

    private final Place place;
    private final CachePolicy policy;

    private CacheSettings(Place place, CachePolicy policy) {
        this.place = place;
        this.policy = policy;
    }

    /**
     * Reads the setting; empty if there is none.
     *
     * @throws ConfigException naming every mistake
     */
    public static Optional<CacheSettings> read(Configuration configuration) {
        Optional<ConfigNode> setting = configuration
                .runSettings()
                .get(NAME)
                .filter(node -> !(node instanceof ScalarNode scalar && scalar.kind() == ScalarNode.Kind.NULL));
        return setting.map(node -> read(configuration, SettingOptions.read(NAME, node, OPTIONS)));
    }

    private static CacheSettings read(Configuration configuration, SettingOptions options) {
        StoragePlaces places = StoragePlaces.of(configuration);
        Place place = places.open(options.text(PATH).orElseThrow(), options.text(CREDENTIALS));
        Optional<TeamKey> key = options.text(KEY).map(name -> teamKey(places, name));
        CachePolicy policy = new CachePolicy(
                key,
                options.values().findFlag(WRITE.name()).orElse(place.isInProject()),
                options.values().findText(UNSIGNED.name()).map(ACCEPT::equals).orElse(place.isInProject()),
                options.values().text(ACCEPTED.name()).equals(ACCEPT));
        return new CacheSettings(place, policy);
    }

    private static TeamKey teamKey(StoragePlaces places, Written name) {
        return TeamKey.of(teamSecret(places, name));
    }

    /** Returns the team's key in an entry of the credentials. */
    static String teamSecret(StoragePlaces places, Written name) {
        return places.credentials(name, "a team", TEAM)
                .get("key")
                .orElseThrow(() -> new ConfigException(
                        name.position(),
                        "the credentials \"" + name.text() + "\" must have the key \"key\", with the team's key"));
    }

    /** Returns how a run may use the cache. */
    CachePolicy policy() {
        return policy;
    }

    /** Returns the location as written in the setting. */
    String location() {
        return place.shown();
    }

    /**
     * Opens the cache, without connecting.
     *
     * @param warned receives each warning, one line
     */
    public ResultCache open(Consumer<String> warned) {
        return ResultCache.open(place.storage(), place.prefix(), place.shown(), policy, warned);
    }
}
