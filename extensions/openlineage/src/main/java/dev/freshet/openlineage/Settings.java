package dev.freshet.openlineage;

import com.fasterxml.jackson.core.type.TypeReference;
import io.openlineage.client.Clients;
import io.openlineage.client.DefaultConfigPathProvider;
import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.OpenLineageClientUtils;
import io.openlineage.client.OpenLineageConfig;
import io.openlineage.client.transports.ApiKeyTokenProvider;
import io.openlineage.client.transports.HttpConfig;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** OpenLineage's own configuration: {@code openlineage.yml} or environment variables. */
final class Settings {
    private static final Logger LOGGER = LoggerFactory.getLogger(Settings.class);
    private static final String DEFAULT_NAMESPACE = "default";

    private Settings() {}

    /**
     * What to send events with.
     *
     * @param namespace the namespace of jobs
     */
    record Connection(OpenLineageClient client, String namespace) {}

    /** Returns the configured connection; empty if nothing is configured, or if the configuration is wrong. */
    static Optional<Connection> connection() {
        Map<String, String> environment = System.getenv();
        if (Boolean.parseBoolean(environment.get("OPENLINEAGE_DISABLED"))) {
            return Optional.empty();
        }
        String namespace = environment.getOrDefault("OPENLINEAGE_NAMESPACE", DEFAULT_NAMESPACE);
        try {
            return client(environment).map(client -> new Connection(client, namespace));
        } catch (RuntimeException e) {
            LOGGER.warn("no OpenLineage events are sent, because the configuration is wrong: {}", e.toString());
            return Optional.empty();
        }
    }

    /** Without a file and variables, the client itself would write each event to the log. */
    private static Optional<OpenLineageClient> client(Map<String, String> environment) {
        if (new DefaultConfigPathProvider().getPaths().stream().anyMatch(Files::isRegularFile)) {
            return Optional.of(Clients.newClient());
        }
        if (environment.keySet().stream().anyMatch(name -> name.startsWith("OPENLINEAGE__TRANSPORT"))) {
            return Optional.of(Clients.newClient(OpenLineageClientUtils.loadOpenLineageConfigFromEnvVars(
                    new TypeReference<OpenLineageConfig<?>>() {})));
        }
        return Optional.ofNullable(environment.get("OPENLINEAGE_URL"))
                .map(url -> server(url, Optional.ofNullable(environment.get("OPENLINEAGE_API_KEY"))));
    }

    /** OpenLineage's clients for other languages know these variables; the one for Java does not. */
    private static OpenLineageClient server(String url, Optional<String> key) {
        HttpConfig transport = new HttpConfig();
        transport.setUrl(URI.create(url));
        key.ifPresent(secret -> {
            ApiKeyTokenProvider token = new ApiKeyTokenProvider();
            token.setApiKey(secret);
            transport.setAuth(token);
        });
        OpenLineageConfig<?> config = new OpenLineageConfig<>();
        config.setTransportConfig(transport);
        return Clients.newClient(config);
    }
}
