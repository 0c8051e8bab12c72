package io.brinkwatch.embedded;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What is wrong with a file or a directory, in words; whoever asks names it. */
public final class FileTrouble {
  private FileTrouble() {}

  /** As in {@code permission denied}. */
  public static String inWords(Exception e) {
    Throwable t = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : e;
    if (t instanceof FileAlreadyExistsException) {
      return "it is a file, not a directory";
    }
    if (t instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (t instanceof NoSuchFileException) {
      return "it does not exist";
    }
    if (t instanceof NotDirectoryException) {
      return "it is not a directory";
    }
    if (t instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    return t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
  }
}
