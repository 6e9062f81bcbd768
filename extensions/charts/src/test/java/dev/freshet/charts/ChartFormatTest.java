package dev.freshet.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.config.Configuration;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.wiring.GenericTypes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.PieChart;
import org.knowm.xchart.PieChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;

class ChartFormatTest {
    @TempDir
    Path directory;

    private static XYChart chart() {
        XYChart chart = new XYChartBuilder().width(300).height(200).title("t").build();
        chart.addSeries("s", new double[] {1, 2, 3}, new double[] {3, 1, 2});
        return chart;
    }

    private Dataset<Object> dataset(String options, Type type) {
        try {
            Path base = Files.createDirectories(directory.resolve("conf/base"));
            Files.writeString(base.resolve("catalog.yml"), "d: {type: chart, path: c.png" + options + "}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Catalog.of(Configuration.load(directory.resolve("conf"), "local", Map.of()))
                .open("d", type);
    }

    private BufferedImage saved(String options, Object chart) throws IOException {
        dataset(options, chart.getClass()).save(chart);
        return ImageIO.read(directory.resolve("c.png").toFile());
    }

    @Test
    void chart_isDrawnInItsOwnSize() throws IOException {
        BufferedImage image = saved("", chart());
        assertThat(image.getWidth()).isEqualTo(300);
        assertThat(image.getHeight()).isEqualTo(200);
        int[] pixels = image.getRGB(0, 0, 300, 200, null, 0, 300);
        assertThat(java.util.Arrays.stream(pixels).distinct().count()).isGreaterThan(10);
    }

    @Test
    void options_giveSizeAndResolution() throws IOException {
        BufferedImage image = saved(", width: 400, height: 100, dpi: 144", chart());
        assertThat(image.getWidth()).isEqualTo(800);
        assertThat(image.getHeight()).isEqualTo(200);
        byte[] content = Files.readAllBytes(directory.resolve("c.png"));
        int physical = new String(content, StandardCharsets.ISO_8859_1).indexOf("pHYs");
        assertThat(ByteBuffer.wrap(content).getInt(physical + 4)).isEqualTo(5669);
    }

    @Test
    void chart_savedAgain_givesTheSameBytes() throws IOException {
        saved("", chart());
        byte[] first = Files.readAllBytes(directory.resolve("c.png"));
        saved("", chart());
        assertThat(Files.readAllBytes(directory.resolve("c.png"))).isEqualTo(first);
    }

    @Test
    void loading_isRefusedInOneLine() throws IOException {
        saved("", chart());
        assertThatThrownBy(dataset("", XYChart.class)::load)
                .isInstanceOf(DatasetException.class)
                .hasMessage(
                        "dataset \"d\" (c.png): a chart can be saved but not loaded, because the file holds only its"
                                + " picture; load it as an image");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    width: 0      | "width" must be a number of points from 1 to 20000, not "0"
                    height: tall  | "height" must be a number of points from 1 to 20000, not "tall"
                    dpi: 5000     | "dpi" must be a number of dots from 1 to 1200, not "5000"
                    widht: 100    | unknown option "widht" of a chart dataset; did you mean "width"?
                    """)
    void wrongOption_isRefusedBeforeTheRun(String option, String message) {
        assertThatThrownBy(() -> dataset(", " + option, XYChart.class))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void types_areChartsOfAnyKind() {
        Type any = GenericTypes.parameterized(
                Chart.class, GenericTypes.subtypeOf(Object.class), GenericTypes.subtypeOf(Object.class));
        assertThat(dataset("", any).location()).isEqualTo("c.png");
        assertThat(dataset("", PieChart.class).isLossless()).isFalse();
        assertThatThrownBy(() -> dataset("", String.class))
                .hasMessageContaining("a chart dataset holds a chart of XChart, such as XYChart");
    }

    @Test
    void chart_thatCannotBeDrawn_leavesTheOldFile() throws IOException {
        saved("", chart());
        byte[] before = Files.readAllBytes(directory.resolve("c.png"));
        PieChart huge = new PieChartBuilder().width(19_000).height(19_000).build();
        assertThatThrownBy(() -> saved(", dpi: 1200", huge))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("pixels; from 1 to 400000000 can be drawn");
        XYChart negative = new XYChartBuilder().build();
        negative.addSeries("s", new double[] {1, 2}, new double[] {-1, -2});
        negative.getStyler().setYAxisLogarithmic(true);
        assertThatThrownBy(() -> saved("", negative))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("dataset \"d\" (c.png): the chart cannot be drawn: ");
        assertThat(Files.readAllBytes(directory.resolve("c.png"))).isEqualTo(before);
    }
}
