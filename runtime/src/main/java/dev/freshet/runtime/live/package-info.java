/**
 * The changes of a run or a project while a page watches it. Each watcher asks for the changes since its last request,
 * so nothing is stored for slow readers. Another module serves the page.
 */
@NullMarked
package dev.freshet.runtime.live;

import org.jspecify.annotations.NullMarked;
