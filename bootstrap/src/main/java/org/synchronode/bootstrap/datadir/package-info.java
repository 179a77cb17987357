/**
 * The folder in which a node keeps everything of its own. {@link
 * org.synchronode.bootstrap.datadir.DataDirectory} makes sure that it is private and that only one
 * node works in it; {@link org.synchronode.bootstrap.datadir.SecretFile} is how a secret is kept
 * there.
 */
@NullMarked
package org.synchronode.bootstrap.datadir;

import org.jspecify.annotations.NullMarked;
