/**
 * What is done for one client alone, against the rule for all others. Each class is one quirk: it
 * says which client, how that is told, and what would go wrong without it. What a client does
 * unusually and any client may do is no quirk, and is heeded where the request is read.
 */
@NullMarked
package org.synchronode.http.dav.quirks;

import org.jspecify.annotations.NullMarked;
