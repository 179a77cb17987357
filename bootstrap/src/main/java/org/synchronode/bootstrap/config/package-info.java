/**
 * What a node is told before it starts, from four places: options of the command line, the
 * environment, config.js, and the defaults, in this order.
 *
 * <p>{@link org.synchronode.bootstrap.config.ReadSettings} is the way in. It finds the config file,
 * lets {@link org.synchronode.bootstrap.config.ConfigFile} evaluate it in a sandbox ({@code
 * ConfigSandbox}), lays the environment and the options over it as {@link
 * org.synchronode.bootstrap.config.Given} values that remember where they came from, and turns them
 * into {@link org.synchronode.bootstrap.config.Settings}. Whatever is wrong is a {@link
 * org.synchronode.bootstrap.config.ConfigException} with one line to show.
 *
 * <p>{@link org.synchronode.bootstrap.config.Surroundings} is everything that depends on the
 * machine, so that nothing in here asks the system itself.
 */
@NullMarked
package org.synchronode.bootstrap.config;

import org.jspecify.annotations.NullMarked;
