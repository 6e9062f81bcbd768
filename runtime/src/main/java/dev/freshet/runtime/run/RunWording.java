package dev.freshet.runtime.run;

import dev.freshet.config.Wording;
import dev.freshet.runtime.plan.NodeFilter;

/** How messages of a run name what whoever starts it can do: in the words of Java, or of a command line. */
public interface RunWording extends Wording, NodeFilter.Words {
    /** The words of {@link Run}. */
    RunWording JAVA = new JavaWording();

    /** How the worker processes get other options of the virtual machine. */
    String workerOptions(String options);
}
