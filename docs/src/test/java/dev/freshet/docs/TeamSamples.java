package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.config.Configuration;
import dev.freshet.runtime.run.session.CacheSettings;
import dev.freshet.runtime.run.session.SharedPaths;
import dev.freshet.runtime.run.session.StateSettings;
import java.util.List;
import java.util.Map;

/** The samples of {@code docs/team.md}: settings that can be read as they are. */
final class TeamSamples {
    private static final String SET_UP = "docs/team.md#set-up";

    private TeamSamples() {}

    static List<Sample> all() {
        return List.of(
                sample("", "a directory", "unused: true", "/mnt/team/flights/state"),
                sample(" (2)", "a bucket that speaks S3", "region: eu-central-1", "s3://my-bucket/flights/state"),
                sample(" (3)", "Google Cloud Storage", "anonymous: true", "gs://my-bucket/flights/state"),
                sample(" (4)", "PostgreSQL", "unused: true", "postgresql://db.example.com/freshet?project=flights"),
                sample(" (5)", "a cache of one's own", "unused: true", ""));
    }

    private static Sample sample(String number, String name, String storage, String state) {
        return Sample.of(
                SET_UP + number,
                "settings of " + name,
                (project, texts) -> read(project, texts.get(0), storage, state));
    }

    private static void read(Project project, String settings, String storage, String state) throws Exception {
        project.file("conf/base/run.yml", settings).file("conf/local/credentials.yml", """
                        storage: {%s}
                        database: {user: me, password: secret}
                        team: {key: 0123456789abcdef0123456789abcdef}
                        """.formatted(storage));
        Configuration configuration = Configuration.load(project.path("conf"), "local", Map.of());
        assertThat(StateSettings.read(configuration, "")
                        .map(shared -> shared.shown())
                        .orElse(""))
                .isEqualTo(state);
        assertThat(CacheSettings.read(configuration).isPresent()).isEqualTo(settings.contains("cache:"));
        assertThat(SharedPaths.read(configuration)).hasSize(settings.contains("shared_paths") ? 1 : 0);
    }
}
