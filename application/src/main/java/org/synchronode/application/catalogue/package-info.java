/**
 * The last-known entries of every host, whether it is on or off. {@link
 * org.synchronode.application.catalogue.Catalogue} is the port that listings are answered from and
 * changes are applied to; {@link org.synchronode.application.catalogue.Feed} tells what changed, to
 * browsers and to masters above.
 */
@NullMarked
package org.synchronode.application.catalogue;

import org.jspecify.annotations.NullMarked;
