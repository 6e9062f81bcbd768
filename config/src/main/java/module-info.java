/** Configuration files with positions, for the compiler and for the run. */
module dev.freshet.config {
    requires static org.jspecify;
    requires org.snakeyaml.engine;

    exports dev.freshet.config;
}
