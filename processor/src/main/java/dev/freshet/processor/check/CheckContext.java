package dev.freshet.processor.check;

import dev.freshet.processor.model.Assignability;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The compiler's services for the rules. */
record CheckContext(Types types, Elements elements, Assignability assignability) {}
