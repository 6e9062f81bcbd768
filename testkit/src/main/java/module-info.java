/** Contract tests for custom dataset types. */
module dev.freshet.testkit {
    requires transitive dev.freshet.datasets;
    requires dev.freshet.wiring;
    requires java.compiler;
    requires java.management;
    requires org.assertj.core;
    requires static org.jspecify;
    requires transitive org.junit.jupiter.api;
    requires tools.jackson.databind;

    exports dev.freshet.testkit;

    opens dev.freshet.testkit to
            org.junit.platform.commons;
}
