package dev.freshet.runtime.run;

import dev.freshet.config.Wording;
import dev.freshet.runtime.plan.NodeFilter;

/** The words by which messages name what the user can do: those of Java, or those of a command line. */
public interface RunWording extends Wording, NodeFilter.Words {
    /** The words of {@link Run}. */
    RunWording JAVA = new JavaWording();

    /** What to do if there is no configuration directory. */
    String setConfiguration();

    /** How the worker processes get other options of the virtual machine. */
    String workerOptions(String options);
}
