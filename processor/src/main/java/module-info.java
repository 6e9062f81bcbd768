/**
 * Checks annotated methods and generates the pipeline class. The module exports nothing, because javac finds the
 * processor as a service.
 */
module dev.freshet.processor {
    requires static com.google.auto.service;
    requires com.palantir.javapoet;
    requires dev.freshet;
    requires dev.freshet.config;
    requires dev.freshet.fingerprint;
    requires dev.freshet.wiring;
    requires java.compiler;
    requires static jdk.compiler;
    requires static org.jspecify;

    provides javax.annotation.processing.Processor with
            dev.freshet.processor.PipelineProcessor,
            dev.freshet.processor.fingerprint.FingerprintProcessor;
    provides com.sun.source.util.Plugin with
            dev.freshet.processor.ProcessingCheck;
}
