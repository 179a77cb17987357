package org.synchronode.application.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.read.ByteRange;
import org.synchronode.domain.user.UserName;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.PartWritten;
import org.synchronode.domain.write.UploadKey;
import org.synchronode.domain.write.WriteGuard;

/** What {@link HostFiles} promises of parts of files, of every way to them. */
public abstract class PartsContract {
  private static final UserName ANN = new UserName("ann");
  private static final UserName BOB = new UserName("bob");
  private static final EntryPath PATH = EntryPath.of("f");

  protected abstract HostFiles files();

  protected abstract HostId host();

  /** What stands at a place of the owner's. */
  protected abstract Optional<String> content(EntryPath path);

  private static FileBody body(String text) {
    return out -> out.write(text.getBytes(UTF_8));
  }

  private static FileBody broken(String text) {
    return out -> {
      body(text).transferTo(out);
      throw new BodyBroken("the client is gone");
    };
  }

  private static PartWrite part(UserName user, long offset, int length, OptionalLong total) {
    return new PartWrite(
        new FileWrite(PATH, total, Optional.empty(), List.of(), WriteGuard.none(user)),
        new ByteRange(offset, length),
        List.of());
  }

  private PartWritten send(UserName user, long offset, String text, long total) {
    PartWrite part = part(user, offset, text.length(), OptionalLong.of(total));
    return files().writePart(host(), part, body(text));
  }

  private PartWritten send(long offset, String text, long total) {
    return send(ANN, offset, text, total);
  }

  private PartWritten replace(long offset, String text) {
    PartWrite part = part(ANN, offset, text.length(), OptionalLong.empty());
    return files().writePart(host(), part, body(text));
  }

  private void breakOff(long offset, String text, int length, long total) {
    refused(
        Problem.BadRequest.class,
        () ->
            files()
                .writePart(
                    host(), part(ANN, offset, length, OptionalLong.of(total)), broken(text)));
  }

  private long held(UserName user, long total) {
    return files().held(host(), new UploadKey(PATH, total, user));
  }

  private long held(long total) {
    return held(ANN, total);
  }

  private static void refused(Class<? extends Problem> kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem()).isInstanceOf(kind));
  }

  private static void refusedAt(long offset, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem())
                    .isInstanceOfSatisfying(
                        Problem.RangeNotSatisfiable.class,
                        problem -> assertThat(problem.offset()).isEqualTo(offset)));
  }

  private static void created(boolean created, PartWritten outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            PartWritten.Complete.class,
            complete -> {
              assertThat(complete.written().created()).isEqualTo(created);
              assertThat(complete.written().file()).isPresent();
            });
  }

  @Test
  void theLastPartMakesAFileOfThem() {
    assertThat(send(0, "one ", 13)).isEqualTo(new PartWritten.Held(4));
    assertThat(send(4, "two ", 13)).isEqualTo(new PartWritten.Held(8));
    assertThat(content(PATH)).isEmpty();
    created(true, send(8, "three", 13));
    assertThat(content(PATH)).contains("one two three");
    assertThat(held(13)).isZero();
  }

  @Test
  void theOldFileStaysUntilThen() {
    created(true, send(0, "old", 3));
    send(0, "n", 3);
    assertThat(content(PATH)).contains("old");
    created(false, send(1, "ew", 3));
    assertThat(content(PATH)).contains("new");
  }

  @Test
  void howMuchIsHeldIsTold() {
    assertThat(held(10)).isZero();
    send(0, "four", 10);
    assertThat(held(10)).isEqualTo(4);
    assertThat(held(10)).isEqualTo(4);
  }

  @Test
  void aPartThatBeginsElsewhereIsRefusedAndToldWhere() {
    refusedAt(0, () -> send(4, "four", 10));
    send(0, "four", 10);
    refusedAt(4, () -> send(3, "x", 10));
    refusedAt(4, () -> send(5, "x", 10));
    assertThat(held(10)).isEqualTo(4);
  }

  @Test
  void whatIsNotHeldIsNotTakenFromTheFileThatStandsThere() {
    send(0, "old file", 8);
    refusedAt(0, () -> send(3, "x", 4));
    assertThat(content(PATH)).contains("old file");
  }

  @Test
  void whatCameOfAPartThatBrokeOffIsHeld() {
    breakOff(0, "abc", 9, 10);
    assertThat(held(10)).isEqualTo(3);
    breakOff(3, "", 7, 10);
    breakOff(3, "defg", 7, 10);
    assertThat(held(10)).isEqualTo(7);
    created(true, send(7, "hij", 10));
    assertThat(content(PATH)).contains("abcdefghij");
  }

  @Test
  void aPartThatBeginsWithTheFirstByteBeginsAnew() {
    send(0, "abcdef", 10);
    send(0, "x", 10);
    assertThat(held(10)).isEqualTo(1);
  }

  @Test
  void nobodyGoesOnWithWhatAnotherOneSent() {
    send(ANN, 0, "ann's", 8);
    assertThat(held(BOB, 8)).isZero();
    refusedAt(0, () -> send(BOB, 5, "bob", 8));
    send(BOB, 0, "bo", 8);
    assertThat(held(ANN, 8)).isEqualTo(5);
    created(true, send(ANN, 5, "...", 8));
    assertThat(content(PATH)).contains("ann's...");
    assertThat(held(BOB, 8)).isEqualTo(2);
  }

  @Test
  void aFileOfAnotherLengthIsAnotherUpload() {
    send(0, "abc", 8);
    assertThat(held(9)).isZero();
    refusedAt(0, () -> send(3, "d", 9));
  }

  @Test
  void aPartOfAnotherLengthThanToldIsNotTaken() {
    send(0, "abc", 10);
    for (String text : new String[] {"d", "defg"}) {
      PartWrite two = part(ANN, 3, 2, OptionalLong.of(10));
      refused(Problem.BadRequest.class, () -> files().writePart(host(), two, body(text)));
      assertThat(held(10)).isEqualTo(3);
    }
  }

  @Test
  void bytesOfTheFileThatStandsThereAreReplaced() {
    send(0, "0123456789", 10);
    created(false, replace(3, "def"));
    assertThat(content(PATH)).contains("012def6789");
    replace(9, "jkl");
    assertThat(content(PATH)).contains("012def678jkl");
    replace(12, "m");
    assertThat(content(PATH)).contains("012def678jklm");
    refusedAt(13, () -> replace(14, "x"));
  }

  @Test
  void whereNoFileStandsItsFirstBytesMakeOne() {
    refusedAt(0, () -> replace(1, "x"));
    created(true, replace(0, "abc"));
    assertThat(content(PATH)).contains("abc");
  }

  @Test
  void ofBytesThatAreToBeReplacedNothingIsHeld() {
    send(0, "0123456789", 10);
    PartWrite three = part(ANN, 2, 3, OptionalLong.empty());
    refused(Problem.BadRequest.class, () -> files().writePart(host(), three, broken("ab")));
    refused(Problem.BadRequest.class, () -> files().writePart(host(), three, body("ab")));
    refused(Problem.BadRequest.class, () -> files().writePart(host(), three, body("abcd")));
    assertThat(content(PATH)).contains("0123456789");
    assertThat(held(3)).isZero();
  }
}
