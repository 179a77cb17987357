/**
 * XML as WebDAV uses it. {@link org.synchronode.http.dav.xml.BodyXml} is the only class that parses
 * what a stranger wrote; an {@link org.synchronode.http.dav.xml.XmlFragment} is what of it is kept
 * and given back.
 */
@NullMarked
package org.synchronode.http.dav.xml;

import org.jspecify.annotations.NullMarked;
