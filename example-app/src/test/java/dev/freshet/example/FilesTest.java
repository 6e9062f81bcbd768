package dev.freshet.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example as the command line runs it, in a directory of its own. */
class FilesTest {
    @TempDir
    static Path directory;

    @BeforeAll
    static void runFromNothing() throws IOException {
        System.setProperty("java.awt.headless", "true");
        for (String file :
                List.of("conf/base/catalog.yml", "conf/base/parameters.yml", "data/flights.csv", "data/airports.csv")) {
            Files.createDirectories(directory.resolve(file).getParent());
            Files.copy(Path.of(file), directory.resolve(file));
        }
        assertThat(run().saved()).hasSize(8);
    }

    private static RunReport run() {
        return Run.of(FlightDelaysPipeline.create())
                .conf(directory.resolve("conf"))
                .start()
                .orThrow();
    }

    @Test
    void run_fromNothing_writesEveryFileOfTheCatalog() throws IOException {
        Path output = directory.resolve("data/output");
        assertThat(Files.readAllBytes(output.resolve("legs.parquet"))).startsWith('P', 'A', 'R', '1');
        BufferedImage chart = ImageIO.read(output.resolve("delay_by_hour.png").toFile());
        assertThat(List.of(chart.getWidth(), chart.getHeight())).containsExactly(1800, 1000);
        assertThat(versions().get(0).resolve("report.html"))
                .content()
                .contains(
                        ">model, at departure</td><td dir=\"auto\" class=\"n\">17.06</td><td dir=\"auto\" class=\"n\">29.95</td>")
                .contains(">Dallas-Fort Worth, TX to Atlanta, GA</td><td dir=\"auto\" class=\"n\">29</td>");
    }

    @Test
    void run_again_hasNothingToRunAndAnEditKeepsBothReports() throws IOException {
        RunReport second = run();
        assertThat(second.saved()).isEmpty();
        assertThat(second.upToDateNodes()).isEqualTo(13);
        Path parameters = directory.resolve("conf/base/parameters.yml");
        Files.writeString(parameters, Files.readString(parameters).replace("top: 15", "top: 3"));
        assertThat(run().saved()).containsOnlyKeys("worst_routes", "report");
        assertThat(versions()).hasSize(2);
    }

    private static List<Path> versions() throws IOException {
        try (Stream<Path> versions = Files.list(directory.resolve("data/output/report.html"))) {
            return versions.sorted().toList();
        }
    }
}
