/**
 * The one place that knows every module: what happens from {@code ./synchronode} to a running node.
 *
 * <p>{@link org.synchronode.bootstrap.Main} runs the command line ({@code cli}), which reads the
 * settings ({@code config}); the node then takes its {@code datadir}, and is administered through
 * the socket there ({@code admin}). {@code passwords} hashes the passwords of people.
 *
 * <p>The launcher has {@code Rehearsal} run once after a build, so that later starts are fast.
 */
@NullMarked
package org.synchronode.bootstrap;

import org.jspecify.annotations.NullMarked;
