package dev.freshet.gcs;

import dev.freshet.runtime.run.Team;
import dev.freshet.runtime.run.TeamRaceContract;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;

/** Processes whose state is in a bucket of the stub. */
@Tag("once")
final class GcsRaceTest extends TeamRaceContract {
    @Override
    protected Team.Place place() {
        GcsStub stub = GcsStub.running();
        return new Team.Place(
                "gs://" + stub.bucket().name() + "/team",
                new TreeMap<>(Map.of("endpoint", stub.endpoint(), "anonymous", "true")));
    }
}
