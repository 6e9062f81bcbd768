package dev.freshet.report;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.OptionValues;
import java.lang.reflect.Type;

/** The dataset type {@code report}. */
public final class ReportFormat implements FileFormat {
    /** For the service loader. */
    public ReportFormat() {}

    @Override
    public String name() {
        return "report";
    }

    @Override
    public String holds() {
        return "a dev.freshet.report.Report";
    }

    @Override
    public boolean accepts(Type type) {
        return type == Report.class;
    }

    @Override
    public FileCodec open(Type type, OptionValues options) {
        return new ReportCodec();
    }
}
