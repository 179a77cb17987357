/**
 * Micro-benchmarks (JMH), run by {@code benchmarks/micro.sh}. Those of classes that only their own
 * package sees stand in a package of the same name.
 */
@NullMarked
package org.synchronode.benchmarks;

import org.jspecify.annotations.NullMarked;
