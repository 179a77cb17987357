/**
 * How the codec behaves: {@code ChannelSocketContract} and the {@code ChannelEndContract} below it
 * run on every kind of wire, the property tests try sizes, fragmentation and damage at random (the
 * last beside {@code ReferenceReader}), and {@code OtherImplementationsTest} and {@code
 * RandomConversationsTest} talk to other implementations of RFC 6455.
 */
@NullMarked
package org.synchronode.ws.frames;

import org.jspecify.annotations.NullMarked;
