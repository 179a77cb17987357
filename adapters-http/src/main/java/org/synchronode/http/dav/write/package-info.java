/**
 * The methods of WebDAV that change something. Each reads what a client wants, hands it to the
 * owner through {@link org.synchronode.application.files.ChangeFiles}, and tells what came of it;
 * nothing is decided here that depends on what stands at the owner.
 */
@NullMarked
package org.synchronode.http.dav.write;

import org.jspecify.annotations.NullMarked;
