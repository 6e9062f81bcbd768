package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class RunSummaryTest {
    @Test
    void location_isToldFromTheWorkingDirectory_andTheUrlOfAStorageAsItIs() {
        assertThat(RunSummary.fromHere(Path.of("shop/conf"), "data/orders.csv"))
                .isEqualTo(Path.of("shop/data/orders.csv").toString());
        assertThat(RunSummary.fromHere(Path.of("shop/conf"), "s3://lake/orders.csv"))
                .isEqualTo("s3://lake/orders.csv");
    }
}
