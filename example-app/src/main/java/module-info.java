// An application is open, so that its records can be read from files and written to them.
open module dev.freshet.example {
    requires dev.freshet.report;
    requires dev.freshet.runtime;
    requires hipparchus.core;
    requires hipparchus.stat;
    requires java.desktop;
    requires static org.jspecify;
    requires xchart;
}
