package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.run.Team.Work;
import dev.freshet.runtime.run.TeamChild.Point;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes whose state is in a directory. */
final class TeamRaceTest extends TeamRaceContract {
    @Override
    protected Team.Place place() {
        return new Team.Place(root.resolve("state").toString(), new TreeMap<>());
    }

    @Override
    protected boolean isClockAlwaysTested() {
        return true;
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTED", "IN_NODE", "SAVED"})
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void stoppedProcess_isTakenOver_andLeavesWhatTheOtherStored(Point point) throws Exception {
        Team team = Team.create(root, place(), new Work(1, 0, 1, 0, TEXT));
        try (TeamProcesses processes = new TeamProcesses(team)) {
            processes.start("stopped", point, Map.of());
            processes.awaitSaying("stopped", "here");
            processes.signal("stopped", "STOP");
            assertThat(TeamChild.run(team, team.checkout("colleague")).orThrow().succeeded())
                    .isTrue();
            Files.createFile(team.goOn());
            processes.signal("stopped", "CONT");
            processes.awaitEnd("stopped");
            assertThat(processes.said("stopped"))
                    .contains("n0: another run took n0 over, because this run seemed dead")
                    .doesNotContain("done: ");
        }
        // It looks whether it still holds its claim before it replaces what the other has stored.
        assertWhatACleanRunLeaves(team, "raw");
        RunReport last = TeamChild.run(team, team.checkout("third")).orThrow();
        assertThat(last.upToDateNodes()).isEqualTo(1);
    }
}
