/** Tests of the processor under the running JDK's javac and under ECJ. */
@NullMarked
package dev.freshet.processor;

import org.jspecify.annotations.NullMarked;
