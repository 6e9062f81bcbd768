/** What several packages say alike, such as how many nodes had which outcome. This package imports only {@code change}. */
@NullMarked
package dev.freshet.runtime.text;

import org.jspecify.annotations.NullMarked;
