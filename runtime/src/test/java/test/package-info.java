/** Code outside of Freshet's packages, which alone counts as that of nodes. */
@NullMarked
package test;

import org.jspecify.annotations.NullMarked;
