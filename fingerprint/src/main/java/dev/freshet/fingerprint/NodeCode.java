package dev.freshet.fingerprint;

import java.util.List;

/**
 * Where a node's code starts, as generated classes say it.
 *
 * @param method id of the unit of its method, {@code M:demo/Flow.clean(Ljava/util/List;)Ljava/util/List;}
 * @param types what the node takes and makes, in order, as generic signatures of the JVM such as
 *     {@code Ljava/util/List<Ldemo/Order;>;}: values are converted to them, and made and read by reflection
 * @param alsoDependsOn binary names with slashes of types that the node reaches in ways that the compiler cannot see
 * @param resources names of class-path resources whose content counts as its code
 * @param version the user's word for what cannot be seen; empty unless given
 */
public record NodeCode(
        String method, List<String> types, List<String> alsoDependsOn, List<String> resources, String version) {}
