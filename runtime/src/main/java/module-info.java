/** Plans and runs compiled pipelines. */
module dev.freshet.runtime {
    requires transitive dev.freshet;
    requires transitive dev.freshet.config;
    requires transitive dev.freshet.datasets;
    requires transitive dev.freshet.fingerprint;
    requires transitive dev.freshet.wiring;
    requires info.picocli;
    requires java.management;
    requires jdk.jfr;
    requires static com.google.errorprone.annotations;
    requires static org.jspecify;
    requires org.slf4j;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports dev.freshet.runtime.change;
    exports dev.freshet.runtime.cli;
    exports dev.freshet.runtime.comparison;
    exports dev.freshet.runtime.graph;
    exports dev.freshet.runtime.hook;
    exports dev.freshet.runtime.impact;
    exports dev.freshet.runtime.live;
    exports dev.freshet.runtime.plan;
    exports dev.freshet.runtime.run;
    exports dev.freshet.runtime.state;
    exports dev.freshet.runtime.timing;
    exports dev.freshet.runtime.worker;

    opens dev.freshet.runtime.cache to
            tools.jackson.databind;
    opens dev.freshet.runtime.change.detection to
            tools.jackson.databind;
    opens dev.freshet.runtime.run.partition to
            tools.jackson.databind;
    opens dev.freshet.runtime.worker to
            tools.jackson.databind;
    opens dev.freshet.runtime.state.local to
            tools.jackson.databind;

    uses dev.freshet.runtime.graph.GalleryPage;
    uses dev.freshet.runtime.graph.GraphPage;
    uses dev.freshet.runtime.hook.RunListener;
    uses dev.freshet.runtime.live.LiveServer;
    uses dev.freshet.runtime.run.RunnerProvider;
}
