package dev.freshet.runtime.run;

import dev.freshet.runtime.change.PartVersion;
import java.util.Map;

/**
 * What a node that makes parts must know of earlier ones.
 *
 * @param journal the file of its journal
 * @param madeOf what it makes parts of
 * @param discard whether it makes everything anew
 * @param sources the parts over which it runs, as they are now
 */
record PartsPlan(String journal, String madeOf, boolean discard, Map<String, PartVersion> sources) {}
