/** The dataset type {@code xml}: records in XML files. */
@NullMarked
package dev.freshet.xml;

import org.jspecify.annotations.NullMarked;
