package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.freshet.testkit.LongsFormat.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A contract finds what is wrong with a dataset type. */
final class ContractsTest {
    @AfterEach
    void mend() {
        LongsFormat.fault = Fault.NONE;
    }

    /** The names of the tests that fail if the dataset type has a fault. */
    private static Set<String> failures(Fault fault) {
        LongsFormat.fault = fault;
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(LongsContract.class))
                .execute()
                .testEvents()
                .failed()
                .map(event -> event.getTestDescriptor().getSource().orElseThrow())
                .map(source -> ((MethodSource) source).getMethodName())
                .collect(Collectors.toSet());
    }

    @Test
    void goodType_keepsTheContract() {
        assertThat(failures(Fault.NONE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "FORGETS_THE_LAST, noRecordsOneAndMany_comeBackInOrder",
        "HOLDS_ALL_READ, records_areReadAndWrittenOneAtATime",
        "HOLDS_ALL_WRITTEN, records_areReadAndWrittenOneAtATime",
        "LOSES_DIGITS, value_saved_isLoadedAsItWas",
        "SAYS_EXCEPTIONS, file_thatLacksItsEnd_isNoticedOrReadable",
        "SHARES_STATE, values_inSeveralThreads_doNotMeet",
        "TAKES_ANY_OPTION, wrongOption_isRefusedBeforeTheRun",
        "TAKES_CUT_FILES, file_thatLacksItsEnd_isNoticedOrReadable",
        "WRITES_THE_TIME, value_savedLater_givesTheSameBytes"
    })
    void fault_isFound(Fault fault, String test) {
        assertThat(failures(fault)).contains(test);
    }

    @Test
    void openFiles_areFound() {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "only Linux tells which files are open");
        assertThat(failures(Fault.LEAVES_FILES_OPEN)).contains("stream_closedHalfWay_freesTheFile");
    }
}
