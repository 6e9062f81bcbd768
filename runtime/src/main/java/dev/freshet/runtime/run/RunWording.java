package dev.freshet.runtime.run;

import dev.freshet.config.Wording;
import dev.freshet.runtime.plan.NodeFilter;
import java.util.Optional;

/** The words by which messages name options: Java methods, or options of a command line. */
public interface RunWording extends Wording, NodeFilter.Words {
    /** The methods of {@link Run}. */
    RunWording JAVA = new JavaWording();

    /** Returns what to do if there is no configuration directory. */
    String setConfiguration();

    /** Returns how to give the value of an input; empty if nobody can. */
    Optional<String> giveInput();

    /** Returns how to force a node by name. */
    String force(String node);

    /** Returns how to give worker processes other options of the virtual machine. */
    String workerOptions(String options);
}
