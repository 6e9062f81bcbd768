/** Datasets that are tables or queries of relational databases. */
module dev.freshet.jdbc {
    requires dev.freshet.datasets;
    requires dev.freshet.fingerprint;
    requires java.sql;
    requires static org.jspecify;

    provides dev.freshet.dataset.DatasetProvider with
            dev.freshet.jdbc.QueryProvider,
            dev.freshet.jdbc.TableProvider;
    provides dev.freshet.dataset.backend.StateBackendProvider with
            dev.freshet.jdbc.PostgresStateProvider;
}
