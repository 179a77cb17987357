package org.synchronode.bootstrap.config;

import java.nio.file.Path;

/**
 * A value and where it was given.
 *
 * @param where opens every message about it, such as {@code config.js:3: 'port'} or {@code
 *     SYNCHRONODE_PORT}
 * @param folder what a relative path in it is relative to
 */
record Given(String where, Path folder, GivenValue value) {}
