package dev.freshet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.config.Configuration;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.catalog.Catalog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportFormatTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/everything.html");

    @TempDir
    Path directory;

    private Dataset<Object> dataset(String entry, Type type) {
        try {
            Path base = Files.createDirectories(directory.resolve("conf/base"));
            Files.writeString(base.resolve("catalog.yml"), "d: {" + entry + "}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Catalog.of(Configuration.load(directory.resolve("conf"), "local", Map.of()))
                .open("d", type);
    }

    private static String html() {
        return SampleReports.everything(new Random(7)).html();
    }

    @Test
    void report_saved_isItsHtml() throws IOException {
        dataset("type: report, path: r.html", Report.class).save(SampleReports.everything(new Random(7)));
        assertThat(directory.resolve("r.html")).hasContent(html());
    }

    @Test
    void report_inPackedFile_isTheSameContent() throws IOException {
        dataset("type: report, path: r.html.gz", Report.class).save(SampleReports.everything(new Random(7)));
        byte[] packed = Files.readAllBytes(directory.resolve("r.html.gz"));
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
                .isEqualTo(html().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void report_loaded_isRefusedInOneLine() {
        Dataset<Object> dataset = dataset("type: report, path: r.html", Report.class);
        dataset.save(Report.of("t"));
        assertThat(dataset.isLossless()).isFalse();
        assertThatThrownBy(dataset::load)
                .isInstanceOf(DatasetException.class)
                .hasMessage("dataset \"d\" (r.html): a report can be saved but not loaded; load its HTML by another"
                        + " catalog entry of type text");
    }

    @Test
    void savedReport_byAnotherEntryOfTypeText_isItsHtml() {
        dataset("type: report, path: r.html", Report.class).save(Report.of("t"));
        assertThat(dataset("type: text, path: r.html", String.class).load())
                .isEqualTo(Report.of("t").html());
    }

    @Test
    void otherTypeOrOption_isRefusedBeforeTheRun() {
        assertThatThrownBy(() -> dataset("type: report, path: r.html", String.class))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("a report dataset holds a dev.freshet.report.Report");
        assertThatThrownBy(() -> dataset("type: report, path: r.html, title: x", Report.class))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("unknown option \"title\" of a report dataset");
    }

    /** Each JDK runs this test, so it also shows that they write the same bytes. */
    @Test
    void report_onAnyJdk_isTheGoldenFile() throws IOException {
        String html = html();
        int style = html.indexOf("<style>");
        String shown = html.substring(0, style) + html.substring(html.indexOf("</style>") + 9);
        if (Boolean.getBoolean("freshet.golden.update")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, shown);
        }
        assertThat(shown)
                .as("the golden file; write it with -Dfreshet.golden.update=true")
                .isEqualTo(Files.readString(GOLDEN));
    }

    @ParameterizedTest
    @CsvSource({"ar-EG, Asia/Kathmandu", "tr-TR, America/Los_Angeles", "hi-IN-u-nu-deva, Pacific/Kiritimati"})
    void report_inAnyLocaleAndZone_isTheSame(String locale, String zone) {
        String expected = html();
        Locale before = Locale.getDefault();
        TimeZone zoneBefore = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(locale));
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            assertThat(html()).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
            TimeZone.setDefault(zoneBefore);
        }
    }

    @Test
    void report_ofEqualParts_isEqual() {
        assertThat(SampleReports.everything(new Random(7))).isEqualTo(SampleReports.everything(new Random(7)));
        assertThat(SampleReports.everything(new Random(8))).isNotEqualTo(SampleReports.everything(new Random(7)));
    }
}
