/** Configuration files with positions, read alike by the compiler and by the run. */
module dev.freshet.config {
    requires static org.jspecify;
    requires org.snakeyaml.engine;

    exports dev.freshet.config;
}
