package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.report.Chart;
import dev.freshet.report.Image;
import dev.freshet.report.Report;
import dev.freshet.report.Section;
import dev.freshet.report.Series;
import dev.freshet.report.Table;
import dev.freshet.runtime.graph.Gallery;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of reports on paper, compared with each report printed alone. */
@InChromium
final class ReportsPrintTest {
    private static final Pattern PAGE = Pattern.compile("/Type\\s*/Page\\b");
    private static final Pattern IMAGE = Pattern.compile("/Subtype\\s*/Image\\b");

    @TempDir
    private Path directory;

    record Row(int number, String text) {}

    private static byte[] image(int width) throws IOException {
        BufferedImage image = new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillOval(50, 50, width, 500);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static String report(int rows) throws IOException {
        List<Row> all =
                IntStream.range(0, rows).mapToObj(i -> new Row(i, "row " + i)).toList();
        Chart chart = Chart.bars("Rows", Series.of("n", List.of(1, 2, 3), x -> "w" + x, x -> x));
        return Report.of("Rows", Section.of("All", Table.of(all)), chart, Image.of(image(4 * rows), "an oval"))
                .html();
    }

    private Path gallery(String... reports) throws IOException {
        List<Gallery.Version> versions = IntStream.range(0, reports.length)
                .mapToObj(i -> new Gallery.Version("version " + i, reports[i]))
                .toList();
        Gallery gallery = new Gallery(
                "Shop", "local", List.of(new Gallery.Reports("sales", "data/sales.html", versions, List.of())));
        return Files.writeString(directory.resolve("reports.html"), new ReportsPage().html(gallery));
    }

    private static String printed(Tab tab) {
        String pdf = tab.call("Page.printToPDF", Map.of("printBackground", true))
                .get("data")
                .asString();
        return new String(Base64.getDecoder().decode(pdf), StandardCharsets.ISO_8859_1);
    }

    private String alone(Tab tab, String report) throws IOException {
        tab.open(Files.writeString(directory.resolve("report.html"), report));
        return printed(tab);
    }

    private static long count(Pattern pattern, String pdf) {
        return pattern.matcher(pdf).results().count();
    }

    @Test
    void versions_arePrintedWithAllTheirPages_oneAfterTheOther(Browser browser) throws IOException {
        String longer = report(150);
        String shorter = report(70);
        try (Tab tab = browser.tab(1280, 800)) {
            String first = alone(tab, longer);
            String second = alone(tab, shorter);
            assertThat(count(PAGE, second)).isGreaterThan(1);
            long pages = count(PAGE, first) + count(PAGE, second);
            tab.dark(true);
            tab.open(gallery(longer, shorter));
            String both = printed(tab);
            String target = System.getProperty("freshet.pdf", "");
            if (!target.isEmpty()) {
                Files.writeString(Path.of(target), both, StandardCharsets.ISO_8859_1);
            }
            assertThat(count(PAGE, both)).as("headings need room, too").isBetween(pages, pages + 2);
            assertThat(count(IMAGE, both)).isEqualTo(count(IMAGE, first) + count(IMAGE, second));
            assertThat(tab.evaluate("document.getElementById('paper').childElementCount")
                            .asInt())
                    .as("the copies are away")
                    .isZero();
        }
    }
}
