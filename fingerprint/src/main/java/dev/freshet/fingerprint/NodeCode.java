package dev.freshet.fingerprint;

import java.util.List;

/**
 * Where a node's code starts, as generated classes declare it.
 *
 * @param method the id of the unit of the node's method, such as
 *     {@code M:demo/Flow.clean(Ljava/util/List;)Ljava/util/List;}
 * @param types the types of the node's inputs and outputs, in order, as generic signatures of the JVM such as
 *     {@code Ljava/util/List<Ldemo/Order;>;}. Values are converted to these types, and are created and read by
 *     reflection
 * @param alsoDependsOn the binary names, with slashes, of types that the node reaches in ways that the compiler cannot
 *     see
 * @param resources the names of class-path resources whose content counts as the node's code
 * @param version the user's version for what the compiler cannot see; empty by default
 */
public record NodeCode(
        String method, List<String> types, List<String> alsoDependsOn, List<String> resources, String version) {}
