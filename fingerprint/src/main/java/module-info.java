/** Code fingerprints: object files that the compiler writes and the linker that follows them. */
module dev.freshet.fingerprint {
    requires static org.jspecify;

    exports dev.freshet.fingerprint;
}
