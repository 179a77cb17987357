/**
 * The two directions of a URL's path. {@link org.synchronode.http.path.RequestPath} is the only
 * class that decodes what a client asks for, {@link org.synchronode.http.path.PublicPath} the only
 * one that encodes what a client is told; {@link org.synchronode.http.path.OwnAddresses} tells
 * which whole URLs lead to this node at all. All keep the bytes of a name: what a listing says
 * leads back to the same file, whatever its name is.
 */
@NullMarked
package org.synchronode.http.path;

import org.jspecify.annotations.NullMarked;
