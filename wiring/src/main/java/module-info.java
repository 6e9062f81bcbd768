/** What the compiler and the run must agree on. */
module dev.freshet.wiring {
    requires transitive dev.freshet;
    requires transitive dev.freshet.fingerprint;
    requires static org.jspecify;

    exports dev.freshet.wiring;
}
