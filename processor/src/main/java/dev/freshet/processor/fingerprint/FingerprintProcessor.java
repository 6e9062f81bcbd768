package dev.freshet.processor.fingerprint;

import com.google.auto.service.AutoService;
import dev.freshet.processor.model.Options;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * Follows every compilation, also of classes without any annotation of Freshet: helpers that nodes call. Claims no
 * annotation.
 */
@AutoService(Processor.class)
public final class FingerprintProcessor extends AbstractProcessor {
    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        installListener(environment);
    }

    /** Follows the compilation if the compiler is javac; does nothing under others. */
    public static void installListener(ProcessingEnvironment environment) {
        try {
            CompilerListener.install(environment);
        } catch (LinkageError | IllegalArgumentException noJavac) {
            // Another compiler: classes count as a whole, by their class files.
        }
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*");
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Options.ALL;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        return false;
    }
}
