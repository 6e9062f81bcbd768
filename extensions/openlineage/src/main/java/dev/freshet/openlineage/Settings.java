package dev.freshet.openlineage;

import com.fasterxml.jackson.core.type.TypeReference;
import io.openlineage.client.Clients;
import io.openlineage.client.DefaultConfigPathProvider;
import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.OpenLineageClientUtils;
import io.openlineage.client.OpenLineageConfig;
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
        boolean hasFile = new DefaultConfigPathProvider().getPaths().stream().anyMatch(Files::isRegularFile);
        boolean hasVariables = environment.keySet().stream()
                .anyMatch(name -> name.equals("OPENLINEAGE_URL") || name.startsWith("OPENLINEAGE__TRANSPORT"));
        boolean isDisabled = Boolean.parseBoolean(environment.get("OPENLINEAGE_DISABLED"));
        if (isDisabled || !(hasFile || hasVariables)) {
            return Optional.empty();
        }
        String namespace = environment.getOrDefault("OPENLINEAGE_NAMESPACE", DEFAULT_NAMESPACE);
        try {
            return Optional.of(new Connection(hasFile ? Clients.newClient() : ofVariables(), namespace));
        } catch (RuntimeException e) {
            LOGGER.warn("no OpenLineage events are sent, because the configuration is wrong: {}", e.toString());
            return Optional.empty();
        }
    }

    /** The client itself would first warn that there is no file. */
    private static OpenLineageClient ofVariables() {
        return Clients.newClient(
                OpenLineageClientUtils.loadOpenLineageConfigFromEnvVars(new TypeReference<OpenLineageConfig<?>>() {}));
    }
}
