package org.synchronode.ws.relay;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synchronode.application.files.ChangeFiles;
import org.synchronode.application.files.FileBody;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.application.files.ReadFile;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.write.PartWritten;
import org.synchronode.domain.write.Written;
import org.synchronode.ws.frames.ChannelSocket;

/** The slave's end of exchanges: answers one request by the use case that stands here. */
final class ExchangeServer {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeServer.class);

  /** An answer with so many bytes leaves as one packet, or few, with the messages around them. */
  private static final long SMALL = 32 * 1024;

  private final ReadFile readFile;
  private final ChangeFiles changeFiles;
  private final ExchangeTimes times;

  ExchangeServer(ReadFile readFile, ChangeFiles changeFiles, ExchangeTimes times) {
    this.readFile = readFile;
    this.changeFiles = changeFiles;
    this.times = times;
  }

  /**
   * Answers a request, and returns when the channel is ready for the next one.
   *
   * @throws IOException when the master dropped the channel, or speaks nonsense: the channel is to
   *     be dropped
   */
  void answer(String text, ChannelSocket socket) throws IOException {
    MastersMessages messages = new MastersMessages(socket, times);
    ExchangeMessage question =
        EncodedMessage.read(text, EncodedMessage.LONGEST, () -> messages.next(times.skipping()));
    switch (question) {
      case ExchangeMessage.Read read -> read(read, socket);
      case ExchangeMessage.Write(var host, var write) ->
          write(body -> written(changeFiles.write(host, write, body)), socket);
      case ExchangeMessage.WriteTree(var host, var write) ->
          write(body -> written(changeFiles.writeTree(host, write, body)), socket);
      case ExchangeMessage.WritePart(var host, var write) ->
          write(body -> written(changeFiles.writePart(host, write, body)), socket);
      case ExchangeMessage.AskHeld(var host, var upload) ->
          send(answerOf(() -> new ExchangeMessage.Held(changeFiles.held(host, upload))), socket);
      case ExchangeMessage.Edit edit -> edit(edit, socket);
      case ExchangeMessage.AskSpace ask ->
          send(answerOf(() -> new ExchangeMessage.Room(changeFiles.space(ask.host()))), socket);
      default -> throw new ProtocolException("a request was due");
    }
  }

  private void read(ExchangeMessage.Read read, ChannelSocket socket) throws IOException {
    try (OpenedFile file = readFile.open(read.host(), read.path(), read.request())) {
      long due = BytesDue.after(read.request(), file.state());
      if (due <= SMALL) {
        socket.holdBack();
      }
      socket.sendText(ExchangeCodec.write(new ExchangeMessage.Opened(file.state())));
      if (due > 0) {
        file.transferTo(new BinaryMessages(socket::sendBinary));
        socket.sendText(ExchangeCodec.write(new ExchangeMessage.Done()));
      }
    } catch (ProblemException e) {
      send(new ExchangeMessage.Failed(e.problem()), socket);
    }
    socket.flush();
  }

  private void write(Function<FileBody, ExchangeMessage> write, ChannelSocket socket)
      throws IOException {
    ReceivedBody body = new ReceivedBody(socket, times);
    body.waitForUse();
    ExchangeMessage answer = answerOf(() -> written(write, body));
    body.conclude();
    send(answer, socket);
    body.skipRest();
  }

  private static ExchangeMessage written(
      Function<FileBody, ExchangeMessage> write, ReceivedBody body) {
    ExchangeMessage answer = write.apply(body);
    if (!body.isOver()) {
      throw new IllegalStateException("a file was written before all its bytes were there");
    }
    return answer;
  }

  private static ExchangeMessage written(Written written) {
    return new ExchangeMessage.Written(written);
  }

  private static ExchangeMessage written(PartWritten outcome) {
    return switch (outcome) {
      case PartWritten.Held(long bytes) -> new ExchangeMessage.Held(bytes);
      case PartWritten.Complete(Written written) -> written(written);
    };
  }

  private void edit(ExchangeMessage.Edit edit, ChannelSocket socket) throws IOException {
    MasterWatch watch = new MasterWatch(socket, times);
    watch.start();
    ExchangeMessage answer =
        answerOf(() -> new ExchangeMessage.Written(changeFiles.edit(edit.host(), edit.edit())));
    watch.stop();
    send(answer, socket);
  }

  /** What the work came to; it is always something, because the master waits. */
  private static ExchangeMessage answerOf(Supplier<ExchangeMessage> work) {
    try {
      return work.get();
    } catch (ProblemException e) {
      return new ExchangeMessage.Failed(e.problem());
    } catch (RuntimeException e) {
      LOG.error("Answering a master failed.", e);
      return new ExchangeMessage.Failed(
          new Problem.OwnerFailed("The owner's program failed; its log says more."));
    }
  }

  private void send(ExchangeMessage answer, ChannelSocket socket) throws IOException {
    EncodedMessage.of(answer).sendTo(socket, times.skipping());
  }
}
