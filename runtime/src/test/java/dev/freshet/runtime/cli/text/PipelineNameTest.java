package dev.freshet.runtime.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import org.junit.jupiter.api.Test;

final class PipelineNameTest {
    private final TestPipeline own = new TestPipeline("tell = P.tell() -> told").id("demo.Special_OnePipeline");
    private final PipelineName names = new PipelineName(own);

    @Test
    void name_ofTheOwnPipeline_isItsOwn() {
        assertThat(names.of("demo.Special_OnePipeline")).isEqualTo(own.name());
    }

    @Test
    void name_ofAnotherPipeline_isThatOfItsClassWithoutTheSuffix() {
        assertThat(names.of("demo.SalesPipeline", "prod")).isEqualTo("Sales (prod)");
        assertThat(names.of("Pipeline")).isEqualTo("Pipeline");
        assertThat(names.of("demo.Other")).isEqualTo("Other");
    }

    @Test
    void name_byKey_hasTheEnvironmentOfTheKey() {
        assertThat(names.ofKey("demo.SalesPipeline")).isEqualTo("Sales");
        assertThat(names.ofKey("demo.SalesPipeline@prod")).isEqualTo("Sales (prod)");
    }
}
