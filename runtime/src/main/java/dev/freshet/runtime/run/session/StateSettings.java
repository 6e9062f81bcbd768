package dev.freshet.runtime.run.session;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.Configuration;
import dev.freshet.config.Position;
import dev.freshet.config.ScalarNode;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.dataset.catalog.StateBackends;
import dev.freshet.dataset.catalog.StoragePlaces;
import dev.freshet.dataset.catalog.StoragePlaces.Written;
import dev.freshet.runtime.cache.TeamKey;
import dev.freshet.runtime.change.detection.Secrets;
import dev.freshet.runtime.run.setup.SharedState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The setting {@code state} of {@code run.yml}: where the shared state is. */
public final class StateSettings {
    /** The name of the setting. */
    public static final String NAME = "state";

    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(1);

    private static final Option PATH = Option.text(
                    "path",
                    "a directory or a URL, such as s3://bucket/project",
                    "The directory, the place in a storage, or the database.")
            .required();
    private static final Option CREDENTIALS = Option.text(
            "credentials", "the name of credentials", "The name of an entry of `credentials.yml`, for the state.");
    private static final Option KEY = Option.text(
            "key",
            "the name of credentials",
            "The name of an entry of `credentials.yml` with the team's key. With it, results of nodes that read secrets"
                    + " are shared, as keyed digests.");
    private static final Option DEAD_AFTER = Option.whole(
            "dead_after",
            TIME_TO_LIVE.toSeconds(),
            "seconds",
            1,
            86_400,
            "After how many seconds without a heartbeat others take over what a run was working on.");

    /** The options of the setting. */
    public static final List<Option> OPTIONS = List.of(PATH, CREDENTIALS, KEY, DEAD_AFTER);

    private final Configuration configuration;
    private final Written path;
    private final Optional<Written> credentials;
    private final Optional<Secrets> secrets;
    private final Duration timeToLive;

    private StateSettings(
            Configuration configuration,
            Written path,
            Optional<Written> credentials,
            Optional<Secrets> secrets,
            Duration timeToLive) {
        this.configuration = configuration;
        this.path = path;
        this.credentials = credentials;
        this.secrets = secrets;
        this.timeToLive = timeToLive;
    }

    /**
     * Reads the setting; empty if the project shares no state.
     *
     * @param given the place that overrides the setting; empty for none
     * @throws ConfigException naming every mistake
     */
    public static Optional<SharedState> read(Configuration configuration, String given) {
        Optional<ConfigNode> setting = configuration
                .runSettings()
                .get(NAME)
                .filter(node -> !(node instanceof ScalarNode scalar && scalar.kind() == ScalarNode.Kind.NULL));
        if (setting.isEmpty()) {
            return given.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new StateSettings(
                                    configuration,
                                    new Written(given, Position.of(NAME)),
                                    Optional.empty(),
                                    Optional.empty(),
                                    TIME_TO_LIVE)
                            .shared());
        }
        SettingOptions options = SettingOptions.read(NAME, setting.get(), OPTIONS);
        Written path = given.isEmpty() ? options.text(PATH).orElseThrow() : new Written(given, Position.of(NAME));
        return Optional.of(new StateSettings(
                        configuration,
                        path,
                        options.text(CREDENTIALS),
                        options.text(KEY).map(name -> secrets(configuration, name)),
                        Duration.ofSeconds(options.values().number(DEAD_AFTER.name())))
                .shared());
    }

    private static Secrets secrets(Configuration configuration, Written name) {
        String secret = CacheSettings.teamSecret(StoragePlaces.of(configuration), name);
        String derived = TeamKey.of(secret).digest("freshet parameters 1", new byte[0]);
        return Secrets.ofTeam(derived.getBytes(StandardCharsets.UTF_8));
    }

    private SharedState shared() {
        return new SharedState(path.text(), secrets, timeToLive, this::open);
    }

    private StateBackend open() throws IOException {
        return StateBackends.of(configuration).open(path, credentials);
    }
}
