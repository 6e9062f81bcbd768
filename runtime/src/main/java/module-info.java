/** Plans and runs compiled pipelines. */
module dev.freshet.runtime {
    requires transitive dev.freshet;
    requires transitive dev.freshet.config;
    requires transitive dev.freshet.fingerprint;
    requires com.dynatrace.hash4j;
    requires de.siegmar.fastcsv;
    requires info.picocli;
    requires java.management;
    requires jdk.jfr;
    requires static org.jspecify;
    requires org.slf4j;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports dev.freshet.runtime.dataset;
    exports dev.freshet.runtime.change;
    exports dev.freshet.runtime.cli;
    exports dev.freshet.runtime.hook;
    exports dev.freshet.runtime.plan;
    exports dev.freshet.runtime.run;
    exports dev.freshet.runtime.schedule;
    exports dev.freshet.runtime.state;

    opens dev.freshet.runtime.dataset to
            tools.jackson.databind;
    opens dev.freshet.runtime.run to
            tools.jackson.databind;

    uses dev.freshet.runtime.dataset.CompressionFormat;
    uses dev.freshet.runtime.dataset.DatasetProvider;
    uses dev.freshet.runtime.dataset.FileFormat;
    uses dev.freshet.runtime.dataset.StorageProvider;
    uses dev.freshet.runtime.dataset.ValueValidator;
    uses dev.freshet.runtime.hook.RunListener;
}
