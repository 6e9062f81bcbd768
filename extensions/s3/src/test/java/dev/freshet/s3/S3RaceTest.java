package dev.freshet.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.FaultProxy;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.Team;
import dev.freshet.runtime.run.Team.Work;
import dev.freshet.runtime.run.TeamChild;
import dev.freshet.runtime.run.TeamChild.Point;
import dev.freshet.runtime.run.TeamProcesses;
import dev.freshet.runtime.run.TeamRaceContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.S3Client;

/** Processes whose state is in a bucket. */
@Tag("once")
final class S3RaceTest extends TeamRaceContract {
    @TempDir
    private Path directory;

    private final S3Server server = S3Server.running();
    private final String bucket = server.bucket();

    @Override
    protected Team.Place place() {
        return place(server.endpoint().toString());
    }

    private Team.Place place(String endpoint) {
        return new Team.Place("s3://" + bucket + "/team", new TreeMap<>(Access.keys(endpoint)));
    }

    /** What has not reached the storage yet when the process is stopped. */
    enum Held {
        /** The output is complete, but it is not stored. */
        OUTPUT("/data/d0.txt", Point.ELSEWHERE),
        /** The output is stored, and its record is on its way to the log. */
        RECORD("/team/log/", Point.SAVED);

        private final String key;
        private final Point point;

        Held(String key, Point point) {
            this.key = key;
            this.point = point;
        }
    }

    /** A request that waits before it reaches the storage. */
    private static final class Request {
        private final CountDownLatch isThere = new CountDownLatch(1);
        private final CountDownLatch mayGoOn = new CountDownLatch(1);

        FaultProxy.Fault fault() {
            return FaultProxy.before(() -> {
                isThere.countDown();
                await(mayGoOn);
            });
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void stoppedProcess_whosePutArrivesLater_isTakenOver_andWhatItMadeIsNeverUpToDate(Held held) throws Exception {
        String output = "{type: text, path: 's3://" + bucket + "/data/%s.txt', credentials: team}";
        try (FaultProxy proxy = new FaultProxy(server.port())) {
            Team team = Team.create(directory, place(proxy.endpoint()), new Work(1, 0, 1, 0, output));
            Request request = new Request();
            try (TeamProcesses processes = new TeamProcesses(team)) {
                if (held == Held.OUTPUT) {
                    proxy.next(1, "PUT /" + bucket + held.key, request.fault());
                }
                processes.start("stopped", held.point, Map.of());
                if (held == Held.RECORD) {
                    processes.awaitSaying("stopped", "here");
                    proxy.next(1, "PUT /" + bucket + held.key, request.fault());
                    Files.createFile(team.goOn());
                }
                Request.await(request.isThere);
                processes.signal("stopped", "STOP");
                assertThat(TeamChild.run(team, team.checkout("colleague"))
                                .orThrow()
                                .succeeded())
                        .isTrue();
                assertThat(stored()).isEqualTo("raw.0");
                request.mayGoOn.countDown();
                processes.signal("stopped", "CONT");
                processes.awaitEnd("stopped");
                assertThat(processes.said("stopped"))
                        .contains("n0: another run took n0 over, because this run seemed dead")
                        .doesNotContain("done: ");
            }
            boolean isLate = stored().contains("late");
            assertThat(isLate).isEqualTo(held == Held.OUTPUT);
            RunReport last = TeamChild.run(team, team.checkout("third")).orThrow();
            assertThat(last.upToDateNodes()).isEqualTo(isLate ? 0 : 1);
            assertThat(stored()).isEqualTo("raw.0");
        }
    }

    private String stored() {
        try (S3Client client = server.client()) {
            return client.getObjectAsBytes(get -> get.bucket(bucket).key("data/d0.txt"))
                    .asUtf8String();
        }
    }
}
