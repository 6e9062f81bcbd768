/** What a run tells those who want to know, and where they may step in. Imports {@code change} and {@code plan} only. */
@NullMarked
package dev.freshet.runtime.hook;

import org.jspecify.annotations.NullMarked;
