/**
 * What is said on a link: subprotocol {@code synchronode.v1}. {@link
 * org.synchronode.ws.protocol.SlaveMessage} and {@link org.synchronode.ws.protocol.MasterMessage}
 * are the two vocabularies; {@link org.synchronode.ws.protocol.SlaveText} and {@link
 * org.synchronode.ws.protocol.MasterText} write and read them as JSON, {@link
 * org.synchronode.ws.protocol.Bulk} the parts of long lists as compressed CBOR. {@link
 * org.synchronode.ws.protocol.DeltaParts} puts a long delta together again, {@link
 * org.synchronode.ws.protocol.RegistrationText} reads what comes before the first link.
 *
 * <p>Whatever a peer sends is input from a stranger: what can be read is a message within {@link
 * org.synchronode.ws.protocol.Bounds}, everything else a {@link
 * org.synchronode.ws.protocol.ProtocolException} and nothing worse.
 */
@NullMarked
package org.synchronode.ws.protocol;

import org.jspecify.annotations.NullMarked;
