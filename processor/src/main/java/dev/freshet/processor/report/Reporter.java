package dev.freshet.processor.report;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.Code.Severity;
import dev.freshet.processor.model.Options;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.Problem;
import java.util.Map;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationValue;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Reports problems at their exact positions in the source, in the form {@code [freshet/Code] message}. */
public final class Reporter {
    private final Messager messager;
    private final Map<String, String> options;
    private final boolean ecj;

    public Reporter(ProcessingEnvironment environment) {
        messager = environment.getMessager();
        options = environment.getOptions();
        ecj = environment.getClass().getName().startsWith("org.eclipse.");
    }

    /** Reports the mistakes in the compiler's options, which have no place in a source. */
    public void reportOptions() {
        for (String mistake : Options.mistakes(options)) {
            messager.printMessage(Diagnostic.Kind.ERROR, "[freshet/" + Code.BadOption + "] " + mistake);
        }
    }

    /** Reports a problem; returns whether it is an error. */
    public boolean report(Problem problem) {
        Severity severity = severity(problem);
        if (severity != Severity.OFF) {
            Origin origin = problem.origin();
            messager.printMessage(kind(severity), text(problem), origin.element(), origin.annotation(), place(origin));
        }
        return severity == Severity.ERROR;
    }

    private static Diagnostic.Kind kind(Severity severity) {
        return switch (severity) {
            case ERROR -> Diagnostic.Kind.ERROR;
            case WARNING -> Diagnostic.Kind.WARNING;
            case NOTE, OFF -> Diagnostic.Kind.NOTE;
        };
    }

    /** Returns whether a problem is an error, without reporting it. */
    public boolean isError(Problem problem) {
        return severity(problem) == Severity.ERROR;
    }

    private Severity severity(Problem problem) {
        return Options.severity(problem.code(), options);
    }

    /**
     * Returns the annotation value to report on. javac finds the position of an array's element; ECJ finds only that of
     * the member's whole value.
     */
    private @Nullable AnnotationValue place(Origin origin) {
        return ecj ? origin.member() : origin.value();
    }

    private static String text(Problem problem) {
        StringBuilder text = new StringBuilder("[freshet/")
                .append(problem.code())
                .append("] ")
                .append(problem.message());
        problem.details().forEach(detail -> text.append("\n  ").append(detail));
        return text.toString();
    }
}
