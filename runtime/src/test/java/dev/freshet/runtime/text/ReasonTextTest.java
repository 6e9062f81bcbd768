package dev.freshet.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.Rerun;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.cli.text.PlanText;
import dev.freshet.runtime.hook.NodeReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The count behind the first reason promises news. */
final class ReasonTextTest {
    private static final Reason NEVER = new Reason.NeverRan();
    private static final Reason OUTPUT = new Reason.OutputMissing("a", "a.txt");
    private static final Reason OTHER_OUTPUT = new Reason.OutputMissing("b", "b.txt");
    private static final Reason INPUT = new Reason.InputMissing("raw", "raw.csv");
    private static final Reason OTHER_INPUT = new Reason.InputMissing("fx", "fx.csv");

    @Test
    void nodeThatHasNotRun_hasNoOutputs_whichIsNoNews() {
        assertThat(ReasonText.first(List.of(NEVER, OUTPUT))).isEqualTo("it has not run before");
        assertThat(ReasonText.first(List.of(NEVER, OUTPUT, OTHER_OUTPUT))).isEqualTo("it has not run before");
    }

    @Test
    void nodeWhoseInputIsMissing_hasNotRun_whichIsNoNews() {
        assertThat(ReasonText.first(List.of(INPUT, NEVER))).isEqualTo(INPUT.text());
        assertThat(ReasonText.first(List.of(INPUT, OTHER_INPUT, NEVER, OUTPUT)))
                .isEqualTo(INPUT.text() + " (and 1 more)");
    }

    @Test
    void otherReasons_areCounted() {
        assertThat(ReasonText.first(List.of(OUTPUT, OTHER_OUTPUT))).isEqualTo(OUTPUT.text() + " (and 1 more)");
        assertThat(ReasonText.first(List.of(NEVER))).isEqualTo("it has not run before");
    }

    @Test
    void plansAndReports_sayTheSame() {
        List<Reason> reasons = List.of(NEVER, OUTPUT);
        assertThat(PlanText.detail(new Decision.KeptBack(Rerun.NEVER, reasons))).isEqualTo("it has not run before");
        assertThat(PlanText.detail(new Decision.Stale(reasons))).isEqualTo("it has not run before");
        assertThat(NodeReport.Skipped.keptBack("n", reasons).detail()).isEqualTo("it has not run before");
    }
}
