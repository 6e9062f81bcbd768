/** What the compiler and the run must agree on. */
module dev.freshet.wiring {
    requires static org.jspecify;

    exports dev.freshet.wiring;
}
