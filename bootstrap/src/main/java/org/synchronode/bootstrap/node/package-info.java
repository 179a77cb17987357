/**
 * A running node, wired by hand: {@link org.synchronode.bootstrap.node.Node} puts the parts
 * together in the order in which they need each other and takes them apart in the reverse one.
 * {@link org.synchronode.bootstrap.node.RunNode} is what the command line calls: it prints what a
 * person needs to know and waits for the end.
 */
@NullMarked
package org.synchronode.bootstrap.node;

import org.jspecify.annotations.NullMarked;
