package org.synchronode.http.dav.xml;

/**
 * One element, in a text that can be put into any document in UTF-8 that has no {@code xml:lang} of
 * its own: it declares itself all namespaces that were in scope where it was read, used or not, and
 * has the language that was. Of what RFC 4918 §4.3 wants kept, all is; comments and processing
 * instructions are not, and CDATA became text. Made by {@link BodyXml} alone, and by who stored
 * what that made.
 */
public record XmlFragment(String text) {}
