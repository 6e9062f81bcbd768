/** Which node is next: priorities and resources, without threads. Imports {@code plan} only. */
@NullMarked
package dev.freshet.runtime.schedule;

import org.jspecify.annotations.NullMarked;
