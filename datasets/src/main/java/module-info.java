/** The catalog, parameters, storages and built-in dataset types, and the contracts for custom ones. */
@SuppressWarnings("module") // the modules that packages are exported to are compiled later
module dev.freshet.datasets {
    requires transitive dev.freshet.config;
    requires dev.freshet.fingerprint;
    requires dev.freshet.wiring;
    requires com.dynatrace.hash4j;
    requires de.siegmar.fastcsv;
    requires static org.jspecify;
    requires org.slf4j;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports dev.freshet.dataset;
    exports dev.freshet.dataset.backend;
    exports dev.freshet.dataset.value;
    exports dev.freshet.dataset.catalog;
    exports dev.freshet.dataset.file to
            dev.freshet.runtime;
    exports dev.freshet.dataset.json to
            dev.freshet.xml;
    exports dev.freshet.dataset.parameter;

    opens dev.freshet.dataset.catalog to
            tools.jackson.databind;
    opens dev.freshet.dataset.file to
            tools.jackson.databind;
    opens dev.freshet.dataset.parameter to
            tools.jackson.databind;

    uses dev.freshet.dataset.CompressionFormat;
    uses dev.freshet.dataset.DatasetProvider;
    uses dev.freshet.dataset.FileFormat;
    uses dev.freshet.dataset.InjectedProvider;
    uses dev.freshet.dataset.StorageProvider;
    uses dev.freshet.dataset.ValueValidator;
    uses dev.freshet.dataset.backend.StateBackendProvider;
}
