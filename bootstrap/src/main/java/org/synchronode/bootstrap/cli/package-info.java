/**
 * The command line {@code ./synchronode}.
 *
 * <p>{@link org.synchronode.bootstrap.cli.SynchronodeCommandLine} runs it. {@code RunCommand} is
 * what happens without a subcommand: it reads the settings and hands them to a {@link
 * org.synchronode.bootstrap.cli.NodeStart}. Every subcommand is an {@code AdminCommand}: it finds
 * the dataDir of the running node and asks it. Each knows how to show its own answer; what came
 * from other machines goes through {@code Printable} on its way to the terminal.
 */
@NullMarked
package org.synchronode.bootstrap.cli;

import org.jspecify.annotations.NullMarked;
