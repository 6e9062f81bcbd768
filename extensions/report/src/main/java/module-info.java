/** Reports as values of nodes, and the dataset type that saves them. */
module dev.freshet.report {
    exports dev.freshet.report;

    requires dev.freshet.datasets;
    requires static org.jspecify;

    provides dev.freshet.dataset.FileFormat with
            dev.freshet.report.ReportFormat;
}
