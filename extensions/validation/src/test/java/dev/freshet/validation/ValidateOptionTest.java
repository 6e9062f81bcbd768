package dev.freshet.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.RecordDataset;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

final class ValidateOptionTest {
    private static final String WRONG = "\"delay\": must be greater than or equal to -60 (it is -100)";

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.freshet.dataset");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    Path directory;

    private Project project;

    @BeforeEach
    void listen() {
        project = new Project(directory);
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
        logger.setAdditive(true);
    }

    private List<String> warnings() {
        assertThat(log.list).allMatch(event -> event.getLevel() == Level.WARN);
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private Dataset<List<Flight>> csv(String validate, int bad) {
        return project.with("d.csv", Project.csv(bad))
                .dataset("type: csv, path: d.csv, validate: " + validate, Project.FLIGHTS);
    }

    @Test
    void off_checksNothing() {
        Dataset<List<Flight>> dataset = csv("false", 3);
        assertThat(dataset.load()).hasSize(4);
        dataset.save(List.of(Flight.of(-61)));
        assertThat(warnings()).isEmpty();
    }

    @Test
    void on_isAsWithoutTheOption() {
        assertThat(Project.lines(csv("true", 1)::load)).containsExactly("dataset \"d\" (d.csv:3): " + WRONG);
    }

    @Test
    void warn_logsOnce_andGoesOn() {
        assertThat(csv("warn", 2).load()).hasSize(3);
        assertThat(warnings())
                .containsExactly("dataset \"d\" (d.csv): 2 constraints are violated:\n  d.csv:3: " + WRONG
                        + "\n  d.csv:4: " + WRONG);
    }

    @Test
    void warn_ofAStream_logsWhatWasRead() {
        RecordDataset dataset = (RecordDataset) (Dataset<?>) csv("warn", 50);
        try (Stream<Object> records = dataset.stream()) {
            assertThat(records.count()).isEqualTo(51);
        }
        assertThat(warnings()).singleElement().asString().endsWith("\n  and 30 more");
        log.list.clear();
        try (Stream<Object> records = dataset.stream()) {
            assertThat(records.limit(2)).hasSize(2);
        }
        assertThat(warnings()).containsExactly("dataset \"d\" (d.csv:3): " + WRONG);
    }

    @Test
    void warn_ofASave_saves() {
        Dataset<List<Flight>> dataset = csv("warn", 0);
        dataset.save(List.of(Flight.of(-100)));
        assertThat(warnings()).containsExactly("dataset \"d\" (d.csv, record 1): " + WRONG);
        assertThat(project.text("d.csv")).contains("-100");
    }

    @ParameterizedTest
    @CsvSource({"csv", "json", "jsonl"})
    void everyFileType_knowsTheOption(String word) {
        Type type = Project.FLIGHTS;
        Dataset<List<Flight>> checked = project.dataset("type: " + word + ", path: d", type);
        assertThat(Project.lines(() -> checked.save(List.of(Flight.of(-100)))))
                .singleElement()
                .asString()
                .endsWith("delay\": must be greater than or equal to -60 (it is -100)");
        Dataset<List<Flight>> unchecked = project.dataset("type: " + word + ", path: d, validate: false", type);
        unchecked.save(List.of(Flight.of(-100)));
        assertThat(unchecked.load()).containsExactly(Flight.of(-100));
        assertThat(Project.lines(checked::load)).hasSize(1);
    }
}
