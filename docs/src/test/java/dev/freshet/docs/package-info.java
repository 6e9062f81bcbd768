/** Tests of the documentation: its samples compile and run, and the words and links in it lead somewhere. */
@NullMarked
package dev.freshet.docs;

import org.jspecify.annotations.NullMarked;
