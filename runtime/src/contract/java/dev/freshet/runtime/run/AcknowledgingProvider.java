package dev.freshet.runtime.run;

import dev.freshet.config.Configuration;
import dev.freshet.config.Position;
import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.dataset.backend.StateBackendProvider;
import dev.freshet.dataset.catalog.StateBackends;
import dev.freshet.dataset.catalog.StoragePlaces.Written;
import dev.freshet.runtime.state.shared.ForwardingBackend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of a team, in a process that notes each entry that the state acknowledges, in a file that no part of Freshet
 * knows.
 */
public final class AcknowledgingProvider implements StateBackendProvider {
    static final String URL = "acknowledging://team";

    private static @Nullable Team team;
    private static @Nullable Path checkout;

    /** Says whose state this process uses. */
    static synchronized void note(Team ofProcess, Path in) {
        team = ofProcess;
        checkout = in;
    }

    @Override
    public String scheme() {
        return "acknowledging";
    }

    @Override
    public List<Option> credentials() {
        return List.of();
    }

    @Override
    public StateBackend open(String url, Credentials credentials) throws IOException {
        synchronized (AcknowledgingProvider.class) {
            Team known = team;
            Path in = checkout;
            if (known == null || in == null) {
                throw new IOException("no team");
            }
            return new Acknowledging(open(known, in), known);
        }
    }

    /** Opens the state of a team as a run of a checkout does. */
    static StateBackend open(Team team, Path checkout) throws IOException {
        return StateBackends.of(Configuration.load(checkout.resolve("conf"), "local", Map.of()))
                .open(
                        written(team.place().state()),
                        team.place().credentials().isEmpty() ? Optional.empty() : Optional.of(written("team")));
    }

    private static Written written(String text) {
        return new Written(text, Position.of("run.yml"));
    }

    /** Each line is whole, or it ends without a point, since its process was killed. */
    private static String line(long number, String text) {
        return "\n" + number + " " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + " .";
    }

    private static final class Acknowledging extends ForwardingBackend {
        private final Team team;

        Acknowledging(StateBackend backend, Team team) {
            super(backend);
            this.team = team;
        }

        @Override
        public boolean append(long number, String text) throws IOException {
            boolean isAppended = super.append(number, text);
            if (isAppended) {
                Team.append(team.acknowledged(), line(number, text));
            }
            return isAppended;
        }
    }
}
