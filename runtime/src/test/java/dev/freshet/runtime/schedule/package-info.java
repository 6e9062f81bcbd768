/** Tests of the order of nodes. */
package dev.freshet.runtime.schedule;
